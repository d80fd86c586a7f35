/** Traces the calls in a file, with their lines. */
import { traceScript, type CallTrace } from "../analysis/trace/trace.ts";
import type { StepNode } from "../eslint/tree/nodes.ts";
import type { SsmSourceCode } from "../eslint/source-code.ts";

export type { Outcome, ProviderStep } from "../analysis/trace/providers.ts";
export type { PathCondition } from "../analysis/trace/conditions.ts";
export type { AwsCallTrace, CallTrace, ExtractionTrace, MetadataTrace } from "../analysis/trace/trace.ts";

/** A call and the step that contains it. */
export interface PlacedTrace {
  readonly step: StepNode;
  readonly trace: CallTrace;
  /** 1-based position in the file. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** The calls of one file. */
export interface FileTrace {
  readonly file: string;
  readonly code: SsmSourceCode;
  readonly calls: readonly PlacedTrace[];
}

/** @param line 1-based. If given, only the calls on this line are traced. */
export function traceFile(file: string, code: SsmSourceCode, line?: number): FileTrace {
  const calls = code.ast.steps.flatMap((step) => tracesOf(step, code));
  const isAsked = (call: PlacedTrace): boolean => line === undefined || (call.line <= line && line <= call.endLine);
  return { file, code, calls: calls.filter(isAsked) };
}

function tracesOf(step: StepNode, code: SsmSourceCode): PlacedTrace[] {
  return traceScript(step.evaluation, step.shell, (decisions) => step.evaluateWith(decisions)).map((trace) => {
    const { start, end } = code.locate(step, trace.span);
    return { step, trace, line: start.line, column: start.column, endLine: end.line };
  });
}
