/** Redirections of stdin, stdout and other descriptors. */
import { NOWHERE, sinkOf, withSink, type Sink, type Streams } from "../state/path/streams.ts";
import type { Redirection } from "unbash";
import { appendToFile, readFile, writeFile } from "../state/virtual-files.ts";
import type { Frame, Machine } from "../state/interfaces/evaluator.ts";
import { COMPUTED, concatStrings, stringOf, concatAll, cutText } from "../values/pieces.ts";
import { literalString } from "../values/source.ts";
import type { Span } from "../spans/span.ts";
import { NO_OUTPUT, type Output, type Path, type StatusInfo } from "../state/path/path.ts";
import { keepDiagnostics, type ErrorTarget } from "../state/redirected-errors.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { expandHereDocument, expandString } from "../expansion/words.ts";
import { hereDocumentText } from "../expansion/literals.ts";

interface OutputFile {
  readonly name: AbstractString;
  readonly append: boolean;
  /** The name as the script spells it. */
  readonly spelled: string;
  /** From the redirection to the end of the command's here-documents. */
  readonly span: Span;
}

/** The effects of a command's redirections, and the state before them. */
export interface Redirected {
  readonly output: Output | undefined;
  readonly input: AbstractString | undefined;
  readonly reads: boolean;
  /** The calls without which the file does not exist that stdin is redirected from: the command then fails. */
  readonly needs: StatusInfo;
  /** The file that stdout is redirected to. */
  readonly file: OutputFile | undefined;
  readonly writes: boolean;
  /** Where stderr is redirected to, if that is a file or the stdout from before the redirections (`2>&1 > file`). */
  readonly errors: ErrorTarget | undefined;
  readonly streams: Streams | undefined;
  /** The output descriptors that are redirected. */
  readonly descriptors: readonly number[];
}

function hereDocument(frame: Frame, node: Extract<Redirection, { type: "HereDoc" }>): AbstractString {
  const { body, delimiter, operator } = node;
  let text: AbstractString;
  if (delimiter?.quoted === true) text = literalString(frame.context.source, body.pos, body.end);
  else if (body.parts === undefined) text = hereDocumentText(frame, body.pos, body.end);
  else text = expandHereDocument(frame, body.parts);
  return operator === "<<-" ? withoutTabs(text) : text;
}

/** The lines without their leading tabs; each line keeps its position. */
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
      lines.push([cutText(piece, from, end)]);
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

/** Files that are a descriptor of the process itself. */
const OWN = /^\/(?:dev|proc\/(?:self|\$\$|\d+))\/(?:fd\/(\d{1,3})|(stdout)|(stderr))$/;

/** The descriptor that a file name refers to. */
export function ownDescriptor(name: AbstractString): number | undefined {
  const [, number, stdout, stderr] = OWN.exec(knownText(name) ?? "") ?? [];
  if (stdout !== undefined) return 1;
  if (stderr !== undefined) return 2;
  return number === undefined ? undefined : Number(number);
}

/** Where the descriptors lead after one redirection of output. */
function streamsAfter({ machine, path }: Frame, streams: Streams, node: Redirection, name: AbstractString): Streams {
  const { operator } = node;
  const from = descriptor(node, 1);
  if (from === undefined) return streams;
  const text = knownText(name);
  const own = ownDescriptor(name);
  const copied = operator === ">&" && /^\d{1,3}-?$/.test(text ?? "") ? Number.parseInt(text!, 10) : own;
  const both = operator === "&>" || operator === "&>>" || (operator === ">&" && copied === undefined && text !== "-");
  const into = targetOf(node);
  let sink: Sink = NOWHERE;
  if (copied !== undefined && copied < 1000) sink = sinkOf(streams, copied);
  else if (into !== undefined) sink = into === "nowhere" ? NOWHERE : sinkOf(streams, into === "stdout" ? 1 : 2);
  else if (text !== "-" && text !== "/dev/null") {
    sink = { kind: "file", name };
    // What is printed on another descriptor is appended to it.
    if (from !== 1 && !operator.endsWith(">>")) writeFile(machine, path, name, []);
  }
  const first = withSink(streams, from, sink);
  return both ? withSink(first, 2, sink) : first;
}

