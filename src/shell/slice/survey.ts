/**
 * What the commands of a script use and define, where they stand and what guards them: by the text of words and conditions,
 * without regard to order. Each answer is a superset of the truth.
 */
import type { AndOr, Assignment, Case, Command, Function as FunctionNode, Statement, SyntaxNode } from "unbash";
import { forEachChild } from "../syntax/walk.ts";
import { ASSIGNED, COPIES, DECLARES, DEFINES, DOWNLOADS, READS, RUNS_TEXT, givenNames } from "./definers.ts";
import { DefinedNames } from "./defined-functions.ts";
import { expansions, identifiers, lastPart, namedBy, quotedExpansions, words } from "../syntax/names.ts";
import type { Call, Definition, Guard, Part, Place } from "./fragments.ts";
import { Edges } from "./reachable.ts";
import { definedBy, writersOf } from "./sourced-files.ts";
import { Texts } from "./text-search.ts";

const INDIRECT_EXPANSION = /\$\{!([A-Za-z_]\w*)/g;
const DEMANDING_EXPANSION = /\$\{[A-Za-z_]\w{0,200}(?:\[[^\]]{0,64}\])?:?\?/;
const ERREXIT = /\bset(?:\s+[-+]?\w+){0,8}\s+-[A-Za-z]*e|\berrexit\b|^#!.*\s-[A-Za-z]*e|\bERR\b/;
/** What a command depends on that has not the same status each time: expansions, and the files that a test asks for. */
const VARIES = /[$`]|(?<![\w-])-(?:[a-mo-yA-Z]|nt|ot|ef)\s/;
const CERTAIN: ReadonlySet<string> = new Set(["false", "[", "test"]);
const NOUNSET = /\bset(?:\s+[-+]?\w+){0,8}\s+-[A-Za-z]*u|\bnounset\b|^#!.*\s-[A-Za-z]*u/;
/** Code, arithmetic, or an expansion that does more than name a variable. */
const MORE_THAN_NAMES = /[(`]|\$\[|\$\{[^}]*[^\w}]/;
const ASSIGNING_EXPANSION = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]{0,200}\])?:?=/g;
const NOTHING: readonly string[] = [];

export class Survey {
  /** All statements of the script itself; those of code in strings are not among them. */
  readonly statements = new Map<Statement, Part>();
  readonly definitions = new Map<string, Definition[]>();
  /** The same in one list. */
  readonly allDefinitions: Definition[] = [];
  readonly calls: Call[] = [];
  /** Functions whose bodies stand in the script. */
  readonly bodies = new Set<string>();
  /** Where functions are defined, and the function that this is done in. */
  readonly functions: (Pick<Part, "inside" | "guard"> & { readonly name: string; readonly place: Place })[] = [];
  /** Commands that fail whenever they run, if `set -e` may end the script because of that. */
  readonly failing: Part[] = [];
  /** Names in commands that make one variable another's name. */
  readonly references = new Set<string>();
  /** Variables that are made read-only: another assignment ends the script, or the line. */
  readonly fixed = new Set<string>();
  /** Variables the values of which are used as names: `${!NAME}`. */
  readonly indirect = new Set<string>();
  readonly aliases = new Set<string>();
  /** Names that text expands which is kept, and may be run as code at any place. */
  readonly kept = new Set<string>();
  /** What writes a file, by the last part of its name. */
  readonly written = new Map<string, Part[]>();
  /** Commands that end the shell where a variable is not set. */
  readonly demanding: (Part & {
    /** It says so itself (`${NAME:?}`); else an option does. */
    readonly ends: boolean;
  })[] = [];
  /** Here-documents and targets of redirections that belong to no simple command. */
  readonly redirected: string[] = [];
  readonly texts = new Texts();

  private readonly script: string;
  private readonly nounset: boolean;
  private readonly errexit: boolean;
  private defined: DefinedNames | undefined;
  private callers: Edges<string, Call> | undefined;
  private text: string;
  private place: Place | undefined;
  private inside: string | undefined;

  constructor(text: string, tree: SyntaxNode) {
    this.script = text;
    this.nounset = NOUNSET.test(text);
    this.errexit = ERREXIT.test(text);
    this.text = text;
    this.visit(tree, undefined);
    for (const call of writersOf(this)) {
      for (const definition of definedBy(call)) this.add(definition);
      this.keep(expansions(call.text + call.bodies));
    }
  }

  /** The calls that may call the function. */
  callsTo(name: string): readonly Call[] {
    if (this.callers === undefined) {
      this.callers = new Edges();
      for (const call of this.calls) for (const callee of new Set(call.callees)) this.callers.add(callee, call);
    }
    return this.callers.from(name);
  }

  /** Whether a function of this name is defined, be it in a string or a file that the script writes. */
  mayBeFunction(name: string): boolean {
    return this.bodies.has(name) || (this.defined ??= new DefinedNames(this.script)).has(name);
  }

