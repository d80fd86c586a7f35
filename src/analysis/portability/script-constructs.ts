/** Finds every construct of a step that some `sh` does not have: in its script, and in the code that shells run as text. */
import { lowerBound } from "../../sorted/lower-bound.ts";
import type { SyntaxNode } from "unbash";
import { forEachChild, type EmbeddedScript, type Interpreter, type ShellScript, type Span } from "../../shell/index.ts";
import { CONSTRUCTS, nameInBusybox, type ConstructName, type FoundConstruct } from "./construct.ts";
import { MAX_NODE_DEPTH } from "./defined-names.ts";
import { embeddedCode } from "./embedded-code.ts";
import { examineTree, type Examined } from "./find-constructs.ts";
import { failingShift } from "./shift-constructs.ts";
import { setsHome } from "./tilde-constructs.ts";

/** A shell other than bash that may be `sh`. */
export type OtherShell = "dash" | "busybox";

export interface ScriptConstruct extends FoundConstruct {
  /** The shells that do not have the construct. */
  readonly shells: readonly OtherShell[];
  /** Whether a shell in a separate process runs it: `sh -c '…'`. */
  readonly isChild: boolean;
}

/** The shells that run code for this interpreter, if `sh` may be one of `configured`. */
function shellsOf(interpreter: string, configured: readonly OtherShell[]): readonly OtherShell[] {
  if (interpreter === "sh") return configured;
  if (interpreter === "dash") return ["dash"];
  return interpreter === "ash" || interpreter === "busybox" ? ["busybox"] : [];
}

/**
 * Returns the constructs in order of the script.
 *
 * @param embedded code that the script runs as text; empty if it should not be checked
 */
export function scriptConstructs(
  { tree, text, interpreter }: { tree: NonNullable<ShellScript["tree"]>; text: string; interpreter: Interpreter },
  embedded: readonly EmbeddedScript[],
  configured: readonly OtherShell[],
): ScriptConstruct[] {
  const own = shellsOf(interpreter.kind, configured);
  if (own.length === 0 && embedded.length === 0 && !text.includes("<<")) return [];
  const examined = examineTree(tree, text);
  // The agent passes no arguments to a script.
  const ofScript = own.length === 0 ? [] : [...examined.found, failingShift(tree.commands, 0, text) ?? []].flat();
  const found = ofScript.map((one) => ({ ...one, shells: own, isChild: false }));
  const code = embeddedCode(tree, text, embedded);
  const byBash = outermost(code.filter((one) => one.interpreter === "bash"));
  const isInBash = (span: Span): boolean =>
    interpreter.kind === "bash" ||
    examined.isRestarted(span) ||
    (byBash[lowerBound(byBash.length, (index) => byBash[index]!.pos <= span.pos) - 1]?.end ?? 0) >= span.end;
  const holders = code.length < 2 ? new Map<unknown, EmbeddedScript>() : holdersOf(code);
  const examinedHolders = new Map<EmbeddedScript, Examined>();
  const isUnreached = (one: EmbeddedScript): boolean => {
    const holder = holders.get(one.command);
    if (holder?.tree === undefined || one.command === undefined || holder === one) return false;
    let known = examinedHolders.get(holder);
    if (known === undefined)
      examinedHolders.set(holder, (known = examineTree(holder.tree, holder.text, examined.names)));
    return known.isUnreached(one.command, one.interpreter !== undefined, holder.interpreter === "bash");
  };
  /** Whether a command around the code, such as sudo, sets HOME. */
  const hasHome = (one: EmbeddedScript | undefined): boolean => {
    if (one?.command === undefined) return false;
    const holder = holders.get(one.command);
    return setsHome(one.command) || (holder !== one && hasHome(holder));
  };
  const all = [
    ...found,
    ...code.flatMap((one) =>
      isUnreached(one) ? [] : inCode(one, examined, own, configured, isInBash(one), hasHome(one)),
    ),
  ];
  const seen = new Set<string>();
  return all
    .flatMap(inEach)
    .filter(({ name, span, shells }) => {
      const key = `${name} ${span.pos} ${span.end}`;
      if (shells.length === 0 || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .toSorted((a, b) => a.span.pos - b.span.pos);
}

/** The spans that no other of them contains, in order. */
function outermost(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.pos - b.pos || b.end - a.end))
    if (span.end > (kept.at(-1)?.end ?? -1)) kept.push(span);
  return kept;
}

/** For each command in embedded code, the code that contains it. */
function holdersOf(code: readonly EmbeddedScript[]): ReadonlyMap<unknown, EmbeddedScript> {
  const holders = new Map<unknown, EmbeddedScript>();
  for (const one of code) {
    const visit = (node: SyntaxNode, depth: number): void => {
      if (node.type === "Command") holders.set(node, one);
      if (depth < MAX_NODE_DEPTH) forEachChild(node, (child) => visit(child, depth + 1));
    };
    if (one.tree !== undefined) visit(one.tree, 0);
  }
  return holders;
}

/** The construct for each of the shells: two entries if it fails in two ways. */
function inEach(one: ScriptConstruct): readonly ScriptConstruct[] {
  const other = nameInBusybox(one);
  const dash = one.shells.filter((shell) => shell === "dash" && one.inDash !== true && isNoticed(one, one.name));
  const busybox = one.shells.filter((shell) => shell === "busybox" && other !== undefined && isNoticed(one, other));
  if (other === undefined || other === one.name) return [{ ...one, shells: [...dash, ...busybox] }];
  return [
    { ...one, shells: dash },
    { ...one, name: other, shells: busybox },
  ];
}

function isNoticed({ isUnreached }: ScriptConstruct, name: ConstructName): boolean {
  return isUnreached !== true || CONSTRUCTS[name].fails === "parse" || CONSTRUCTS[name].fails === "early";
}

/** A variable that bash sets for its child processes. */
const EXPORTED_BY_BASH = "SHLVL";

function inCode(
  { tree, text, interpreter, exact, span, pos, end, isTopLevel }: EmbeddedScript,
  outer: Examined,
  own: readonly OtherShell[],
  configured: readonly OtherShell[],
  isInBash: boolean,
  hasHome: boolean,
): ScriptConstruct[] {
  const isChild = interpreter !== undefined;
  const shells = isChild ? shellsOf(interpreter, configured) : own;
  if (shells.length === 0 || tree === undefined || (tree.errors ?? []).length > 0) return [];
  if (outer.isUnreached({ pos, end }, isChild, isInBash)) return [];
  const isSet = (name: string): boolean =>
    outer.names.isSet(name) || (isInBash && name === EXPORTED_BY_BASH) || (name === "HOME" && hasHome);
  return examineTree(tree, text, isChild ? { isSet } : outer.names).found.flatMap((one) => {
    // If a function evaluates the code, the code is in a function.
    if (one.name === "localOutside" && !isChild && outer.names.hasFunctions && isTopLevel !== true) return [];
    const fix =
      exact && one.fix?.every(isPlain) === true
        ? one.fix.map((edit) => ({ ...edit, ...span(edit.pos, edit.end) }))
        : undefined;
    const stops = isChild && (one.stops ?? "script") === "script" ? "shell" : one.stops;
    return { ...one, shells, isChild, span: spanOf(span(one.span.pos, one.span.end)), fix, stops };
  });
}

function spanOf({ pos, end }: Span): Span {
  return { pos, end };
}

/** Whether text is the same in every kind of quotes. */
function isPlain({ text }: { readonly text: string }): boolean {
  return !/['"$`\\]/.test(text);
}
