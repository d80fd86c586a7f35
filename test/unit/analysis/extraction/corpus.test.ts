/**
 * The share of real scripts' JSON extractions with text tools that is computed, which means that every stage of the pipeline is
 * simulated; and the share of all their starts of text tools that is simulated.
 *
 *     npx vitest run test/unit/analysis/extraction/corpus.test.ts
 */
import { expect, test } from "vitest";
import { instanceCredentials, type KnownDocument } from "../../../../src/aws/json/documents.ts";
import { layouts, renderJson } from "../../../../src/aws/json/layout.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { programs } from "../../../../src/programs/table.ts";
import { isConsumed } from "../../../../src/analysis/extraction/consumers.ts";
import { printsAnswerOnly, extractsPart, toolInput } from "../../../../src/analysis/extraction/pipeline.ts";
import { documentOf } from "../../../../src/analysis/extraction/source.ts";
import { shownKey } from "../../../../src/analysis/extraction/expected-value.ts";
import { isTextTool, runTextTool } from "../../../../src/programs/text/index.ts";
import { evaluate } from "../../../../src/shell/evaluate.ts";
import type { Run } from "../../../../src/shell/model/invocation.ts";
import type { Evaluation } from "../../../../src/shell/model/evaluation.ts";
import { parseShell } from "../../../../src/shell/syntax/parse.ts";
import { corpus } from "../../../support/corpus.ts";
import { USUAL } from "../../../support/interest.ts";

/** The stages of a pipeline in order, and the sources that the first stage reads. Unknown words do not end the pipeline. */
function chain(last: Run): { readonly stages: readonly Run[]; readonly sources: readonly Run[] } {
  const stages: Run[] = [];
  const sources = new Set<Run>();
  const follow = (run: Run): void => {
    if (stages.includes(run)) return;
    stages.unshift(run);
    for (const piece of toolInput(run)?.input ?? run.stdin ?? []) {
      if (piece.kind !== "output") continue;
      if (isTextTool(piece.of.invocation.program)) follow(piece.of);
      else sources.add(piece.of);
    }
  };
  follow(last);
  return { stages, sources: [...sources] };
}

/** A sample input for a stage whose real input is unknown. */
function sampleOf(document: KnownDocument | undefined, key: string | undefined): string {
  return renderJson(document?.value ?? { first: "one-1", [key ?? "key"]: "two-2" }, document?.layout ?? layouts.cli);
}

/** The first stage that is not simulated. */
function unsimulated(stages: readonly Run[], text: string): Run | undefined {
  let input = text;
  for (const run of stages) {
    const argv = toolInput(run)?.argv;
    const result = argv && runTextTool(run.invocation.program, argv, input);
    if (result === undefined) return run;
    input = result.stdout;
  }
  return undefined;
}

interface Found {
  readonly place: string;
  /** The source text of the stage that is not simulated. */
  readonly missing: string | undefined;
}

function extractionsIn(evaluation: Evaluation, text: string): Found[] {
  return evaluation.invocations.flatMap((invocation): Found[] => {
    if (!isTextTool(invocation.program)) return [];
    for (const run of invocation.runs) {
      if (printsAnswerOnly(run) || isConsumed(run, evaluation, text)) continue;
      const { stages, sources } = chain(run);
      if (!stages.some(extractsPart)) continue;
      const document = sources[0] && documentOf(sources[0]);
      const key = shownKey(stages)?.key;
      if (typeof document === "string" || (document === undefined && key === undefined)) continue;
      const missing = unsimulated(stages, sampleOf(document, key))?.invocation;
      return [
        { place: text.slice(invocation.pos, invocation.end), missing: missing && text.slice(missing.pos, missing.end) },
      ];
    }
    return [];
  });
}

/** Sample inputs. A tool call that can be simulated at all can be simulated on at least one of them. */
const SAMPLES = [sampleOf(instanceCredentials, ""), "alpha 10 x\nbeta 9 y\ngamma 8 z\n"];

/** Whether the program edits files in place or starts another program. */
function worksElsewhere(program: string, argv: readonly string[]): boolean {
  if (program === "sed") return argv.some((word) => /^(-[nErsuz]*i|--in-place)/.test(word));
  return program === "xargs" && argv.slice(1).some((word) => /^[a-z]\w*$/.test(word) && word !== "echo");
}

test.skipIf(corpus.length === 0)("nearly all extractions from JSON are simulated", () => {
  const found: Found[] = [];
  const starts = { simulated: 0, other: new Map<string, number>(), unknown: 0, elsewhere: 0 };
  for (const { text } of corpus) {
    for (const { script } of readDocument(text).documents.flatMap(({ steps }) => steps)) {
      const evaluation = evaluate(parseShell(script.text), { programs, interest: USUAL });
      found.push(...extractionsIn(evaluation, script.text));
      for (const { program, runs } of evaluation.invocations) {
        const [run] = runs;
        if (run === undefined || !isTextTool(program)) continue;
        const read = toolInput(run);
        if (read === undefined) starts.unknown++;
        else if (worksElsewhere(program, read.argv)) starts.elsewhere++;
        else if (SAMPLES.some((sample) => runTextTool(program, read.argv, sample))) starts.simulated++;
        else starts.other.set(read.argv.join(" "), (starts.other.get(read.argv.join(" ")) ?? 0) + 1);
      }
    }
  }
  const missing = found.filter((one) => one.missing !== undefined);
  const others = [...starts.other].toSorted(([, a], [, b]) => b - a);
  const other = others.reduce((sum, [, count]) => sum + count, 0);
  console.log(
    [
      `${found.length - missing.length} of ${found.length} extractions are simulated in all stages`,
      ...missing.map(({ place, missing: stage }) => `  ${place}: ${stage}`),
      `${starts.simulated} of ${starts.simulated + other} starts of text tools with known words are`,
      ...others.map(([line, count]) => `  ${count} ${line.slice(0, 120)}`),
      `${starts.unknown} have options or patterns that nobody knows, ${starts.elsewhere} edit files in place or start programs`,
    ].join("\n"),
  );
  expect(missing.length / found.length).toBeLessThan(0.05);
  expect(other / (starts.simulated + other)).toBeLessThan(0.05);
});