  private visit(node: SyntaxNode, guard: Guard | undefined): void {
    const { text } = this;
    switch (node.type) {
      case "Word":
        if (!MORE_THAN_NAMES.test(node.text)) return;
        break;
      case "Statement": {
        const outer = this.place;
        const place = { statement: node, text: text.slice(node.pos, node.end), source: text, outer };
        this.place = place;
        this.statements.set(node, { text: "", uses: NOTHING, guard, inside: this.inside, place });
        this.visit(node.command, guard);
        this.place = outer;
        return;
      }
      case "Command":
        this.command(node, guard);
        if (MORE_THAN_NAMES.test(this.slice(node))) break;
        for (const one of node.redirects) this.visit(one, guard);
        return;
      case "TestCommand":
        if (this.errexit && !VARIES.test(this.slice(node))) this.failing.push(this.part("", guard));
        break;
      case "Redirected":
        for (const one of node.redirects)
          this.redirected.push(text.slice(one.pos, one.end), one.type === "HereDoc" ? one.body.text : "");
        break;
      case "If": {
        this.visit(node.clause, guard);
        let inner = this.guarded(guard, node.clause);
        this.visit(node.then, inner);
        for (const one of node.elif) {
          this.visit(one.clause, inner);
          inner = this.guarded(inner, one.clause);
          this.visit(one.then, inner);
        }
        if (node.else !== undefined) this.visit(node.else, inner);
        return;
      }
      case "While":
        this.visit(node.clause, guard);
        this.visit(node.body, this.guarded(guard, node.clause));
        return;
      case "For":
      case "Select": {
        const given = node.wordlist ?? [];
        const list = node.wordlist === undefined ? '"$@"' : given.map((word) => this.slice(word)).join(" ");
        const uses = expansions(list);
        this.define(node.name.value, list, uses, guard, node.type === "Select");
        for (const word of given) this.visit(word, guard);
        this.visit(node.body, { names: uses, outer: guard });
        return;
      }
      case "Case":
        this.caseItems(node, guard);
        return;
      case "AndOr":
        this.andOr(node, guard);
        return;
      case "Function":
        this.functionBody(node, guard);
        return;
      case "Redirect":
        if (node.operator.includes(">") && node.target !== undefined)
          this.writes(node.target.text, this.part("", guard));
        break;
      case "ArithmeticCommand":
      case "ArithmeticExpansion":
      case "ArithmeticFor":
        {
          const names = identifiers(this.slice(node));
          for (const name of new Set(names)) this.define(name, "", names, guard);
        }
        break;
      case "ParameterExpansion":
        this.assigningExpansions(this.slice(node), guard);
        break;
      default:
    }
    if (node.type === "Script" && node.source !== undefined && node.source !== text)
      this.nested(node, node.source, guard);
    else forEachChild(node, (child) => this.visit(child, guard));
  }

  /** Code of its own, the offsets of which count from its own start. */
  private nested(node: SyntaxNode, source: string, guard: Guard | undefined): void {
    const { text } = this;
    this.text = source;
    forEachChild(node, (child) => this.visit(child, guard));
    this.text = text;
  }

  private slice({ pos, end }: { readonly pos: number; readonly end: number }): string {
    return this.text.slice(pos, end);
  }

  private guarded(outer: Guard | undefined, node: { readonly pos: number; readonly end: number }): Guard {
    return { names: expansions(this.slice(node)), outer };
  }

  private caseItems(node: Case, guard: Guard | undefined): void {
    this.visit(node.word, guard);
    let inner = this.guarded(guard, node.word);
    for (const item of node.items) {
      for (const pattern of item.pattern) inner = this.guarded(inner, pattern);
      this.visit(item.body, inner);
    }
  }

  private andOr(node: AndOr, guard: Guard | undefined): void {
    let inner = guard;
    for (const one of node.commands) {
      this.visit(one, inner);
      inner = this.guarded(inner, one);
    }
  }

  private functionBody(node: FunctionNode, guard: Guard | undefined): void {
    const name = node.name.value;
    const { place, inside } = this;
    if (place !== undefined) this.functions.push({ name, place, inside, guard });
    this.bodies.add(name);
    this.inside = name;
    this.visit(node.body, undefined);
    this.inside = inside;
  }