/** Where text that is written to `>( … )` is printed again: `> >(tee log)`, `> >(logger -s)`. */
function targetOf(node: Redirection): "stdout" | "stderr" | "nowhere" | undefined {
  const part =
    node.type === "HereDoc" ? undefined : node.target?.parts?.find((one) => one.type === "ProcessSubstitution");
  if (part?.type !== "ProcessSubstitution" || part.operator !== ">") return undefined;
  const code = part.text.slice(">(".length);
  if (/>\s*[^&(]/.test(code)) return "nowhere";
  const last = code.slice(code.lastIndexOf("|") + 1).trimStart();
  if (/^(?:tee|cat|ts|sed|awk|stdbuf|while)\b/.test(last)) return "stdout";
  return /^logger\b.*\s(?:-\w*s|--stderr\b)/.test(last) ? "stderr" : "nowhere";
}

function endOf(redirects: readonly Redirection[]): number {
  return redirects.reduce((end, one) => Math.max(end, one.type === "HereDoc" ? one.body.end : one.end), 0);
}

/** Applies the redirections to the path; `restoreStreams` undoes them. */
export function applyRedirections(frame: Frame, redirects: readonly Redirection[]): Redirected {
  const { path, machine } = frame;
  const { output, input, streams } = path;
  const descriptors: number[] = [];
  let reads = false;
  let needs: StatusInfo = {};
  let writes = false;
  let file: Redirected["file"];
  let errors: Redirected["errors"];
  let end: number | undefined;
  for (const one of redirects) {
    if (one.type === "HereDoc") {
      if (descriptor(one, 0) !== 0) continue;
      path.input = hereDocument(frame, one);
      reads = true;
    } else if (one.type === "HereString") {
      const text = one.target === undefined ? [] : expandString(frame, one.target);
      if (descriptor(one, 0) !== 0) continue;
      path.input = concatStrings(text, stringOf("\n"));
      reads = true;
    } else {
      const name = one.target === undefined ? [] : expandString(frame, one.target);
      if (one.operator === "<" || one.operator === "<>") {
        if (descriptor(one, 0) !== 0) continue;
        path.input = readFile(machine, path, name);
        reads = true;
        if (one.operator === "<") needs = machine.outcomes.writersOf(path, name, true);
      } else if (one.operator === "<&") {
        if (descriptor(one, 0) !== 0) continue;
        path.input = undefined;
        reads = true;
      } else {
        const from = descriptor(one, 1);
        if (path.streams !== undefined) {
          path.streams = streamsAfter(frame, path.streams, one, name);
          if (from !== undefined) descriptors.push(from);
          const isBoth =
            one.operator.startsWith("&>") || (one.operator === ">&" && !/^[\d-]/.test(knownText(name) ?? ""));
          if (isBoth) descriptors.push(2);
        }
        if (from === 2) errors = errorsAfter(one, name, writes);
        const both = one.operator === "&>" || one.operator === "&>>";
        const text = knownText(name);
        const duplicates = one.operator === ">&" && text !== undefined && /^(?:\d+-?|-)$/.test(text);
        if (!both && from !== 1) {
          // What is printed on another descriptor is not followed.
          if (from !== 2 && path.streams === undefined && !duplicates) writeFile(machine, path, name, [COMPUTED]);
          continue;
        }
        writes = true;
        const append = one.operator === ">>" || one.operator === "&>>";
        if (!append && text !== undefined) machine.outcomes.files.forget(path, text);
        const span = frame.context.source.span(one.pos, (end ??= endOf(redirects)));
        file = duplicates ? undefined : { name, append, spelled: one.target?.text ?? "", span };
        if (duplicates && text === "1") writes = false;
      }
    }
  }
  if (path.streams !== undefined && writes) {
    const sink = sinkOf(path.streams, 1);
    // `2>&1 >&2` and similar: the output goes to the same sink as before.
    if (sink === path.streams.collected) writes = false;
    else if (sink.kind === "file") path.streams = { ...path.streams, collected: sink };
    else file = undefined;
  }
  if (writes) path.output = file !== undefined && knownText(file.name) !== "/dev/null" ? NO_OUTPUT : undefined;
  if (errors !== undefined) path.diagnostics = undefined;
  return { output, input, reads, needs, writes, file, errors, streams, descriptors };
}

/** Where stderr leads after a redirection of it. @param isStdoutRedirected whether stdout leads elsewhere already. */
function errorsAfter(
  { operator }: Redirection,
  name: AbstractString,
  isStdoutRedirected: boolean,
): ErrorTarget | undefined {
  const text = knownText(name);
  if (operator === ">&") return text === "1" && !isStdoutRedirected ? "stdout" : undefined;
  return text === "/dev/null" ? undefined : { name, append: operator === ">>" };
}

/** After `exec > file`: earlier output stays where it went, and later output is appended to the file. */
export function keepPrinted(machine: Machine, path: Path, { file, output, streams, writes }: Redirected): void {
  if (streams === undefined || path.streams === undefined || !writes) return;
  path.output = output;
  path.streams = { ...path.streams, collected: streams.collected };
  if (file !== undefined && !file.append) writeFile(machine, path, file.name, []);
}

/** The redirected descriptors lead where they led before; changes that `exec` has made to others remain. */
function withoutRedirections(now: Streams, before: Streams, descriptors: readonly number[]): Streams {
  const sinks = new Map(now.sinks);
  for (const one of descriptors) sinks.set(one, sinkOf(before, one));
  return { sinks, collected: before.collected };
}

/** Ends the redirections on a path that the redirected command has left. */
export function restoreStreams(machine: Machine, path: Path, redirected: Redirected): void {
  if (redirected.reads) path.input = redirected.input;
  if (path.streams !== undefined && redirected.streams !== undefined)
    path.streams = withoutRedirections(path.streams, redirected.streams, redirected.descriptors);
  if (redirected.writes) restoreStdout(machine, path, redirected);
  if (redirected.errors !== undefined) keepDiagnostics(machine, path, redirected.errors, redirected.writes);
}

function restoreStdout(machine: Machine, path: Path, redirected: Redirected): void {
  const { file } = redirected;
  if (file !== undefined && path.output !== undefined) {
    const { pieces } = path.output;
    if (file.append) appendToFile(machine, path, file.name, pieces, concatStrings, file.spelled);
    else {
      writeFile(machine, path, file.name, pieces, file.spelled);
      machine.outcomes.store(path, file.name, pieces);
    }
    const text = knownText(file.name);
    if (text !== undefined) machine.record.store(text, pieces, file.span);
  }
  path.output = redirected.output;
}
