/** What an extractor that replaces a pipeline must keep: where its first stage reads from, and where its last stage writes to. */
import type { Redirection } from "unbash";
import type { Invocation } from "../../shell/index.ts";
import type { Extraction } from "./extraction.ts";
import { toolInput } from "./pipeline.ts";

export interface KeptRedirections {
  /** A file operand, or redirections of stdin, as written, each preceded by a space. */
  readonly input: string;
  readonly output: string;
  /** The same without redirections of stderr: the program before the pipeline redirects its own. */
  readonly ownOutput: string;
}

interface Written {
  readonly redirection: Redirection;
  readonly text: string;
}

/** The command's redirections; `undefined` if the script does not contain their text at their positions. */
function redirectionsOf({ command, pos }: Invocation, text: string): readonly Written[] | undefined {
  const written = command.redirects.map((redirection) => {
    const from = pos - command.pos;
    return { redirection, text: text.slice(redirection.pos + from, redirection.end + from) };
  });
  const isRead = ({ redirection, text: one }: Written): boolean =>
    redirection.type !== "HereDoc" &&
    new RegExp(`^(?:\\d+|\\{\\w+\\})?${redirection.operator.replaceAll(/[|&<>]/g, "\\$&")}`).test(one) &&
    one.endsWith(redirection.target?.text ?? "");
  return written.every(isRead) ? written : undefined;
}

const isOfErrors = ({ text }: Written): boolean => text.startsWith("2>");
const isInput = ({ redirection: { operator }, text }: Written): boolean =>
  (operator === "<" || operator === "<<<") && text.startsWith("<");

/** Returns `undefined` if the replacement would lose anything else. */
export function keptRedirections(
  { first, last, span, stages }: Extraction,
  text: string,
): KeptRedirections | undefined {
  let input = fileOf(first, text);
  let [output, ownOutput] = ["", ""];
  if (input === undefined) return undefined;
  const invocations = new Set(stages.map(({ invocation }) => invocation));
  for (const invocation of invocations) {
    if (invocation.pos < span.pos || invocation.end > span.end) continue;
    const all = redirectionsOf(invocation, text);
    if (all === undefined) return undefined;
    for (const one of all) {
      if (invocation === first && isInput(one)) input += ` ${one.text}`;
      else if (invocation === last.invocation && one.redirection.operator.startsWith(">")) {
        output += ` ${one.text}`;
        if (!isOfErrors(one)) ownOutput += ` ${one.text}`;
      } else if (!isOfErrors(one)) return undefined;
    }
  }
  return { input, output, ownOutput };
}

/** The file operand of the first stage as written; `undefined` if there are several, or the runs differ. */
function fileOf(first: Invocation, text: string): string | undefined {
  const words = new Set<string>();
  for (const run of first.runs) {
    const read = toolInput(run);
    if (read === undefined || read.fileWords.length > 1) return undefined;
    const [word] = read.fileWords;
    const { pos, end } = word ?? { pos: 0, end: 0 };
    if (word !== undefined && (pos < first.pos || end > first.end || first.via.length > 0 || read.files[0] === "-"))
      return undefined;
    words.add(`${text.slice(pos, end)}\0${word === undefined ? "" : read.files[0]!}`);
  }
  const [only, ...others] = words;
  const [written, name] = only?.split("\0") ?? [];
  if (written === undefined || others.length > 0) return undefined;
  return name === "" ? "" : ` ${written}`;
}
