/** Rewrites the uses of a parameter that is declared with `interpolationType: ENV_VAR`. */
import type { HereDoc, SyntaxNode } from "unbash";
import type { ParameterDeclaration, ScriptEdit } from "../../../document/index.ts";
import type { ShellScript, Span } from "../../../shell/index.ts";
import { groupBy } from "../../../grouping/group-by.ts";
import { lowerBound } from "../../../sorted/lower-bound.ts";
import { isEnvVar, permittedValues } from "../language/declared-values.ts";
import { defaultIn } from "./default-value.ts";
import { rewriteInCode } from "./embedded-use.ts";
import { envVarName, type Pasted } from "../places/pasted-values.ts";
import type { Ancestry } from "../places/placed-placeholders.ts";
import { isAfterTilde } from "../places/tilde-prefix.ts";
import { witnessOf } from "../verdict.ts";
import type { SecondParse } from "../rereading/second-parses.ts";

export interface Rewriting {
  /** Whether agents that do not support the key must work too: they paste the value into a line at the start of the script. */
  readonly forOldAgents: boolean;
  /** Where the values of the uses are parsed again. */
  readonly again: readonly SecondParse[];
  /** All placeholders of the script, in order. */
  readonly all: readonly Pasted[];
}

/**
 * Returns the edits for one script; `undefined` if some use cannot read the value from a variable.
 * @param uses all uses of the parameter in this script
 */
export function envVarEdits(
  script: ShellScript,
  uses: readonly Pasted[],
  { again, all, forOldAgents }: Rewriting,
): readonly ScriptEdit[] | undefined {
  const edits = new Map<string, ScriptEdit>();
  const add = (pos: number, end: number, text: string): void => void edits.set(`${pos} ${end}`, { pos, end, text });
  const known = new Map<number, boolean>();
  const mayExpand: Around["mayExpand"] = (span, special) => {
    let may = known.get(span.pos);
    if (may === undefined) {
      may =
        !special.test(script.text.slice(span.pos, span.end)) &&
        mayBeExpanded(script.text, span, uses[0]!.declaration, all);
      known.set(span.pos, may);
    }
    return may;
  };
  const readsOf = groupBy(again, ({ pasted }) => pasted);
  for (const use of uses) {
    const reads = readsOf.get(use) ?? [];
    const isDone =
      reads.length > 0
        ? !use.isCommandByIntent && rewriteInCode(script.text, use, reads, forOldAgents, add)
        : rewrite(script.text, use, { forOldAgents, mayExpand }, add);
    if (!isDone) return undefined;
  }
  const [first] = uses;
  if (forOldAgents && first !== undefined) {
    const start = script.text.startsWith("#!") ? script.text.indexOf("\n") + 1 : 0;
    if (start === 0 && script.text.startsWith("#!")) return undefined;
    const variable = envVarName(first.placeholder.name);
    const { name } = first.placeholder;
    add(start, start, `if [ -z "\${${variable}+x}" ]; then export ${variable}="{{ ${name} }}"; fi\n`);
  }
  return [...edits.values()];
}

type Add = (pos: number, end: number, text: string) => void;

interface Around {
  readonly forOldAgents: boolean;
  /** Returns whether the shell may expand the text in a span. `special` matches characters that would then have a meaning. */
  readonly mayExpand: (span: Span, special: RegExp) => boolean;
}

function rewrite(text: string, use: Pasted, { forOldAgents, mayExpand }: Around, add: Add): boolean {
  const { at, context, declaration, isCommandByIntent, placeholder } = use;
  const { end, pos } = placeholder;
  if (context === undefined || context.escaped || isCommandByIntent || context.inBackticks) return false;
  const glued = /^\w/.test(text.slice(end, end + 1));
  const variable = `\${${envVarName(placeholder.name)}}`;
  const written = text.slice(pos, end);
  /** The text that is expanded; its name must not be joined with the text after it. */
  const expanded = forOldAgents || glued ? variable : written;
  const keep = (): boolean => {
    if (expanded !== written) add(pos, end, expanded);
    return true;
  };
  const meant = defaultIn(context, declaration.default);
  if (meant === "otherwise") return false;
  switch (context.quoting) {
    case "comment":
      return true;
    case "double":
    case "expansion":
      return keep();
    case "word":
      if (isAfterTilde(text, pos)) return false;
      // `[ -n ]` tests the word `-n`, which is not what it means.
      if (context.role === "list" || (meant === "as words" && !(declaration.default === "" && isInTest(at))))
        return keep();
      if (!isQuotable(at)) return false;
      add(pos, end, `"${forOldAgents ? variable : written}"`);
      return true;
    case "single":
      return requote(text, use, { alone: forOldAgents ? variable : written, expanded, mayExpand }, add);
    case "here-document":
      return context.hereDocument?.expands === true ? keep() : unquoteDelimiter(at, mayExpand, add) && keep();
    default:
      return false;
  }
}

