/**
 * Which variables can matter to the programs that rules look at: their values reach such a program, or decide whether it is
 * reached. Only these keep paths apart; any other variable that differs has alternatives on one path.
 *
 * Flow-insensitive, over the syntax tree: what is told is a superset of the names, by the text of words and conditions.
 */
import type { AndOr, Case, Command, Function as FunctionNode, Statement, SyntaxNode } from "unbash";
import { expansions, identifiers } from "./expansions.ts";
import { forEachChild } from "./parse.ts";
import { originsOf, type Uses } from "./origins.ts";

/** What guards a command: the text of a condition around it, and what guards that. */
export interface Guard {
  readonly names: readonly string[];
  readonly outer: Guard | undefined;
}

/** The statements that something stands in, innermost first. */
export interface Place {
  readonly statement: Statement;
  /** The text that it stands in. */
  readonly source: string;
  readonly outer: Place | undefined;
}

export interface Definition {
  readonly text: string;
  readonly uses: readonly string[];
  /** The text names a program that rules look at. */
  readonly watched: boolean;
  readonly guard: Guard | undefined;
  /** The function that it stands in. */
  readonly inside: string | undefined;
  readonly place: Place | undefined;
}

export interface Call {
  readonly callee: string;
  readonly text: string;
  readonly uses: readonly string[];
  readonly guard: Guard | undefined;
  readonly inside: string | undefined;
  readonly place: Place | undefined;
}

/** Builtins that run text, or the lines of which come from elsewhere. */
const RUNS_TEXT = new Set(["eval", ".", "source", "bash", "sh", "dash", "trap"]);
/** Builtins that change how the shell goes on. */
const CHANGES_SHELL = new Set(["set", "shopt", "trap", "alias", "unalias", "exec", "shift", "eval", ".", "source"]);
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

export class Relevance implements Uses {
  private readonly watched: RegExp = /(?!)/;
  private readonly names = new Set<string>();
  private readonly only: boolean;
  /** All statements of the step's script itself; those of code in strings are not among them. */
  private readonly visited = new Set<Statement>();
  private readonly marked = new Set<Statement>();
  /** Conditions under which a variable that matters is set. */
  private readonly relevantGuards = new Set<Guard>();
  private place: Place | undefined;
  readonly definitions = new Map<string, Definition[]>();
  readonly calls: Call[] = [];
  /** Functions whose bodies stand in the script. */
  private readonly bodies = new Set<string>();
  /** Names in commands that make one variable another's name. */
  private readonly references = new Set<string>();
  /** Functions with a command that matters, and functions that end the script. */
  private readonly mattering = new Set<string>();
  /** Functions that are to be evaluated, though nothing that matters depends on their arguments. */
  private readonly evaluated = new Set<string>();
  private readonly followed: RegExp | undefined;
  /** Commands in statements that rules look at for what flows into them. */
  private readonly readers: Call[] = [];
  /** Functions that set a variable of AWS. */
  private readonly setters = new Set<string>();
  /** Last parts of the names of files that the script writes, and what writes them. */
  readonly written = new Map<string, Call[]>();
  /** Commands that run text. */
  private readonly texts: Call[] = [];
  private readonly leaving: Call[] = [];
  private readonly returning: Call[] = [];
  private readonly sinks: Call[] = [];
  /** Commands whose program is what a variable holds; `callee` is the variable. */
  private readonly indirect: Call[] = [];

  /** `watched`: base names of the programs that rules look at; `only`: nothing else is of interest. */
  constructor(text: string, tree: SyntaxNode, watched: readonly string[], followed: RegExp | undefined, only: boolean) {
    this.only = only;
    this.followed = followed;
    if (watched.length === 0 && followed === undefined && !text.includes("AWS_")) return;
    this.watched = new RegExp(`(?<![\\w.-])(?:${watched.join("|") || "AWS"})(?![\\w./-])|AWS_|\\.aws/`);
    if (followed === undefined && !this.watched.test(text)) return;
    this.visit(tree, undefined, undefined, text);
    this.close();
  }

