/**
 * What a script takes off an extracted text before it uses it: `I=$(… | awk '{print $2}'); I=${I//[\",]/}`. Parameter expansions are no
 * programs, so they are no stages of a pipeline.
 */
import type { Assignment, Command, ParameterExpansionPart, ParsedScript, Statement, SyntaxNode, Word } from "unbash";
import { programs } from "../../programs/table.ts";
import { type Effort, spend } from "../../programs/text/tool/effort.ts";
import { DECLARATIONS, evaluate, forEachChild, knownText, parseShell, type ShellScript } from "../../shell/index.ts";
import { withoutTrailingNewlines } from "./evaluate.ts";

/** What is left of a text; `undefined` if that is not known. */
export type CleanUp = (text: string) => string | undefined;

/** Characters of an expansion that is evaluated on texts. */
const MAX_EXPANSION = 200;

/** Units that evaluating the expansions once may cost, and for each character of the text. */
const UNITS = 3_000;
const UNITS_PER_CHARACTER = 20;

/**
 * The parameter expansions that every use of the output of `command` comes through; `undefined` if there are none, or if the
 * script also uses the text as it was printed.
 */
export function cleanUpOf(
  command: Command,
  script: Pick<ShellScript, "text" | "tree">,
  effort: Effort,
): CleanUp | undefined {
  const { tree } = script;
  if (tree === undefined) return undefined;
  const uses = usesIn(tree);
  const holder = uses.holders.get(command);
  const edits = holder === undefined ? [] : editsOf(holder, uses, script.text);
  if (holder === undefined || edits.length === 0 || edits.some(({ text }) => text.length > MAX_EXPANSION))
    return undefined;
  const results = new Map<string, string | undefined>();
  return (text) => {
    const bare = withoutTrailingNewlines(text);
    if (!results.has(bare)) results.set(bare, cleaned(bare, edits, effort));
    return results.get(bare);
  };
}

/** What the expansions, one after the other, make of a text. */
function cleaned(text: string, edits: readonly ParameterExpansionPart[], effort: Effort): string | undefined {
  return effort.run(() => {
    spend(UNITS + UNITS_PER_CHARACTER * text.length);
    const lines = edits.map((edit) => `${edit.parameter}="$V"\nV=${edit.text}`);
    const code = [`V='${text.replaceAll("'", String.raw`'\''`)}'`, ...lines].join("\n");
    const value = evaluate(parseShell(code), { programs }).events.findLast(({ name }) => name === "V")?.value;
    return value === undefined ? undefined : knownText(value);
  });
}

/** An assignment of what a command prints, and where it is. */
interface Holder {
  readonly name: string;
  /** The statements of its list. */
  readonly list: readonly Statement[];
  readonly index: number;
}

type Expansion = Extract<SyntaxNode, { type: "SimpleExpansion" | "ParameterExpansion" }>;

interface Uses {
  /** By the last command of the substitution that is the whole value. */
  readonly holders: ReadonlyMap<Command, Holder>;
  readonly expansions: ReadonlyMap<string, readonly Expansion[]>;
}

const known = new WeakMap<ParsedScript, Uses>();

function usesIn(tree: ParsedScript): Uses {
  let uses = known.get(tree);
  if (uses === undefined) known.set(tree, (uses = findUses(tree)));
  return uses;
}

function findUses(tree: ParsedScript): Uses {
  const holders = new Map<Command, Holder>();
  const expansions = new Map<string, Expansion[]>();
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Script" || node.type === "CompoundList") {
      for (const [index, { command }] of node.commands.entries()) {
        for (const { name, value } of command.type === "Command" ? assignmentsOf(command) : []) {
          const last = value.type === "Word" ? lastCommand(value) : undefined;
          if (last !== undefined) holders.set(last, { name, list: node.commands, index });
        }
      }
    } else if (node.type === "SimpleExpansion" || node.type === "ParameterExpansion") {
      const name = nameOf(node);
      const others = expansions.get(name);
      if (others === undefined) expansions.set(name, [node]);
      else others.push(node);
    }
    forEachChild(node, (child) => {
      open.push(child);
    });
  }
  return { holders, expansions };
}