/**
 * Whether the shell may expand text between two offsets that it does not expand now, given the other parameters that are pasted
 * there: they must be ones that the agent replaces by a variable, or whose values already run commands, which is reported.
 */
function mayBeExpanded(text: string, { end, pos }: Span, own: ParameterDeclaration, all: readonly Pasted[]): boolean {
  if (/\{\{\s*ssm:/.test(text.slice(pos, end))) return false;
  const first = lowerBound(all.length, (index) => all[index]!.placeholder.pos < pos);
  for (let index = first; index < all.length && all[index]!.placeholder.end <= end; index += 1) {
    const { context, declaration } = all[index]!;
    if (declaration === own || isEnvVar(declaration)) continue;
    const values = permittedValues(declaration);
    const isSilent = values !== undefined && (context === undefined || witnessOf(values, context) === undefined);
    if (isSilent || declaration.open) return false;
  }
  return true;
}

/** Changes `'a {{x}} b'` to `"a {{x}} b"` if nothing in it is special in double quotes, otherwise to `'a '"{{x}}"' b'`. */
function requote(
  text: string,
  use: Pasted,
  { alone, expanded, mayExpand }: Pick<Around, "mayExpand"> & { readonly alone: string; readonly expanded: string },
  add: Add,
): boolean {
  const { at, placeholder } = use;
  const quoted = nodeAround(at, "SingleQuoted");
  if (quoted === undefined) return false;
  const { end, pos } = placeholder;
  if (!mayExpand({ pos: quoted.pos + 1, end: quoted.end - 1 }, /["$`\\!]/)) {
    add(pos, end, `'"${alone}"'`);
    return true;
  }
  add(quoted.pos, quoted.pos + 1, '"');
  add(quoted.end - 1, quoted.end, '"');
  if (expanded !== text.slice(pos, end)) add(pos, end, expanded);
  return true;
}

/** Changes `<<'EOF'` to `<<EOF` if nothing in the text is special then. */
function unquoteDelimiter(at: Ancestry, mayExpand: Around["mayExpand"], add: Add): boolean {
  const hereDocument = nodeAround(at, "HereDoc") as HereDoc | undefined;
  const delimiter = hereDocument?.delimiter;
  if (delimiter === undefined || !/^\w+$/.test(delimiter.value)) return false;
  const { body } = hereDocument!;
  if (!mayExpand(body, /[$`\\]/)) return false;
  add(delimiter.pos, delimiter.end, delimiter.value);
  return true;
}

/** Whether double quotes around the word only prevent field splitting: not for a command's name or a regular expression after `=~`. */
function isQuotable(from: Ancestry): boolean {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) {
    const { node, parent } = at;
    if (node.type === "BraceExpansion" || node.type === "ExtendedGlob" || node.type === "Glob") return false;
    if (node.type !== "Word") continue;
    const holder = parent?.node;
    if (holder?.type === "Command") return holder.name !== node;
    if (holder?.type === "TestBinary") return holder.operator !== "=~" || holder.left === node;
    return true;
  }
  return false;
}

/** Whether the word is an argument of `[` or `test`. */
function isInTest(at: Ancestry): boolean {
  const command = nodeAround(at, "Command");
  return command?.type === "Command" && /^(?:\[|test)$/.test(command.name?.text ?? "");
}

function nodeAround(from: Ancestry, type: SyntaxNode["type"]): SyntaxNode | undefined {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) if (at.node.type === type) return at.node;
  return undefined;
}
