/** Fixes for credentials that cannot work, if there is only one possible intention. */
import type { Command, ParsedScript } from "unbash";
import type { ScriptEdit } from "../../document/index.ts";
import { topStatement, type Span } from "../../shell/index.ts";
import { WRONG_NAMES, type Flaw } from "./flaws.ts";

/** The simple command at a span, if it is in the script's own list. */
function commandAt(tree: ParsedScript, span: Span): Command | undefined {
  const command = topStatement(tree, span)?.command;
  return command?.type === "Command" ? command : undefined;
}

/** A variable keeps the export attribute that it has before it is assigned: `export X; X=$(…)` does not hide the status. */
function exportFirst(tree: ParsedScript, variable: string, span: Span): ScriptEdit[] | undefined {
  const command = commandAt(tree, span);
  if (command === undefined || command.name !== undefined) return undefined;
  return [{ pos: command.pos, end: command.pos, text: `export ${variable}; ` }];
}

const renamed = new WeakMap<ParsedScript, { readonly edits: ScriptEdit[] | undefined }>();

/** Renames all wrong names together, so that no half of a key remains; only if each name appears once in the script. */
function rename(text: string, tree: ParsedScript): ScriptEdit[] | undefined {
  let known = renamed.get(tree);
  if (known === undefined) renamed.set(tree, (known = { edits: renames(text) }));
  return known.edits;
}

function renames(text: string): ScriptEdit[] | undefined {
  const edits: ScriptEdit[] = [];
  for (const [wrong, right] of WRONG_NAMES) {
    const places = [...text.matchAll(new RegExp(`\\b${wrong}\\b`, "g"))];
    if (places.length > 1 || (places.length === 1 && new RegExp(`\\b${right}\\b`).test(text))) return undefined;
    for (const { index } of places) edits.push({ pos: index, end: index + wrong.length, text: right });
  }
  return edits;
}

function unset(tree: ParsedScript, variable: string, span: Span): ScriptEdit[] | undefined {
  const command = commandAt(tree, span);
  if (command?.name?.value !== "export" || command.suffix.length !== 1 || command.prefix.length > 0) return undefined;
  return [{ pos: command.pos, end: command.end, text: `unset ${variable}` }];
}

export function completion(
  text: string,
  tree: ParsedScript,
  { kind, variable, span, unexported }: Flaw,
): readonly ScriptEdit[] | undefined {
  if (unexported !== undefined) return exportFirst(tree, variable, unexported);
  if (kind === "wrongName") return rename(text, tree);
  return kind === "emptyProfile" && span !== undefined ? unset(tree, variable, span) : undefined;
}