/** The assignments that a command makes which does nothing else. */
function assignmentsOf({ name, prefix, args }: Command): readonly Assignment[] {
  const words = name === undefined ? prefix : DECLARATIONS.has(name.value) ? args : [];
  return words.filter((word): word is Assignment => word.type === "Assignment" && word.append !== true);
}

function nameOf(node: Expansion): string {
  return node.type === "SimpleExpansion" ? node.text.slice(1) : node.parameter;
}

/** The only part of a word, in double quotes or not. */
function onlyPart({ parts = [] }: Word): SyntaxNode | undefined {
  const [part] = parts;
  if (parts.length !== 1) return undefined;
  if (part?.type !== "DoubleQuoted") return part;
  return part.parts.length === 1 ? part.parts[0] : undefined;
}

/** The command whose output a word is. */
function lastCommand(word: Word): Command | undefined {
  const part = onlyPart(word);
  if (part?.type !== "CommandExpansion" || part.script?.commands.length !== 1) return undefined;
  const [{ command: inside } = {}] = part.script.commands;
  const last = inside?.type === "Pipeline" ? inside.commands.at(-1) : inside;
  return last?.type === "Command" ? last : undefined;
}

/** Variables that a value is followed through. */
const MAX_VARIABLES = 10;

/** The expansions that the value goes through on its way to all its uses. */
function editsOf(first: Holder, { expansions }: Uses, text: string): readonly ParameterExpansionPart[] {
  const edits: ParameterExpansionPart[] = [];
  let holder: Holder | undefined = first;
  for (let count = 0; holder !== undefined && count < MAX_VARIABLES; count++) {
    const uses: readonly Expansion[] = (expansions.get(holder.name) ?? []).filter((use) => !isEmptinessTest(use, text));
    const inPlace = editsInPlace(holder, uses);
    edits.push(...inPlace);
    const end = inPlace.at(-1)?.end ?? 0;
    const [use, ...others] = uses.filter(({ pos }) => pos >= end);
    if (use === undefined || !isEdit(use) || !others.every((other) => isEdit(other) && other.text === use.text)) break;
    edits.push(use);
    holder = others.length === 0 ? holderOf(use, holder.list) : undefined;
  }
  return edits;
}

/** The expansions of the variable that the next statements which use it assign to it again. */
function editsInPlace({ name, list, index }: Holder, uses: readonly Expansion[]): readonly ParameterExpansionPart[] {
  const edits: ParameterExpansionPart[] = [];
  for (const { pos, end, command } of list.slice(index + 1)) {
    const inside = uses.filter((use) => pos <= use.pos && use.end <= end);
    if (inside.length === 0) continue;
    const [only] = inside;
    const isOwn =
      command.type === "Command" && assignmentsOf(command).some((one) => one.name === name && isHeld(only!, one));
    if (!isOwn || inside.length > 1 || !isEdit(only!)) break;
    edits.push(only);
  }
  return edits;
}

/** The assignment in the list whose value the expansion is. */
function holderOf(use: Expansion, list: readonly Statement[]): Holder | undefined {
  for (const [index, { command }] of list.entries()) {
    const held = command.type === "Command" ? assignmentsOf(command).find((one) => isHeld(use, one)) : undefined;
    if (held !== undefined) return { name: held.name, list, index };
  }
  return undefined;
}

function isHeld(use: Expansion, { value }: Assignment): boolean {
  return value.type === "Word" && onlyPart(value) === use;
}

/** `${X//a/b}`, `${X%a}`: what takes something off. */
function isEdit(use: Expansion): use is ParameterExpansionPart {
  if (use.type !== "ParameterExpansion" || use.prefix !== undefined || use.index !== undefined) return false;
  return use.operation?.type === "Replace" || use.operation?.type === "Remove";
}

/** `[ -n "$X" ]` uses nothing of the text. */
function isEmptinessTest({ pos }: Expansion, text: string): boolean {
  return /\s-[nz]\s+"?$/.test(text.slice(Math.max(0, pos - 10), pos));
}
