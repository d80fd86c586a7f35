/** Compares the facts that a message of `explicit-aws-credentials` states with real runs of the script. */
import { GIVEN_TOGETHER, KEY, SECRET } from "../../src/aws/credentials/variables.ts";
import { byPlace } from "../../src/analysis/credentials/call-site.ts";
import { credentialCalls, credentialFault } from "../../src/analysis/credentials/credential-call.ts";
import type { Reason } from "../../src/analysis/credentials/reason-kinds.ts";
import { programs } from "../../src/programs/table.ts";
import { evaluate } from "../../src/shell/evaluate.ts";
import { knownText, outline } from "../../src/shell/model/value.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { interestIn } from "../support/interest.ts";
import { isExplicit, placeOf } from "./credentials-laboratory.ts";
import type { Execution, Exploration, Recorded } from "./harness.ts";
import { probedBy, startedBy, type Probed } from "./messages-laboratory.ts";

const SHEBANG = "#!/bin/bash\n";

/** Processes that run at the same time as the call: a line in them may run before it or after it. */
const CONCURRENT: ReadonlySet<string> = new Set(["a pipeline stage", "a background job"]);

/** The statement of a message about one call. Offsets are in the script. */
export interface Statement {
  readonly place: string;
  readonly kind: Reason["kind"];
  readonly variable: string;
  /** The end of the word to whose line the message refers. */
  readonly line: number | undefined;
  /** The end of the word to whose line the message refers second. */
  readonly until: number | undefined;
  readonly by: string;
}

/** The statements of all messages about the calls in a script. */
export function statementsOn(script: string): readonly Statement[] {
  const shell = parseShell(SHEBANG + script);
  const { tree } = shell;
  if (tree === undefined) return [];
  const evaluation = evaluate(shell, { programs, together: GIVEN_TOGETHER, interest: interestIn(script) });
  return evaluation.invocations.flatMap((invocation) =>
    byPlace(invocation, credentialCalls(invocation), evaluation, shell.text).flatMap(({ calls }): Statement[] => {
      const fault = credentialFault(calls, evaluation, () => undefined, tree);
      if (fault === undefined) return [];
      const { argv } = fault.call.run;
      const place = placeOf(argv.map(({ value }) => knownText(value) ?? outline(value)));
      const { kind, variable, span, until, by } = fault.reason;
      const offset = (end: number | undefined): number | undefined => end && end - SHEBANG.length;
      return place === undefined
        ? []
        : [{ place, kind, variable, line: offset(span?.end), until: offset(until?.end), by }];
    }),
  );
}

/** One call from a place in one run. */
interface Call {
  readonly record: Recorded;
  readonly execution: Execution;
  /** The probes that ran before it in the same run. */
  readonly before: readonly Probed[];
}

function callsOf(place: string, executions: readonly Execution[]): readonly Call[] {
  return executions.flatMap((execution) => {
    const before: Probed[] = [];
    const calls: Call[] = [];
    for (const record of execution.records) {
      const probed = probedBy(record);
      if (probed !== undefined) before.push(probed);
      else if (record.program === "aws" && placeOf(record.argv) === place)
        calls.push({ record, execution, before: [...before] });
    }
    return calls;
  });
}

