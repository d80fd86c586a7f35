/** Finds every place in a step where the agent pastes the value of a declared parameter into text that the shell parses. */
import { lineEnd } from "../../../lines/line-end.ts";
import type { ParsedScript } from "unbash";
import type { ParameterDeclaration } from "../../../document/index.ts";
import { isWithin, type Placeholder, type ShellScript, type Span } from "../../../shell/index.ts";
import { mayBeOperand } from "../language/declared-values.ts";
import { contextOf } from "./context-of.ts";
import type { PasteContext } from "../scanner/paste-context.ts";
import { placedIn, type Ancestry, type Placed } from "./placed-placeholders.ts";
import { placesTogether } from "./together.ts";

export interface Pasted {
  readonly placeholder: Placeholder;
  readonly declaration: ParameterDeclaration;
  /** `undefined` if the context cannot be determined. */
  readonly context: PasteContext | undefined;
  readonly placed: Placed;
  /** The innermost node around the placeholder. */
  readonly at: Ancestry;
  /** Whether the line consists of the placeholder, so that its value is intended to run. */
  readonly isCommandByIntent: boolean;
}

/** Returns the variable that the agent puts a parameter's value into. */
export function envVarName(parameter: string): string {
  return `SSM_${parameter}`;
}

const known = new WeakMap<ShellScript, { readonly of: object; readonly pasted: readonly Pasted[] }>();

/**
 * Returns the pasted values in order of the text; the same array for the same script of a document. Placeholders that the agent
 * does not replace (`global:…`, undeclared names) are omitted.
 */
export function pastedValues(
  script: ShellScript,
  declarations: ReadonlyMap<string, ParameterDeclaration>,
): readonly Pasted[] {
  const last = known.get(script);
  if (last?.of === declarations) return last.pasted;
  const pasted = placed(script, declarations);
  known.set(script, { of: declarations, pasted });
  return pasted;
}

function placed(script: ShellScript, declarations: ReadonlyMap<string, ParameterDeclaration>): readonly Pasted[] {
  const { text, tree, interpreter } = script;
  if (tree === undefined) return [];
  const unread = unreadFrom(text, tree);
  const placeholders = script.placeholders.filter(
    ({ name, pos }) => pos < unread && text.startsWith("{{", pos) && declarations.has(name),
  );
  if (placeholders.length === 0) return [];
  const all = script.placeholders;
  const index = new Map(all.map((one, at) => [one, at]));
  const facts = {
    kind: interpreter.kind,
    isOperand: (name: string) => {
      const declaration = declarations.get(name);
      return declaration === undefined || mayBeOperand(declaration);
    },
    inComment: (span: Span) => isWithin(script.comments, span),
  };
  const places = placedIn(tree, text, all).toSorted((a, b) => a.index - b.index);
  const found = placeholders.map((placeholder) => {
    const place = places[index.get(placeholder)!]!;
    return { placed: place, context: contextOf(place, facts), name: placeholder.name };
  });
  const contexts = placesTogether(found);
  return placeholders.map((placeholder, at) => {
    const place = found[at]!.placed;
    return {
      placeholder,
      declaration: declarations.get(placeholder.name)!,
      context: contexts[at],
      placed: place,
      at: place.at,
      isCommandByIntent: isWholeCommand(place) && isWholeLine(text, placeholder),
    };
  });
}

/** The offset where the text begins that no shell reads: a shell reads line by line, and ends at an unconditional `exit`. */
function unreadFrom(text: string, tree: ParsedScript): number {
  for (const { background, command, end } of tree.commands) {
    if (command.type !== "Command" || background === true || command.prefix.length > 0) continue;
    const name = command.name?.value;
    if (name !== "exit" && !(name === "exec" && command.args.length > 0)) continue;
    return lineEnd(text, end);
  }
  return text.length;
}

/** Whether a command consists of the placeholder. */
function isWholeCommand({ at, pos, end }: Placed): boolean {
  for (let around: Ancestry | undefined = at; around !== undefined; around = around.parent) {
    const { node } = around;
    if (node.pos !== pos || node.end !== end) return false;
    if (node.type === "Command") return true;
  }
  return false;
}

function isWholeLine(text: string, { pos, end }: Span): boolean {
  // The search backwards is the slow one.
  if (text.slice(end, lineEnd(text, end)).trim() !== "") return false;
  return text.slice(text.lastIndexOf("\n", pos - 1) + 1, pos).trim() === "";
}