  private command(node: Command, guard: Guard | undefined): void {
    const slice = this.slice(node);
    const name = node.name?.value ?? "";
    if (slice.includes("$")) {
      const ends = DEMANDING_EXPANSION.test(slice);
      if (ends || this.nounset) this.demanding.push({ ...this.part(slice, guard), ends });
    }
    for (const part of node.prefix) if (part.type === "Assignment") this.assignment(part, name, guard);
    for (const part of node.suffix) if (part.type === "Assignment") this.assignment(part, name, guard);
    if (name === "") return;
    const uses = name === "getopts" ? [...expansions(slice), "OPTIND"] : expansions(slice);
    let bodies = "";
    for (const one of node.redirects) if (one.type === "HereDoc") bodies += `\n${one.body.text}`;
    const code = bodies === "" ? slice : slice + bodies;
    this.indirectExpansions(code);
    if (DEFINES.has(name)) {
      const given = node.args.filter((one) => one.type === "Word").map((one) => one.text);
      // declare -n R=NAME: what is done to R is done to NAME.
      if (DECLARES.has(name) && given.some((one) => /^-[A-Za-z]*n/.test(one)))
        for (const one of identifiers(slice)) this.references.add(one);
      if (name === "readonly" || (DECLARES.has(name) && given.some((one) => /^-[A-Za-z]*r/.test(one))))
        for (const one of identifiers(slice)) this.fixed.add(one);
      for (const one of givenNames(name, given)) this.define(one, code, uses, guard, READS.has(name));
    }
    const copies = name === "tee" || COPIES.has(name);
    if (copies || DOWNLOADS.test(slice)) {
      const part = this.part(slice, guard);
      if (copies) for (const word of node.args) if (!word.text.startsWith("-")) this.writes(word.text, part);
      if (DOWNLOADS.test(slice)) for (const word of node.args) this.writes(word.text, part);
    }
    if (this.errexit && isCertain(name, node, guard) && !VARIES.test(slice)) this.failing.push(this.part("", guard));
    const { inside, place } = this;
    const named = namedBy(this.slice(node.name!));
    if (name === "alias") this.alias(slice, uses, guard);
    if (RUNS_TEXT.has(name)) for (const [, one] of code.matchAll(ASSIGNED)) this.define(one!, code, uses, guard);
    const args = node.args.map((one) => this.slice(one));
    const callees = RUNS_TEXT.has(name) ? words(code) : [name];
    this.calls.push({ callee: name, callees, text: slice, args, bodies, uses, named, guard, inside, place });
  }

  /** @param command the name of the command that it stands in. */
  private assignment(node: Assignment, command: string, guard: Guard | undefined): void {
    // For one command that is evaluated with it.
    if (node.name === "IFS" && command !== "") return;
    const written = this.slice(node);
    const value = expansions(written);
    this.keep(quotedExpansions(written));
    this.define(node.name, written, node.append === true ? [...value, node.name] : value, guard);
  }

  private keep(names: readonly string[]): void {
    for (const name of names) this.kept.add(name);
  }

  private alias(slice: string, uses: readonly string[], guard: Guard | undefined): void {
    this.keep(quotedExpansions(slice));
    for (const [, name] of slice.matchAll(/[\s"']([\w.-]+)=/g)) {
      this.aliases.add(name!);
      this.define(name!, slice, uses, guard);
    }
  }

  private indirectExpansions(text: string): void {
    if (!text.includes("${!")) return;
    for (const [, name] of text.matchAll(INDIRECT_EXPANSION)) this.indirect.add(name!);
  }

  private assigningExpansions(slice: string, guard: Guard | undefined): void {
    this.indirectExpansions(slice);
    if (!slice.includes("=")) return;
    for (const [, name] of slice.matchAll(ASSIGNING_EXPANSION)) this.define(name!, slice, expansions(slice), guard);
  }

  private writes(file: string, by: Part): void {
    const name = lastPart(file);
    // "${LOG:-/tmp/log}": any of these may be its name.
    for (const one of new Set(name === undefined ? words(file) : [name])) {
      if (one === "null" || !/[A-Za-z_]/.test(one)) continue;
      const all = this.written.get(one);
      if (all === undefined) this.written.set(one, [by]);
      else all.push(by);
    }
  }

  private part(text: string, guard: Guard | undefined): Part {
    return { text, uses: expansions(text), guard, inside: this.inside, place: this.place };
  }

  private define(
    name: string,
    text: string,
    uses: readonly string[],
    guard: Guard | undefined,
    reads: boolean = false,
  ): void {
    this.add({ name, text, uses, guard, inside: this.inside, place: this.place, reads });
  }

  private add(definition: Definition): void {
    const all = this.definitions.get(definition.name);
    // `${X:=a} ${X:=b} …`: that a command gives it a value more than once is all that counts.
    if (all !== undefined && isAgain(all.at(-2), definition)) return;
    if (all === undefined) this.definitions.set(definition.name, [definition]);
    else all.push(definition);
    this.allDefinitions.push(definition);
  }
}

function isAgain(before: Definition | undefined, { text, place, uses }: Definition): boolean {
  return before?.text === text && before.place === place && before.uses.length === uses.length;
}

/** Whether the command may fail for certain: `false`, `[ a = b ]`, and `return 1` that ends its function whenever that is called. */
function isCertain(name: string, { args }: Command, guard: Guard | undefined): boolean {
  if (name === "return") return guard === undefined && /^[1-9]/.test(args[0]?.text ?? "");
  return CERTAIN.has(name);
}
