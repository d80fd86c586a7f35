/** Redirections: where stdin comes from and stdout goes to. */
import type { Redirection } from "unbash";
import { readFile, writeFile } from "../state/virtual-files.ts";
import type { Frame, Machine } from "../state/evaluator.ts";
import { concat, known, concatAll } from "../values/pieces.ts";
import { literal } from "../values/source.ts";
import { NO_OUTPUT, type Output, type Path } from "../state/path.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { expandHereDocument, expandString, hereDocumentText } from "../expansion/words.ts";

/** What the redirections of one command do, and how it was before. */
export interface Redirected {
  readonly output: Output | undefined;
  readonly input: AbstractString | undefined;
  readonly reads: boolean;
  /** The file that stdout goes to. */
  readonly file: { readonly name: AbstractString; readonly append: boolean; readonly spelled: string } | undefined;
  readonly writes: boolean;
}

function hereDocument(frame: Frame, node: Extract<Redirection, { type: "HereDoc" }>): AbstractString {
  const { body, delimiter, operator } = node;
  let text: AbstractString;
  if (delimiter?.quoted === true) text = literal(frame.context.source, body.pos, body.end);
  else if (body.parts === undefined) text = hereDocumentText(frame, body.pos, body.end);
  else text = expandHereDocument(frame, body.parts);
  return operator === "<<-" ? withoutTabs(text) : text;
}

/** Lines without the tabs that they start with; each line keeps its position. */
function withoutTabs(text: AbstractString): AbstractString {
  let lineStart = true;
  const lines: AbstractString[] = [];
  for (const piece of text) {
    if (piece.kind !== "text") {
      lines.push([piece]);
      lineStart = false;
      continue;
    }
    let from = 0;
    while (from < piece.text.length) {
      if (lineStart) while (piece.text.charCodeAt(from) === 9) from++;
      const newline = piece.text.indexOf("\n", from);
      const end = newline === -1 ? piece.text.length : newline + 1;
      lines.push([
        { kind: "text", text: piece.text.slice(from, end), at: piece.at === undefined ? undefined : piece.at + from },
      ]);
      lineStart = newline !== -1;
      from = end;
    }
  }
  return concatAll(lines);
}

function descriptor(node: Redirection, usual: number): number | undefined {
  if (node.descriptor === undefined) return usual;
  return node.descriptor.type === "FileDescriptor" ? node.descriptor.value : undefined;
}

/** Makes the redirections on the path; `restore` ends them. */
export function redirect(frame: Frame, redirects: readonly Redirection[]): Redirected {
  const { path, machine } = frame;
  const { output, input } = path;
  let reads = false;
  let writes = false;
  let file: Redirected["file"];
  for (const one of redirects) {
    if (one.type === "HereDoc") {
      if (descriptor(one, 0) !== 0) continue;
      path.input = hereDocument(frame, one);
      reads = true;
    } else if (one.type === "HereString") {
      const text = one.target === undefined ? [] : expandString(frame, one.target);
      if (descriptor(one, 0) !== 0) continue;
      path.input = concat(text, known("\n"));
      reads = true;
    } else {
      const name = one.target === undefined ? [] : expandString(frame, one.target);
      if (one.operator === "<" || one.operator === "<>") {
        if (descriptor(one, 0) !== 0) continue;
        path.input = readFile(machine, path, name);
        reads = true;
      } else if (one.operator === "<&") {
        if (descriptor(one, 0) !== 0) continue;
        path.input = undefined;
        reads = true;
      } else {
        const both = one.operator === "&>" || one.operator === "&>>";
        if (!both && descriptor(one, 1) !== 1) continue;
        writes = true;
        const text = knownText(name);
        const duplicates = one.operator === ">&" && text !== undefined && /^(?:\d+-?|-)$/.test(text);
        const append = one.operator === ">>" || one.operator === "&>>";
        file = duplicates ? undefined : { name, append, spelled: one.target?.text ?? "" };
        if (duplicates && text === "1") writes = false;
      }
    }
  }
  if (writes) path.output = file !== undefined && knownText(file.name) !== "/dev/null" ? NO_OUTPUT : undefined;
  return { output, input, reads, writes, file };
}

/** Ends the redirections on a path that the redirected command left. */
export function restore(machine: Machine, path: Path, redirected: Redirected): void {
  if (redirected.reads) path.input = redirected.input;
  if (!redirected.writes) return;
  const { file } = redirected;
  if (file !== undefined && path.output !== undefined) {
    const before = file.append ? readFile(machine, path, file.name) : undefined;
    const { pieces } = path.output;
    writeFile(machine, path, file.name, before === undefined ? pieces : concat(before, pieces), file.spelled);
  }
  path.output = redirected.output;
}
