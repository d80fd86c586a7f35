/** The trace in JSON for other tools. Spans become lines of the file. */
import type { FileTrace } from "./trace-file.ts";

export function traceJson({ file, code, calls }: FileTrace): object {
  return {
    file,
    calls: calls.map(({ step, trace, line, column }) => {
      const { span: _, ...rest } = trace;
      const withLines = JSON.parse(
        JSON.stringify(rest, (key, value: unknown) =>
          key === "span" && typeof value === "object" && value !== null
            ? { line: code.lineOf(step, value as { pos: number; end: number }) }
            : value,
        ).replaceAll('"span":{"line":', '"at":{"line":'),
      ) as object;
      return { step: step.name, line, column, ...withLines };
    }),
  };
}
