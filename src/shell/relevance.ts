/**
 * Which variables can matter to the programs that rules look at: their values reach such a program, or decide whether it is
 * reached. Only these keep paths apart; any other variable that differs has alternatives on one path.
 *
 * Flow-insensitive, over the syntax tree: what is told is a superset of the names, by the text of words and conditions.
 */
import type { AndOr, Case, Command, Function as FunctionNode, SyntaxNode } from "unbash";
import { forEachChild } from "unbash";

/** What guards a command: the text of a condition around it, and what guards that. */
interface Guard {
  readonly names: readonly string[];
  readonly outer: Guard | undefined;
}

interface Definition {
  readonly uses: readonly string[];
  /** The text names a program that rules look at. */
  readonly watched: boolean;
  readonly guard: Guard | undefined;
  /** The function that it stands in. */
  readonly inside: string | undefined;
}

interface Call {
  readonly callee: string;
  readonly uses: readonly string[];
  readonly guard: Guard | undefined;
  readonly inside: string | undefined;
}

const EXPANSION = /\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/g;
/** Builtins that run text, or the lines of which come from elsewhere. */
const RUNS_TEXT = new Set(["eval", ".", "source", "bash", "sh", "dash", "trap"]);
const LEAVES = new Set(["exit", "exec"]);
const LEAVES_FUNCTION = new Set(["return"]);
const LEAVES_LOOP = new Set(["break", "continue"]);
const DEFINES = new Set([
  "read",
  "printf",
  "mapfile",
  "readarray",
  "getopts",
  "let",
  "export",
  "declare",
  "typeset",
  "local",
  "readonly",
  "unset",
  "set",
  "shift",
]);

export class Relevance {
  private readonly watched: RegExp;
  private readonly names = new Set<string>();
  private readonly definitions = new Map<string, Definition[]>();
  private readonly calls: Call[] = [];
  /** Functions with a command that matters, and functions that end the script. */
  private readonly matters = new Set<string>();
  private readonly leaving: Call[] = [];
  private readonly returning: Call[] = [];
  private readonly sinks: Call[] = [];
  /** Commands whose program is what a variable holds; `callee` is the variable. */
  private readonly indirect: Call[] = [];

  /** `watched`: base names of the programs that rules look at. */
  constructor(text: string, tree: SyntaxNode, watched: readonly string[]) {
    this.watched = new RegExp(`(?<![\\w-])(?:${watched.join("|")})(?![\\w-])`);
    if (!this.watched.test(text) && !text.includes("AWS_")) return;
    this.visit(tree, undefined, undefined, text);
    this.close();
  }

  has(name: string): boolean {
    return name.startsWith("AWS_") || this.names.has(name);
  }

  private visit(node: SyntaxNode, guard: Guard | undefined, inside: string | undefined, text: string): void {
    switch (node.type) {
      case "Command":
        this.command(node, guard, inside, text);
        break;
      case "If": {
        this.visit(node.clause, guard, inside, text);
        let inner = guarded(guard, text, node.clause);
        this.visit(node.then, inner, inside, text);
        for (const one of node.elif) {
          this.visit(one.clause, inner, inside, text);
          inner = guarded(inner, text, one.clause);
          this.visit(one.then, inner, inside, text);
        }
        if (node.else !== undefined) this.visit(node.else, inner, inside, text);
        return;
      }
      case "While":
        this.visit(node.clause, guard, inside, text);
        this.visit(node.body, guarded(guard, text, node.clause), inside, text);
        return;
      case "For":
      case "Select": {
        const words = node.wordlist ?? [];
        const uses = words.flatMap((word) => expansions(text.slice(word.pos, word.end)));
        this.define(
          node.name.value,
          words.map((word) => text.slice(word.pos, word.end)).join(" "),
          uses,
          guard,
          inside,
        );
        for (const word of words) this.visit(word, guard, inside, text);
        this.visit(node.body, { names: uses, outer: guard }, inside, text);
        return;
      }
      case "Case":
        this.caseItems(node, guard, inside, text);
        return;
      case "AndOr":
        this.andOr(node, guard, inside, text);
        return;
      case "Function":
        this.functionBody(node, text);
        return;
      case "ArithmeticCommand":
      case "ArithmeticExpansion":
      case "ArithmeticFor":
        {
          const names = identifiers(text.slice(node.pos, node.end));
          for (const name of new Set(names)) this.define(name, "", names, guard, inside);
        }
        break;
      default:
    }
    const inner = node.type === "Script" && node.source !== undefined ? node.source : text;
    forEachChild(node, (child) => this.visit(child, guard, inside, inner));
  }

  private caseItems(node: Case, guard: Guard | undefined, inside: string | undefined, text: string): void {
    this.visit(node.word, guard, inside, text);
    let inner = guarded(guard, text, node.word);
    for (const item of node.items) {
      for (const pattern of item.pattern) inner = guarded(inner, text, pattern);
      this.visit(item.body, inner, inside, text);
    }
  }

