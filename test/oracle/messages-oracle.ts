/** Compares the messages of `explicit-aws-credentials` with a real bash on generated scripts. */
import fc from "fast-check";
import { placeOf } from "./credentials-laboratory.ts";
import { script, type Block } from "./generate.ts";
import { explore, type Execution, type Exploration, type Laboratory } from "./harness.ts";
import { statementsOn, untruth, type Statement } from "./messages-judge.ts";
import { messagesLaboratory, thoroughMessagesLaboratory, withProbes } from "./messages-laboratory.ts";
import { scriptText } from "./script-text.ts";
import { smallerBlocks } from "./shrink.ts";

export interface Untruth {
  readonly tree: Block;
  readonly text: string;
  readonly statement: Statement;
  readonly why: string;
}

export interface Outcome {
  readonly statements: number;
  /** The number of statements for each kind of message. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The number of statements whose line could be probed; `lines` is the number of statements with a line. */
  readonly probed: number;
  readonly lines: number;
  readonly untrue: readonly Untruth[];
}

const CHUNK = 100;

/** Judges the messages for scripts of a seed, until `count` statements are judged. */
export async function judgeMessages(
  count: number,
  seed: number,
  progress?: (done: number, untrue: number) => void,
): Promise<Outcome> {
  const laboratory = count > 500 ? thoroughMessagesLaboratory : messagesLaboratory;
  const trees = fc.sample(script, { numRuns: count, seed });
  const kinds: Record<string, number> = {};
  const untrue: Untruth[] = [];
  let statements = 0;
  let probed = 0;
  let lines = 0;
  for (let start = 0; start < trees.length && statements < count; start += CHUNK) {
    const found = await untruthsIn(trees.slice(start, start + CHUNK), laboratory);
    untrue.push(...found.untrue);
    for (const { kind, line } of found.statements) {
      statements++;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      if (line !== undefined) lines++;
    }
    probed += found.probed;
    progress?.(statements, untrue.length);
  }
  return { statements, kinds, probed, lines, untrue };
}

async function untruthsIn(
  trees: readonly Block[],
  laboratory: Laboratory,
): Promise<{ statements: readonly Statement[]; probed: number; untrue: readonly Untruth[] }> {
  const all = trees.map((tree) => {
    const text = scriptText(tree);
    const statements = statementsOn(text);
    const ends = new Set(statements.flatMap(({ line, until }) => [line, until]).filter((end) => end !== undefined));
    return { tree, text, statements, ends: [...ends].toSorted((a, b) => a - b) };
  });
  // For scripts without any credentials, `credentials.test.ts` compares the verdict with real runs.
  const judged = all.filter(({ statements }) => statements.some(({ kind }) => kind !== "nothing"));
  const plain = await explore(
    judged.map(({ text }) => text),
    { ...laboratory, most: 0, sampled: 0 },
  );
  const explored = await explore(
    judged.map(({ text, ends }) => withProbes(text, ends)),
    laboratory,
  );
  const untrue: Untruth[] = [];
  let probed = 0;
  for (const [index, { tree, text, statements, ends }] of judged.entries()) {
    const exploration = explored[index] as Exploration;
    if (courseOf(plain[index]!.executions[0]) !== courseOf(exploration.executions[0])) continue;
    for (const statement of statements) {
      const [line, until] = [statement.line, statement.until].map((end) => numberOf(end, ends, exploration));
      if (line !== undefined) probed++;
      const why = untruth(statement, { line, until }, exploration);
      if (why !== undefined) untrue.push({ tree, text, statement, why });
    }
  }
  return { statements: judged.flatMap(({ statements }) => statements), probed, untrue };
}

/** The number of the probe at the offset, if it ever ran. Some words cannot be probed, or are skipped in all runs. */
function numberOf(end: number | undefined, ends: readonly number[], { executions }: Exploration): number | undefined {
  const number = end === undefined ? -1 : ends.indexOf(end);
  const ran = executions.some(({ records }) =>
    records.some(({ program, argv }) => program === "probe" && argv[0] === String(number)),
  );
  return ran ? number : undefined;
}

/** The calls of a run, without process IDs, in no order: commands of a pipeline run at the same time. Probes must not change them. */
function courseOf(execution: Execution | undefined): string {
  const calls = execution?.records.filter(({ program }) => program !== "probe") ?? [];
  return calls
    .map(({ argv, environment }) => JSON.stringify([placeOf(argv), environment]))
    .toSorted()
    .join("\n");
}

/** Shrinks to a script with the same kind of false statement, while no script that is one step smaller has one. */
export async function shrink(found: Untruth): Promise<Untruth> {
  let smallest = found;
  for (;;) {
    const { untrue } = await untruthsIn(smallerBlocks(smallest.tree), thoroughMessagesLaboratory);
    const same = untrue.filter(({ statement }) => statement.kind === found.statement.kind);
    const [next] = same.toSorted((a, b) => a.text.length - b.text.length);
    if (next === undefined || next.text.length >= smallest.text.length) return smallest;
    smallest = next;
  }
}

/** A readable description. */
export function describeUntruth({ text, statement, why }: Untruth): string {
  const lineOf = (end: number | undefined): string =>
    end === undefined ? "" : `${text.slice(0, end).split("\n").length} (${text.slice(0, end).split("\n").at(-1)})`;
  const { kind, variable, place, line, until, by } = statement;
  return `${text}\n${kind} of s3://b/${place}: ${variable}, line ${lineOf(line)}, until ${lineOf(until)} by ${by}: ${why}`;
}
