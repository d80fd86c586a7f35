/** Parses script text into a syntax tree. */
import { parametersIn } from "./parameters.ts";
import { parse, type ParsedScript, type Word } from "unbash";
import { findComments } from "./comments.ts";
import { interpreterOf } from "./interpreter.ts";
import type { Placeholder, ShellComment, ShellScript, ShellSyntaxError } from "./script.ts";
import { OPAQUE } from "./opaque.ts";
import type { Span } from "../spans/span.ts";

export interface ParseOptions {
  /** Further ranges of the text whose content is unknown, such as `${Name}` under CloudFormation's `Fn::Sub`. */
  readonly opaque?: readonly (Span & { readonly name?: string | undefined })[] | undefined;
  /** See `ShellScript`. */
  readonly commandShare?: number | undefined;
  /** See `ShellScript`. */
  readonly permitted?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** Where code may begin in a text: `$(`, a backtick, `<(`, `${ …;}`. */
export const OPENS_CODE: RegExp = /[(`]|\$\{[\s|]/;

/** Whether a word may contain code. The parts of a word without code need not be visited. */
export function mayHoldCode({ text }: Word): boolean {
  return OPENS_CODE.test(text);
}

/** Whether the parser has skipped code nested deeper than `LIMITS.nesting`, which is not an error in the script. */
export function isTooDeep({ message }: Pick<ShellSyntaxError, "message">): boolean {
  return /^maximum .* nesting depth exceeded$/.test(message);
}

/**
 * A text with more open substitutions or expansions is not parsed: the parser would search for the end of each from the start. The same
 * applies to here-documents that begin on one line, of which bash accepts 16.
 */
const MAX_OPEN = 1_000;

const count = (text: string, part: string): number => text.split(part).length - 1;

function isLeftOpen(text: string, opening: readonly string[], closing: string): boolean {
  const opened = opening.reduce((sum, part) => sum + count(text, part), 0);
  return opened > MAX_OPEN && opened - count(text, closing) > MAX_OPEN;
}

function leavesTooManyOpen(text: string): boolean {
  return (
    isLeftOpen(text, ["$(", "<(", ">("], ")") ||
    isLeftOpen(text, ["${"], "}") ||
    (count(text, "<<") > MAX_OPEN && text.split("\n").some((line) => count(line, "<<") > MAX_OPEN))
  );
}

/** The syntax tree of `text`; never throws. */
export function parseTree(text: string): ParsedScript {
  try {
    if (leavesTooManyOpen(text)) throw new Error("maximum substitution nesting depth exceeded");
    return parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      type: "Script",
      pos: 0,
      end: text.length,
      shebang: undefined,
      commands: [],
      errors: [{ message, pos: 0 }],
    };
  }
}

/** Finds `{{ name }}` in a script. Braces that contain no name (`{{ }}`, `{{"a"}}`, Go templates with a dot) are text. */
export function findPlaceholders(text: string, opaque: ParseOptions["opaque"] = []): readonly Placeholder[] {
  const all: Placeholder[] = opaque.map(({ pos, end, name }) => ({
    type: "Placeholder",
    name: name ?? text.slice(pos, end),
    pos,
    end,
  }));
  all.push(...parametersIn(text));
  all.sort((a, b) => a.pos - b.pos || b.end - a.end);
  let end = 0;
  return all.filter((one) => {
    const apart = one.pos >= end;
    if (apart) end = one.end;
    return apart;
  });
}

/** The text with each placeholder replaced by the same number of characters without meaning to a shell. */
export function maskPlaceholders(text: string, placeholders: readonly Placeholder[]): string {
  let result = "";
  let from = 0;
  for (const { pos, end } of placeholders) {
    result += text.slice(from, pos) + OPAQUE.repeat(end - pos);
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

/**
 * Parses a step's script as the shell that the agent starts for it does. Positions are UTF-16 offsets into `text`. Never
 * throws; a script for an interpreter that is not a shell has no tree.
 */
export function parseShell(text: string, options: ParseOptions = {}): ShellScript {
  const interpreter = interpreterOf(text);
  const { commandShare, permitted } = options;
  const placeholders = findPlaceholders(text, options.opaque);
  if (interpreter.kind === "other") {
    return { text, interpreter, tree: undefined, placeholders, comments: [], errors: [], commandShare, permitted };
  }
  const parsed = maskPlaceholders(text, placeholders);
  const tree = parseTree(parsed);
  const all: readonly ShellSyntaxError[] = tree.errors ?? [];
  const errors = all.filter((one) => !isTooDeep(one)).map(({ message, pos }) => ({ message, pos }));
  let comments: readonly ShellComment[] | undefined;
  return {
    text,
    interpreter,
    tree,
    placeholders,
    get comments() {
      return (comments ??= findComments(text, parsed, tree));
    },
    errors,
    commandShare,
    permitted,
  };
}