  private andOr(node: AndOr, guard: Guard | undefined, inside: string | undefined, text: string): void {
    let inner = guard;
    for (const one of node.commands) {
      this.visit(one, inner, inside, text);
      inner = guarded(inner, text, one);
    }
  }

  private functionBody(node: FunctionNode, text: string): void {
    this.visit(node.body, undefined, node.name.value, text);
  }

  private command(node: Command, guard: Guard | undefined, inside: string | undefined, text: string): void {
    const slice = text.slice(node.pos, node.end);
    const name = node.name?.value ?? "";
    let uses: readonly string[] | undefined;
    const used = (): readonly string[] => (uses ??= expansions(slice));
    for (const part of [...node.prefix, ...node.suffix]) {
      if (part.type !== "Assignment") continue;
      const written = text.slice(part.pos, part.end);
      const value = expansions(written);
      this.define(part.name, written, part.append === true ? [...value, part.name] : value, guard, inside);
    }
    if (DEFINES.has(name)) {
      for (const argument of node.args)
        if (argument.type === "Word")
          for (const one of identifiers(argument.text)) this.define(one, slice, used(), guard, inside);
    }
    if (name === "") return;
    const call: Call = { callee: name, uses: [], guard, inside };
    const variable = namedBy(text.slice(node.name!.pos, node.name!.end));
    const bodies = node.redirects.map((one) => (one.type === "HereDoc" ? one.body.text : "")).join("");
    if (variable !== undefined) this.indirect.push({ ...call, callee: variable, uses: used() });
    if (RUNS_TEXT.has(name) || this.watched.test(slice) || (bodies !== "" && this.watched.test(bodies))) {
      this.sinks.push({ ...call, uses: [...used(), ...expansions(bodies)] });
    } else if (LEAVES.has(name)) this.leaving.push(call);
    else if (LEAVES_FUNCTION.has(name) || LEAVES_LOOP.has(name)) this.returning.push(call);
    else this.calls.push({ ...call, uses: used() });
  }

  private define(
    name: string,
    text: string,
    uses: readonly string[],
    guard: Guard | undefined,
    inside: string | undefined,
  ): void {
    const definition = { uses, guard, inside, watched: this.watched.test(text) };
    const all = this.definitions.get(name);
    if (all === undefined) this.definitions.set(name, [definition]);
    else all.push(definition);
  }

  /** Variables that may hold the name of a watched program. */
  private holdingPrograms(): ReadonlySet<string> {
    const holding = new Set<string>();
    let before = -1;
    while (before !== holding.size) {
      before = holding.size;
      for (const [name, all] of this.definitions)
        if (all.some(({ watched, uses }) => watched || uses.some((use) => holding.has(use)))) holding.add(name);
    }
    return holding;
  }

  /** Goes from the sinks to all that they depend on. */
  private close(): void {
    const open: string[] = [];
    const add = (names: readonly string[]): void => {
      for (const name of names) {
        if (this.names.has(name)) continue;
        this.names.add(name);
        open.push(name);
      }
    };
    const guards = new Set<Guard>();
    const addGuard = (guard: Guard | undefined): void => {
      for (let one = guard; one !== undefined && !guards.has(one); one = one.outer) {
        guards.add(one);
        add(one.names);
      }
    };
    const take = (call: Call): void => {
      add(call.uses);
      addGuard(call.guard);
      if (call.inside !== undefined) this.matters.add(call.inside);
    };
    for (const [name] of this.definitions) if (name.startsWith("AWS_")) add([name]);
    const programs = this.holdingPrograms();
    for (const call of this.indirect)
      if (programs.has(call.callee) || !/^[A-Za-z_]/.test(call.callee)) this.sinks.push(call);
    for (const sink of this.sinks) take(sink);
    if (this.names.size > 0 || this.sinks.length > 0) for (const one of this.leaving) take(one);
    let before = -1;
    while (before !== this.names.size + this.matters.size) {
      before = this.names.size + this.matters.size;
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        for (const { uses, guard, inside } of this.definitions.get(name) ?? []) {
          if (inside !== undefined) this.matters.add(inside);
          add(uses);
          addGuard(guard);
        }
      }
      for (const call of this.calls) if (this.matters.has(call.callee)) take(call);
      for (const call of this.returning) if (call.inside === undefined || this.matters.has(call.inside)) take(call);
    }
  }
}

/** The variable or positional parameter that the last part of a program's name comes from. */
function namedBy(word: string): string | undefined {
  const found = /\$\{?(?:([A-Za-z_][A-Za-z0-9_]*)|[0-9@*])[^}\s"]*\}?"?$/.exec(word);
  return found === null ? undefined : (found[1] ?? "@");
}

function guarded(outer: Guard | undefined, text: string, { pos, end }: { pos: number; end: number }): Guard {
  return { names: expansions(text.slice(pos, end)), outer };
}

function expansions(text: string): string[] {
  const names: string[] = [];
  for (const match of text.matchAll(EXPANSION)) names.push(match[1]!);
  if (text.includes("((") || text.includes("[[") || text.includes("-v ")) names.push(...identifiers(text));
  return names;
}

function identifiers(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}