  has(name: string): boolean {
    return name.startsWith("AWS_") || this.names.has(name);
  }

  /**
   * Whether anything that matters happens in the statement. One of which this is not true can be passed over where nobody
   * looks at what it prints or at its status.
   */
  matters(statement: Statement): boolean {
    return !this.only || this.marked.has(statement) || !this.visited.has(statement);
  }

  /** Whether a call of the function matters. */
  functionMatters(name: string): boolean {
    return !this.only || this.mattering.has(name) || this.evaluated.has(name);
  }

  /** Whether something that matters may depend on what the function is called with, or on what it changes. */
  isDecisive(name: string): boolean {
    // One that stands in a string, an embedded script or a file has not been looked at.
    return this.mattering.has(name) || !this.bodies.has(name);
  }

  /** Whether the function, or one that it calls, sets a variable of AWS. */
  setsCredentials(name: string): boolean {
    return this.setters.has(name);
  }

  /** It is to be evaluated, and what calls the function that it stands in. */
  private follow(call: Pick<Call, "place" | "inside">): void {
    this.mark(call.place);
    if (call.inside !== undefined) this.evaluated.add(call.inside);
  }

  private mark(place: Place | undefined): void {
    for (let one = place; one !== undefined && !this.marked.has(one.statement); one = one.outer)
      this.marked.add(one.statement);
  }

  private visit(node: SyntaxNode, guard: Guard | undefined, inside: string | undefined, text: string): void {
    switch (node.type) {
      case "Statement": {
        this.visited.add(node);
        const outer = this.place;
        this.place = { statement: node, source: text, outer };
        if (this.followed?.test(text.slice(node.pos, node.end))) {
          const reader = { callee: "", text: "", uses: [], guard, inside, place: this.place };
          this.readers.push(reader);
          this.follow(reader);
        }
        this.visit(node.command, guard, inside, text);
        this.place = outer;
        return;
      }
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
      case "Redirect":
        if (node.operator.includes(">") && node.target !== undefined)
          this.writes(node.target.text, { callee: "", text: "", uses: [], guard, inside, place: this.place });
        break;
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
    this.mark(this.place);
    this.bodies.add(node.name.value);
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
      // declare -n R=NAME: what is done to R is done to NAME.
      if (name !== "export" && /\s-[A-Za-z]*n/.test(slice))
        for (const one of identifiers(slice)) this.references.add(one);
      for (const argument of node.args)
        if (argument.type === "Word")
          for (const one of identifiers(argument.text)) this.define(one, slice, used(), guard, inside);
    }
    if (name === "") return;
    if (DEFINES.has(name) && slice.includes("$"))
      this.texts.push({ callee: name, text: slice, uses: used(), guard, inside, place: this.place });
    const call: Call = { callee: name, text: slice, uses: [], guard, inside, place: this.place };
    if (name === "tee") for (const word of node.args) this.writes(word.text, { ...call, uses: used() });
    if (CHANGES_SHELL.has(name)) this.mark(this.place);
    const variable = namedBy(text.slice(node.name!.pos, node.name!.end));
    const bodies = node.redirects.map((one) => (one.type === "HereDoc" ? one.body.text : "")).join("");
    if (variable !== undefined) this.indirect.push({ ...call, callee: variable, uses: used() });
    if (this.watched.test(slice) || (bodies !== "" && this.watched.test(bodies))) {
      this.sinks.push({ ...call, uses: [...used(), ...expansions(bodies)] });
    } else if (RUNS_TEXT.has(name)) this.texts.push({ ...call, uses: [...used(), ...expansions(bodies)] });
    else if (LEAVES.has(name)) this.leaving.push(call);
    else if (LEAVES_FUNCTION.has(name) || LEAVES_LOOP.has(name)) this.returning.push(call);
    else this.calls.push({ ...call, uses: used() });
  }

