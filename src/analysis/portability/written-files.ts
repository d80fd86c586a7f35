/** Scripts that a script writes to files as here-documents, and runs. */
import type { Command, HereDoc, ParsedScript, SyntaxNode, Word } from "unbash";
import { shellNames } from "../../programs/shells/shell.ts";
import { baseName, type EmbeddedScript, interpreterOf, parseTree, forEachChild } from "../../shell/index.ts";
import { MAX_NODE_DEPTH } from "./defined-names.ts";

/** Programs that run the command in the words after them. */
const STARTERS: ReadonlySet<string> = new Set(["sudo", "exec", "nohup", "nice", "time", "env", "command"]);
const SHELLS: ReadonlySet<string> = new Set(shellNames);

/**
 * Returns the files that are written by exactly one here-document and run.
 * @param text the text that positions of `tree` refer to
 */
export function writtenFiles(tree: ParsedScript, text: string): EmbeddedScript[] {
  const bodies = new Map<string, HereDoc | undefined>();
  const commands: Command[] = [];
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > MAX_NODE_DEPTH) return;
    if (node.type === "Command") {
      commands.push(node);
      const written = writtenBy(node);
      // The content of a file that is written twice is unknown.
      if (written !== undefined) bodies.set(written.file, bodies.has(written.file) ? undefined : written.body);
    }
    forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(tree, 0);
  if (bodies.size === 0) return [];
  return commands.flatMap((command) => {
    const words = [command.name, ...command.args.filter((arg): arg is Word => arg.type === "Word")].flatMap(
      (word) => word ?? [],
    );
    const at = words.findIndex(
      ({ value }, index) => bodies.get(pathOf(value)) !== undefined && (index > 0 || value.includes("/")),
    );
    const body = at < 0 ? undefined : bodies.get(pathOf(words[at]!.value));
    const interpreter = body === undefined ? undefined : runner(words.slice(0, at), body.body.text);
    if (body === undefined || interpreter === undefined || command.pos < body.body.end) return [];
    const { pos, end } = body.body;
    const code = text.slice(pos, end);
    return {
      pos,
      end,
      text: code,
      tree: parseTree(code),
      command,
      interpreter: interpreter === OWN ? undefined : interpreter,
      exact: true,
      span: (from: number, to: number) => ({ pos: pos + from, end: pos + to }),
    };
  });
}

function pathOf(word: string): string {
  return word.replace(/^\.\//, "");
}

const OWN = "";

/** The shell that reads the file after these words; `OWN` for the script's own shell, `undefined` if no shell does. */
function runner(before: readonly Word[], code: string): string | undefined {
  const names = before.map(({ value }) => baseName(value)).filter((name) => !/^-|=/.test(name));
  const last = names.at(-1);
  if (last === "." || last === "source") return OWN;
  if (last !== undefined && SHELLS.has(last))
    return before.some(({ value }) => /^-\w*[cs]/.test(value)) ? undefined : last;
  if (!names.every((name) => STARTERS.has(name))) return undefined;
  const { kind, shebang } = interpreterOf(code);
  return shebang ? (kind === "other" ? undefined : kind) : OWN;
}

function writtenBy(command: Command): { readonly file: string; readonly body: HereDoc | undefined } | undefined {
  const output = command.redirects.find((one) => one.type === "Redirect" && /^(?:>>?|>\||&>>?)$/.test(one.operator));
  const target = output?.type === "Redirect" ? output.target : undefined;
  const isTee = command.name?.value === "tee";
  const named = command.args.find((arg): arg is Word => arg.type === "Word" && !arg.value.startsWith("-"));
  const file = isTee ? named : target;
  if (file === undefined || file.parts?.some(({ type }) => type !== "SingleQuoted" && type !== "Literal") === true)
    return undefined;
  const isOnly =
    isTee ||
    (command.name?.value === "cat" &&
      command.args.length === 0 &&
      output?.type === "Redirect" &&
      output.operator !== ">>");
  const body = command.redirects.find((one) => one.type === "HereDoc");
  const isLiteral =
    body?.type === "HereDoc" &&
    body.operator === "<<" &&
    (body.delimiter?.quoted === true || !/[$`\\]/.test(body.body.text));
  return { file: pathOf(file.value), body: isOnly && isLiteral ? body : undefined };
}
