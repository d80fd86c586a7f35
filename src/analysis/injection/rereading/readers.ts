/** Finds the commands of a script that parse text a second time and that pasted values may reach. */
import type { Statement } from "unbash";
import {
  type Call,
  type Part,
  Reach,
  type Survey,
  identifiers,
  trailingName,
  OPAQUE,
  type ShellScript,
} from "../../../shell/index.ts";
import { groupBy } from "../../../grouping/group-by.ts";
import { isStarter } from "../../../programs/table.ts";
import { Inputs } from "./inputs.ts";
import { COMPUTES, READS_TEXT, RUN_LATER } from "./may-reread.ts";

/**
 * Returns the commands that may parse the values of the parameters' placeholders a second time. If there are none, the contexts
 * of the placeholders are sufficient, and nothing has to be evaluated.
 * @param data the parameters whose values are data where they are pasted: in single quotes, or in a variable
 */
export function readersOf(
  survey: Survey,
  { interpreter }: ShellScript,
  parameters: ReadonlySet<string>,
  data: ReadonlySet<string>,
): readonly Part[] {
  const names = [...parameters].map((name) => name.replaceAll(/\W/g, "\\$&"));
  // Here-documents and decoded text represent placeholders by `OPAQUE`.
  const reach = new Reach(survey, new RegExp(`\\{\\{\\s*(?:${names.join("|")})\\s*\\}\\}|${OPAQUE}`));
  const inputs = new Inputs(reach);
  const callers = groupBy(survey.calls, ({ callee }) => callee);
  const readers: Part[] = survey.calls.filter((call) => mayRunText(call, survey) && isReached(call, inputs, callers));
  // dash and busybox do not run the content of an array subscript.
  if (interpreter.kind === "dash" || interpreter.kind === "busybox") return readers;
  return [
    ...readers,
    ...computingParts(survey, data).filter((part) => reach.isIn({ ...part, name: "", reads: false })),
  ];
}

/**
 * The computing part of each statement, without nested statements, and without values that are pasted into the expression's own
 * text.
 */
function computingParts(survey: Survey, data: ReadonlySet<string>): readonly Part[] {
  const found: Part[] = [];
  const inner = new Map<Statement, string[]>();
  for (const part of [...survey.statements.values()].toReversed()) {
    const place = part.place!;
    if (!COMPUTES.test(place.text)) continue;
    const own = (inner.get(place.statement) ?? []).reduce((text, nested) => text.replace(nested, ""), place.text);
    if (place.outer !== undefined) {
      const { statement } = place.outer;
      const others = inner.get(statement);
      if (others === undefined) inner.set(statement, [place.text]);
      else others.push(place.text);
    }
    const text = own.replaceAll(/\{\{([^{}]*)\}\}/g, (whole, name: string) => (data.has(name.trim()) ? whole : ""));
    if (COMPUTES.test(text)) found.push({ ...part, text, uses: identifiers(text) });
  }
  return found;
}

/** How many words of a program that starts others are examined. */
const MOST_WORDS = 16;

/** Whether the command may run text, or a file that the script has written. */
function mayRunText({ args, callee, named, text, uses }: Call, survey: Survey): boolean {
  if (READS_TEXT.test(text) || uses.some((name) => isRunLater(name, survey))) return true;
  if (named !== undefined) return mayNameShell(named, survey);
  const isWritten = (file: string): boolean => survey.written.has(trailingName(file) ?? "");
  if ((isStarter(callee) || callee === "exec") && args.slice(0, MOST_WORDS).some(isWritten)) return true;
  // A bare name may be that of a file in a directory of $PATH.
  const file = callee === "." || callee === "source" ? args[0] : callee;
  return file !== undefined && (file.includes("$") || isWritten(file));
}

/** Whether the variable is assigned the name of a file that is run later. */
function isRunLater(variable: string, { definitions }: Survey): boolean {
  return definitions.get(variable)?.some(({ text }) => RUN_LATER.test(text)) === true;
}

/**
 * Whether the variable may contain the name of a shell, or of a file that the script has written. For `"$@"`, the callers supply
 * the name.
 */
function mayNameShell(variable: string, survey: Survey, seen = new Set<string>()): boolean {
  if (seen.has(variable)) return false;
  seen.add(variable);
  return (survey.definitions.get(variable) ?? []).some(({ reads, text, uses }) => {
    if (reads || READS_TEXT.test(`${text} `) || /\$\{?[\d@*]/.test(text)) return true;
    return survey.texts.mentions(text, survey.written) || uses.some((name) => mayNameShell(name, survey, seen));
  });
}

/** Whether a value may reach the command: its words, or its input. */
function isReached(
  call: Call,
  inputs: Inputs,
  callers: ReadonlyMap<string, readonly Call[]>,
  seen = new Set<Call>(),
): boolean {
  if (seen.has(call)) return false;
  seen.add(call);
  if (inputs.reach.comesTo(call) || inputs.areReached(call)) return true;
  // A function's commands read the function's stdin.
  const { inside } = call;
  return inside !== undefined && (callers.get(inside) ?? []).some((one) => isReached(one, inputs, callers, seen));
}