/** Why a statement is false; `undefined` if it is true, or if no run disproves it. */
export function untruth(
  statement: Statement,
  probes: { readonly line: number | undefined; readonly until: number | undefined },
  { executions, complete }: Exploration,
): string | undefined {
  const calls = callsOf(statement.place, executions);
  if (calls.length === 0) return undefined;
  const { kind, variable } = statement;
  const sees = ({ record }: Call): boolean => (record.environment[variable] ?? "") !== "";
  const lacks = (call: Call): boolean => !isExplicit(call.record) && !sees(call);
  const line = ({ before }: Call): readonly Probed[] => before.filter(({ number }) => number === probes.line);
  const inRun = ({ execution: { records } }: Call): readonly Probed[] =>
    records.flatMap((record) => probedBy(record) ?? []).filter(({ number }) => number === probes.line);
  const lineOrLater = CONCURRENT.has(statement.by) ? inRun : line;
  const here = (call: Call): boolean => line(call).some(({ shell }) => startedBy(call.record, shell));
  /** Whether the line ran in another process, after that process's own call: `xargs` and `find` may run the same code repeatedly. */
  const isAfterItsCall = (probe: Probed, { execution, record }: Call): boolean =>
    !startedBy(record, probe.shell) &&
    calls.some(
      (one) => one.execution === execution && startedBy(one.record, probe.shell) && !one.before.includes(probe),
    );
  /** The failure message if `is` is true in no run and all runs were tried. */
  const none = (what: string, is: (call: Call) => boolean): string | undefined =>
    complete && !calls.some(is) ? `in no run ${what}` : undefined;
  const some = (what: string, is: (call: Call) => boolean): string | undefined =>
    calls.some(is) ? `in some run ${what}` : undefined;
  const hasLine = probes.line !== undefined;
  switch (kind) {
    case "nothing":
      return some("the script gives it credentials", (call) => isExplicit(call.record) && !isGiven(call.execution));
    case "somePaths":
      return (
        none("it lacks credentials", ({ record }) => !isExplicit(record)) ??
        none("it has credentials", ({ record }) => isExplicit(record)) ??
        (variable.startsWith("AWS_") ? none(`it sees ${variable}`, sees) : undefined) ??
        (hasLine ? none(`it sees ${variable} from the line`, (call) => sees(call) && here(call)) : undefined)
      );
    case "inherited": {
      const given = GIVEN_WITH.get(variable) ?? variable;
      return (
        some(
          `it sees ${variable} without being given it`,
          (call) => sees(call) && call.execution.decisions[given] !== "1",
        ) ?? none(`it sees ${variable}`, sees)
      );
    }
    case "notExported":
      return hasLine
        ? none("the line sets it in a shell around the call", (call) => lacks(call) && here(call))
        : undefined;
    case "lost":
      return hasLine
        ? none(
            "the line runs, before the call or at the same time, in a process that is not around it",
            (call) => lacks(call) && lineOrLater(call).some(({ shell }) => !startedBy(call.record, shell)),
          )
        : undefined;
    case "uncalled":
      return hasLine
        ? none("the line has not run before the call", (call) => lacks(call) && line(call).length === 0)
        : undefined;
    case "otherBranch":
      return hasLine ? some("the line runs before the call", (call) => line(call).length > 0) : undefined;
    case "later":
      return hasLine
        ? some("the line runs before the call", (call) => line(call).some((probe) => !isAfterItsCall(probe, call)))
        : undefined;
    case "oneCommand":
    case "unreached":
    case "noValue":
      return none(`it does not see ${variable}`, lacks);
    case "dropped":
      return hasLine
        ? none("the line runs before the call", (call) => lacks(call) && line(call).length > 0)
        : undefined;
    case "removed": {
      if (!hasLine || probes.until === undefined) return undefined;
      return none("both lines run before the call, in this order", (call) => {
        const numbers = call.before.map(({ number }) => number);
        return (
          lacks(call) &&
          numbers.includes(probes.line!) &&
          numbers.lastIndexOf(probes.until!) > numbers.indexOf(probes.line!)
        );
      });
    }
    case "empty":
      return (
        none(`${variable} is empty`, ({ record }) => record.environment[variable] === "") ??
        (hasLine
          ? none(`${variable} is empty from the line`, (call) => call.record.environment[variable] === "" && here(call))
          : undefined)
      );
    case "emptyOption":
      return none("it gets an empty --profile", ({ record: { argv } }) =>
        argv.some((word, at) => word === "--profile=" || (word === "--profile" && argv[at + 1] === "")),
      );
    case "keyWithoutSecret":
      return none("it has the key without the secret", ({ record }) => has(record, KEY) && !has(record, SECRET));
    case "secretWithoutKey":
      return none("it has the secret without the key", ({ record }) => has(record, SECRET) && !has(record, KEY));
    default:
      return undefined;
  }
}

const GIVEN_WITH: ReadonlyMap<string, string> = new Map([[SECRET, KEY]]);

/** Whether the run started with credentials in its environment. */
function isGiven({ decisions }: Execution): boolean {
  return Object.entries(decisions).some(([name, bits]) => name.startsWith("AWS_") && bits === "1");
}

function has({ environment }: Recorded, name: string): boolean {
  return (environment[name] ?? "") !== "";
}
