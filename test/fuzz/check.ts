/** The invariants that every document has to satisfy, however hostile it is. */
import { readDocument } from "../../src/document/read.ts";
import { defaultConfig } from "../../src/cli/config/config.ts";
import { knownRules, loadPlugin } from "../../src/cli/config/plugin.ts";
import { Engine } from "../../src/cli/lint/linter.ts";
import type { FileResult, Message } from "../../src/cli/lint/result.ts";
import { Timing } from "../../src/cli/lint/timing.ts";
import { loadReport } from "../../src/cli/reports/index.ts";
import type { HostileDocument } from "./documents.ts";

/** The maximum number of fixes and suggestions of one document that are applied, each on its own. */
const MOST_APPLIED = 6;

/** Checks documents with every rule. */
export class Checker {
  readonly #engine: Engine;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  static async create(): Promise<Checker> {
    const plugin = await loadPlugin();
    const rules = Object.fromEntries(Object.keys(plugin.rules).map((name) => [name, ["error"] as const]));
    return new Checker(
      new Engine({ plugin, config: defaultConfig(knownRules(plugin)), rules: rules as never, timing: new Timing() }),
    );
  }

  /** Lints the document without fixes. */
  lint({ path, text }: HostileDocument): void {
    this.#engine.lint(path, text, undefined);
  }

  /** The violated invariants of the document. Throws what ssmlint throws. */
  async violations({ path, text }: HostileDocument): Promise<string[]> {
    const { result, unfixed } = this.#engine.lint(path, text, { wants: () => true, suggestions: false });
    const before = unfixed ?? result;
    const plain = text.replace(/^\uFEFF/, "");
    return [
      ...positions(plain, unfixed === undefined ? result : before),
      ...(result.output === undefined ? [] : unparsable(path, plain, result.output, "all fixes")),
      ...applied(path, plain, before.messages),
      ...(await unreported(result)),
    ];
  }
}

function positions(text: string, { messages, suppressedMessages }: FileResult): string[] {
  const lines = text.split("\n");
  const isInside = (line: number, column: number): boolean =>
    line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1;
  return [...messages, ...suppressedMessages].flatMap((message) => {
    const { line, column, endLine = line, endColumn = column } = message;
    const isOrdered = endLine > line || (endLine === line && endColumn >= column);
    if (isInside(line, column) && isInside(endLine, endColumn) && isOrdered) return [];
    return [`${message.ruleId} at ${line}:${column}-${endLine}:${endColumn} is outside the text: ${message.message}`];
  });
}

function applied(path: string, text: string, messages: readonly Message[]): string[] {
  const all = messages.flatMap(({ fix, suggestions = [], ruleId }) =>
    [fix, ...suggestions.map((suggestion) => suggestion.fix)].flatMap((one) => (one ? [{ fix: one, ruleId }] : [])),
  );
  const outside = all.filter(
    ({ fix: { range } }) => !(range[0] >= 0 && range[0] <= range[1] && range[1] <= text.length),
  );
  if (outside.length > 0) return [`a fix of ${outside[0]!.ruleId} is outside the text`];
  return all.slice(0, MOST_APPLIED).flatMap(({ fix, ruleId }) => {
    const fixed = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
    return unparsable(path, text, fixed, `a fix of ${ruleId}`);
  });
}

function unparsable(path: string, before: string, after: string, what: string): string[] {
  const options = path.endsWith(".json") ? ({ language: "json" } as const) : {};
  const [old, fixed] = [readDocument(before, options), readDocument(after, options)];
  if (old.errors.length > 0) return [];
  if (fixed.errors.length > 0) return [`${what} leaves a broken document: ${fixed.errors[0]!.message}`];
  // Aliases of one step count once: how many of them are read depends on their total length, which a fix changes.
  const steps = (file: typeof old): number =>
    file.documents.reduce((sum, one) => sum + new Set(one.steps.map(({ range }) => range[0])).size, 0);
  return steps(old) === steps(fixed) ? [] : [`${what} changes the number of steps`];
}

/** Prints the result in several formats. Throws if a report cannot be created. */
async function unreported(result: FileResult): Promise<string[]> {
  const run = {
    results: [result],
    failures: [],
    documents: 1,
    skipped: 0,
    ignored: 0,
    baselined: 0,
    shard: undefined,
    isTrial: false,
    cwd: "/fuzz",
    root: "/fuzz",
    version: "",
    homepage: undefined,
    rules: [],
  };
  for (const format of ["pretty", "sarif", "github", "junit"] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const report = await loadReport(format);
    report(run, { color: false, width: 100 });
  }
  return [];
}
