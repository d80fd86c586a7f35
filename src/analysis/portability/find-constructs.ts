/** Finds every construct of a script that dash does not have. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { type Span, forEachChild } from "../../shell/index.ts";
import { endForOthers } from "./bash-only.ts";
import { CONSTRUCTS, type ConstructName, type FoundConstruct, nameInBusybox } from "./construct.ts";
import { definedNames, MAX_NODE_DEPTH, type DefinedNames } from "./defined-names.ts";
import { earlyEnd } from "./early-ends.ts";
import { OUTERMOST, constructSurroundings, type Surroundings } from "./surroundings.ts";
import { constructsAt } from "./node-constructs.ts";

export interface Examined {
  readonly names: DefinedNames;
  /** In order of the script. */
  readonly found: readonly FoundConstruct[];
  /**
   * Returns whether no shell other than bash reaches a position, or no shell at all.
   * @param isChild whether a child shell runs the code there: only a position that no shell reaches counts
   * @param isBash whether bash reads the script on every instance
   */
  isUnreached(span: Span, isChild: boolean, isBash: boolean): boolean;
  /** Returns whether bash has restarted the script before the position. */
  isRestarted(span: Span): boolean;
}

/**
 * Returns the constructs in order of the script.
 * @param text the text that positions of `tree` refer to
 */
export function findConstructs(tree: ParsedScript, text: string): readonly FoundConstruct[] {
  return examineTree(tree, text).found;
}

/**
 * @param text the text that positions of `tree` refer to
 * @param outer the functions and variables of the surrounding script, if this is code in a string
 */
export function examineTree(tree: ParsedScript, text: string, outer?: Partial<DefinedNames>): Examined {
  const defined = definedNames(tree, text);
  const names: DefinedNames = {
    hasFunctions: defined.hasFunctions || outer?.hasFunctions === true,
    isFunction: (name) => defined.isFunction(name) || outer?.isFunction?.(name) === true,
    isSet: (name) => defined.isSet(name) || outer?.isSet?.(name) === true,
    onlyValue: (name) => (defined.isSet(name) ? defined.onlyValue(name) : outer?.onlyValue?.(name)),
    callsOf: (name) => [...defined.callsOf(name), ...(outer?.callsOf?.(name) ?? [])],
    // Calls by the surrounding script are not in this text.
    isCalled: (name) => defined.isCalled(name) || outer?.isCalled !== undefined,
  };
  const end = endForOthers(tree.commands, text);
  /** `[ -n "$BASH" ] || exec bash "$0"` */
  const isInRestart = (pos: number): boolean => end.isBash && pos >= end.start && pos < end.reached;
  const found: FoundConstruct[] = [];
  const unreached: (Span & { readonly isForBash: boolean })[] = [];

  const visit = (node: SyntaxNode, around: Surroundings, depth: number): void => {
    if (depth > MAX_NODE_DEPTH) return;
    const own = constructsAt(node, around, text, names);
    for (const one of own) {
      const name =
        earlyEnd(one.name, node, around.blocks, text) ??
        inPlace(one.name, around, text.slice(one.span.pos, one.span.end));
      // busybox has the keyword, and reads it between backticks as it does elsewhere.
      const isFunction = name === "backtickKeyword" && one.name === "functionKeyword";
      const construct = isFunction ? { ...one, inBusybox: nameInBusybox(one) ?? true } : one;
      if (name === "demandedVersion" && !around.demands) continue;
      if (name === "variable" && isInRestart(construct.span.pos) && isCondition(around.command)) continue;
      const { fails } = CONSTRUCTS[name];
      const other = typeof construct.inBusybox === "string" ? CONSTRUCTS[construct.inBusybox].fails : fails;
      // The error of an early end is on a later line.
      const isParsed = fails === "parse" || fails === "early";
      const { pos } = construct.span;
      if (pos >= (fails === "parse" || other === "parse" ? end.parsed : end.reached)) continue;
      const isUnreached = around.isUnreached || pos >= end.reached;
      if (isUnreached && !isParsed && other !== "parse") continue;
      if (around.inTest && !isParsed && fails !== "expansion") continue;
      found.push({ stops: around.stops, ...construct, name, errexit: errexitAt(around), isUnreached });
    }
    // The body comes after the command, and may come after every node that contains the command.
    if (node.type === "HereDoc" && around.isUnreached) {
      const { pos, end: to } = node.body;
      unreached.push({
        pos,
        end: to,
        isForBash: unreached.findLast((one) => holds(one, node.pos))?.isForBash === true,
      });
    }
    // dash reads the body as commands, whatever it contains.
    if (node.type === "ArithmeticCommand" || own[0]?.name === "arithmeticVariable") return;
    if (node.type === "CommandExpansion" && node.script?.source !== undefined) {
      // Positions in escaped backticks refer to another text.
      for (const { name, inBusybox } of findConstructs(node.script, node.script.source))
        found.push({ name, inBusybox, span: node, stops: "substitution" });
      return;
    }
    forEachChild(node, (child) => {
      // dash does not evaluate a header that it cannot parse.
      if (node.type === "ArithmeticFor" && child !== node.body) return;
      const inside = constructSurroundings(node, child, around, text, names.isCalled);
      if (inside.isUnreached && !around.isUnreached)
        unreached.push({ pos: child.pos, end: child.end, isForBash: node.type !== "Function" });
      visit(child, inside, depth + 1);
    });
  };
  visit(tree, { ...OUTERMOST, errexit: STARTS_WITH_ERREXIT.test(text) }, 0);
  const isRestarted = ({ pos }: Span): boolean => end.isBash && pos >= end.reached;
  return {
    names,
    found: found.toSorted((a, b) => a.span.pos - b.span.pos),
    isUnreached: (span, isChild, isBash) => {
      const { pos } = span;
      if (pos >= end.reached && !(isChild && isRestarted(span))) return true;
      const isEntered = isChild && (isBash || isRestarted(span));
      return unreached.some((one) => holds(one, pos) && !(isEntered && one.isForBash));
    },
    isRestarted,
  };
}

/** Whether the command is a condition. */
function isCondition(command: Surroundings["command"]): boolean {
  return /^(?:\[|test)$/.test(command?.name?.value ?? "");
}

const STARTS_WITH_ERREXIT = /^#!\S+[ \t]+-[A-Za-z]*e/;

function errexitAt({ errexit, inFunction, isTested, stops }: Surroundings): FoundConstruct["errexit"] {
  if (!errexit || isTested) return undefined;
  return inFunction || stops !== "script" ? "may stop" : "stops";
}

function holds(span: Span, pos: number): boolean {
  return span.pos <= pos && pos < span.end;
}

const KEYWORDS: ReadonlySet<ConstructName> = new Set(["functionKeyword", "select", "coprocCompound", "timeCompound"]);

/** The kind of a construct in a context where it fails differently. */
function inPlace(name: ConstructName, around: Surroundings, written: string): ConstructName {
  if (name === "variable" || name === "lastWord") return around.demands ? "demandedVariable" : name;
  if (around.inBackticks && name === "array") return "backtickArray";
  if (around.inBackticks && KEYWORDS.has(name)) return "backtickKeyword";
  if (name !== "oldArithmetic" || around.isQuoted || !/\s/.test(written)) return name;
  if (around.word === undefined) return name;
  return around.word === "case" ? "oldArithmeticCase" : "oldArithmeticWords";
}
