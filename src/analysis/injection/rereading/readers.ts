/** The commands of a script that read text a second time, as far as pasted values may come to them. */
import type { Statement } from "unbash";
import {
  type Call,
  type Part,
  Reach,
  type Survey,
  expansions,
  identifiers,
  lastPart,
  OPAQUE,
  type ShellScript,
} from "../../../shell/index.ts";
import { COMPUTES, READS_TEXT, RUN_LATER } from "./may-reread.ts";

/**
 * The commands that may read a second time what the parameters' placeholders stand for. If there are none, the places of the
 * placeholders say it all, and nothing has to be followed.
 * @param data those of them whose values are data where they stand: in single quotes, or in a variable
 */
export function readersOf(
  survey: Survey,
  { interpreter }: ShellScript,
  parameters: ReadonlySet<string>,
  data: ReadonlySet<string>,
): readonly Part[] {
  const names = [...parameters].map((name) => name.replaceAll(/\W/g, "\\$&"));
  // Here-documents and what is decoded show placeholders as opaque text.
  const reach = new Reach(survey, new RegExp(`\\{\\{\\s*(?:${names.join("|")})\\s*\\}\\}|${OPAQUE}`));
  const callers = new Map<string, Call[]>(Array.from(survey.bodies, (name) => [name, []]));
  for (const call of survey.calls) callers.get(call.callee)?.push(call);
  const readers: Part[] = survey.calls.filter((call) => mayRunText(call, survey) && isReached(call, reach, callers));
  // dash and busybox do not run what is in an array's subscript.
  if (interpreter.kind === "dash" || interpreter.kind === "busybox") return readers;
  return [
    ...readers,
    ...computingParts(survey, data).filter((part) => reach.isIn({ ...part, name: "", reads: false })),
  ];
}

/** What computes in each statement, without the statements in it, and without what is pasted as a part of the expression's text. */
function computingParts(survey: Survey, data: ReadonlySet<string>): readonly Part[] {
  const found: Part[] = [];
  const inner = new Map<Statement, string[]>();
  for (const part of [...survey.statements.values()].toReversed()) {
    const place = part.place!;
    if (!COMPUTES.test(place.text)) continue;
    const own = (inner.get(place.statement) ?? []).reduce((text, nested) => text.replace(nested, ""), place.text);
    if (place.outer !== undefined) {
      const { statement } = place.outer;
      inner.set(statement, [...(inner.get(statement) ?? []), place.text]);
    }
    const text = own.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => (data.has(name) ? whole : ""));
    if (COMPUTES.test(text)) found.push({ ...part, text, uses: identifiers(text) });
  }
  return found;
}

/** Whether the command may run text, or a file that the script has written. */
function mayRunText({ args, callee, named, text, uses }: Call, survey: Survey): boolean {
  if (READS_TEXT.test(text) || uses.some((name) => isRunLater(name, survey))) return true;
  if (named !== undefined) return mayNameShell(named, survey);
  const file = callee === "." || callee === "source" ? args[0] : callee.includes("/") ? callee : undefined;
  return file !== undefined && (file.includes("$") || survey.written.has(lastPart(file) ?? ""));
}

/** Whether the variable is given the name of a file that is run later. */
function isRunLater(variable: string, { definitions }: Survey): boolean {
  return definitions.get(variable)?.some(({ text }) => RUN_LATER.test(text)) === true;
}

/** Whether the variable may hold the name of a shell, or of a file that the script has written. What `"$@"` runs, its callers name. */
function mayNameShell(variable: string, survey: Survey, seen = new Set<string>()): boolean {
  if (seen.has(variable)) return false;
  seen.add(variable);
  return (survey.definitions.get(variable) ?? []).some(({ reads, text, uses }) => {
    if (reads || READS_TEXT.test(`${text} `) || /\$\{?[\d@*]/.test(text)) return true;
    return survey.texts.mentions(text, survey.written) || uses.some((name) => mayNameShell(name, survey, seen));
  });
}

/** Whether a value may come to the command: to its words, or to its input. */
function isReached(
  call: Call,
  reach: Reach,
  callers: ReadonlyMap<string, readonly Call[]>,
  seen = new Set<Call>(),
): boolean {
  if (seen.has(call)) return false;
  seen.add(call);
  if (reach.comesTo(call) || inputsOf(call).some((one) => reach.comesTo(writtenAs(call, one)))) return true;
  // A function's commands read what the function is given to read.
  const { inside } = call;
  return inside !== undefined && (callers.get(inside) ?? []).some((one) => isReached(one, reach, callers, seen));
}

/** What the command may read from: redirections, and the commands before it in a pipeline, as they are written. */
function inputsOf({ place, text }: Call): readonly string[] {
  const texts: string[] = [];
  for (let one = place; one !== undefined; one = one.outer) {
    const { source, statement } = one;
    const { command } = statement;
    for (const node of command.type === "AndOr" ? command.commands : [command]) {
      const parts = node.type === "Pipeline" ? node.commands : [];
      const written = parts.map(({ end, pos }) => source.slice(pos, end));
      const last = written.findLastIndex((part) => part.includes(text));
      texts.push(...(last === -1 ? written : written.slice(0, last)));
      for (const part of [node, ...parts])
        if (part.type === "Command" || part.type === "Redirected")
          texts.push(...part.redirects.map(({ end, pos }) => source.slice(pos, end)));
    }
  }
  return texts;
}

/** The command as if it were written so. */
function writtenAs(call: Call, text: string): Call {
  return { ...call, text, uses: expansions(text) };
}