  private findSetters(): void {
    for (const [name, all] of this.definitions) {
      if (!name.startsWith("AWS_")) continue;
      for (const { inside } of all) if (inside !== undefined) this.setters.add(inside);
    }
    let before = -1;
    while (before !== this.setters.size) {
      before = this.setters.size;
      for (const { callee, inside } of this.calls)
        if (inside !== undefined && this.setters.has(callee)) this.setters.add(inside);
    }
  }

  private writes(file: string, call: Call): void {
    const name = /[\w.-]+(?=["']?$)/.exec(file)?.[0];
    if (name === undefined || name === "null" || /^\d+$/.test(name)) return;
    const all = this.written.get(name);
    if (all === undefined) this.written.set(name, [call]);
    else all.push(call);
  }

  /** Whether a word of the text is the name of a file that the script writes. */
  private runsWritten(text: string): boolean {
    return this.written.size > 0 && (text.match(/[\w.-]+/g) ?? []).some((word) => this.written.has(word));
  }

  private define(
    name: string,
    text: string,
    uses: readonly string[],
    guard: Guard | undefined,
    inside: string | undefined,
  ): void {
    const definition = { text, uses, guard, inside, watched: this.watched.test(text), place: this.place };
    const all = this.definitions.get(name);
    if (all === undefined) this.definitions.set(name, [definition]);
    else all.push(definition);
  }

  /**
   * Of the variables that decide whether the script ends: those that are set together with one that matters, under one
   * condition. Then what is known of the one tells something of the other.
   */
  private addCorrelated(guard: Guard | undefined, add: (names: readonly string[]) => void): void {
    for (let one = guard; one !== undefined; one = one.outer) {
      for (const name of one.names) {
        if (this.names.has(name)) continue;
        const all = this.definitions.get(name) ?? [];
        if (all.some((definition) => definition.guard !== undefined && this.relevantGuards.has(definition.guard)))
          add([name]);
      }
    }
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
      this.mark(call.place);
      if (call.inside !== undefined) this.mattering.add(call.inside);
    };
    for (const [name] of this.definitions) if (name.startsWith("AWS_") || this.references.has(name)) add([name]);
    this.findSetters();
    const programs = this.holdingPrograms();
    for (const call of this.indirect) {
      if (programs.has(call.callee)) this.sinks.push(call);
      else if (call.callee === "@") this.follow(call);
    }
    for (const call of this.texts) {
      if (call.uses.some((name) => programs.has(name))) this.sinks.push(call);
      else this.follow(call);
    }
    for (const call of this.calls) {
      if (call.uses.some((name) => programs.has(name))) this.sinks.push(call);
      else if (this.runsWritten(call.text)) this.follow(call);
    }
    for (const sink of this.sinks) take(sink);
    for (const origin of originsOf(this.readers, this)) this.follow(origin);
    if (this.marked.size === 0) return;
    for (const call of this.leaving) this.follow(call);
    let before = -1;
    const size = (): number => this.names.size + this.mattering.size + this.evaluated.size;
    while (before !== size()) {
      before = size();
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        for (const { uses, guard, inside, place } of this.definitions.get(name) ?? []) {
          this.mark(place);
          if (guard !== undefined) this.relevantGuards.add(guard);
          if (inside !== undefined) this.mattering.add(inside);
          add(uses);
          addGuard(guard);
        }
      }
      for (const call of this.calls) {
        if (this.mattering.has(call.callee)) take(call);
        else if (this.evaluated.has(call.callee)) this.follow(call);
      }
      for (const call of this.returning) {
        if (call.inside === undefined || this.mattering.has(call.inside)) take(call);
        else if (this.evaluated.has(call.inside)) this.follow(call);
      }
      for (const { guard } of this.leaving) this.addCorrelated(guard, add);
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
