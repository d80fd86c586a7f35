/** Which commands a text that stands somewhere in a script may come to: by variables, functions' arguments, files and lines. */
import type { Statement } from "unbash";
import { ASSIGNED, COPIES, DEFINES, RUNS_TEXT } from "./definers.ts";
import { programNames } from "./criterion.ts";
import { expansions, lastPart } from "../syntax/names.ts";
import { linesFor } from "./origins.ts";
import type { Call, Definition, Part, Place } from "./fragments.ts";
import type { Survey } from "./survey.ts";

/** A positional parameter; no group where it stands for all of them. */
const POSITIONAL = /\$(?:([1-9])|\{#?([1-9]\d*)|\{?[@*])/g;
const QUOTED = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|'[^']*'/gs;
const ALL_OF = /\$\{?@|\[@\]/;
const SUBSTITUTION = /\$\(|`|<\(/;
/** What the word that follows names, no variable's name shows. */
const INDIRECT = /\$\{!|BASH_REMATCH/;
/** Options of programs that take arguments from a file or from stdin. */
const FROM_FILE = /\bxargs\b|\s-(?:K|i)|--config|--input-file|\bparallel\b/;
/** What says that there may be an assignment to any variable in a text. */
export const ASSIGNS_ANY = /[$`}\])]["']?\+?=|\b(?:read|declare|export|local|printf -v)\b/;
/** Programs that write into files by themselves. */
const WRITES_FILES =
  /\b(?:sed\s{1,20}(?:\S{1,200}\s{1,20}){0,20}(?:-\w{0,20}i|--in-place)|perl|python[\d.]*|ruby|node|ex|ed|dd|sponge)\b/;
/** After these a parameter's number is another's. */
const SHIFTS: ReadonlySet<string> = new Set(["shift", "set", "getopts"]);
/** All parameters of a function. */
const ALL = 0;
/** In place of a function's name: the script itself. */
const SCRIPT = "";

/** A call of a function, with the parameters that its words become. */
interface Giving {
  readonly callee: string;
  readonly words: readonly (Pick<Part, "text" | "uses" | "inside"> & { readonly parameter: number })[];
}

function givingOf({ callee, args, inside }: Call, shifts: boolean): Giving {
  let isOpen = shifts;
  const words = args.map((text, index) => {
    isOpen ||= isSeveral(text);
    return { text, uses: expansions(text), inside, parameter: isOpen ? ALL : index + 1 };
  });
  return { callee, words };
}

/** Tells of a piece of the script whether what is looked for is written in it. */
export interface Pattern {
  test(text: string): boolean;
}

export class Reach {
  private readonly survey: Survey;
  private readonly pattern: Pattern;
  /** One of the programs in a text; `undefined` where there are none. */
  private readonly program: RegExp | undefined;
  /** Substitutions by what these programs print. */
  private readonly answers: RegExp | undefined;
  private readonly written = new Map<string, boolean>();
  /** Definitions without what the programs print. */
  private readonly unanswered = new Map<Definition, Pick<Part, "text" | "uses" | "inside">>();
  private readonly names = new Set<string>();
  /** Functions that print or set what the text comes to. */
  private readonly functions = new Set<string>();
  /** The parameters of functions that are given it. */
  private readonly parameters = new Map<string, Set<number>>();
  /** Calls of functions that have it in a word. */
  private readonly giving: Giving[] = [];
  /** Functions in which a parameter's number changes. */
  private readonly shifting = new Set<string>();
  /** Last parts of the names of files that it may be in. */
  private readonly files = new Set<string>();
  /** It may be in any file. */
  private loose = false;
  /** It may be anywhere. */
  private everywhere = false;

  /**
   * @param pattern any part of the text that is looked for.
   * @param programs what is looked for in their words is not in what they print.
   */
  constructor(survey: Survey, pattern: Pattern, programs: readonly string[] = []) {
    this.survey = survey;
    this.pattern = pattern;
    if (programs.length > 0) {
      const name = programNames(programs);
      this.program = new RegExp(name);
      this.answers = new RegExp(`\\$\\([^()]*${name}[^()]*\\)|\`[^\`]*${name}[^\`]*\``, "g");
    }
    if (survey.references.size > 0) this.everywhere = true;
    if (survey.redirected.some((one) => pattern.test(one))) this.loose = true;
    for (const { callee, inside } of survey.calls)
      if (inside !== undefined && SHIFTS.has(callee)) this.shifting.add(inside);
    for (const call of survey.calls) this.start(call);
    this.close();
  }

  /** Whether it may be in a word of the command, or in what the command reads. */
  comesTo(call: Call): boolean {
    if (this.everywhere || this.touches(call) || this.pattern.test(call.bodies)) return true;
    if (INDIRECT.test(call.text)) return true;
    for (let one = call.place; one !== undefined; one = one.outer) {
      if (one.statement.command.type === "Pipeline" && this.isWritten(one.text)) return true;
    }
    return this.loose && (SUBSTITUTION.test(call.text) || FROM_FILE.test(call.text));
  }

  /** Whether it may be in a word of the command; what a substitution prints there is not looked at. */
  isInWords({ text, uses, inside }: Call): boolean {
    return this.everywhere || this.isNamed({ text, uses, inside });
  }

  /** Whether it may be in a variable that a command, written as `text`, expands in a function. */
  isInVariable(name: string, text: string, inside: string | undefined): boolean {
    return this.everywhere || /^"?\$\{!/.test(text) || this.touches({ text: "", uses: [name], inside });
  }

  /** Whether it may be in what is written to give the variable a value. */
  isIn(definition: Definition): boolean {
    return this.touches(definition) || this.defines(definition);
  }

  /** The definition without what the programs print there. */
  unansweredPart(definition: Definition): Pick<Part, "text" | "uses" | "inside"> {
    if (this.answers === undefined) return definition;
    let own = this.unanswered.get(definition);
    if (own === undefined) {
      const text = definition.text.replace(this.answers, "");
      own = { text, uses: text === definition.text ? definition.uses : expansions(text), inside: definition.inside };
      this.unanswered.set(definition, own);
    }
    return own;
  }

  /** Whether it may be in what the variable is given. */
  private defines(definition: Definition): boolean {
    const { reads } = definition;
    const own = this.unansweredPart(definition);
    if (INDIRECT.test(own.text) || this.touches(own)) return true;
    if (this.loose) return reads || SUBSTITUTION.test(own.text);
    return reads && this.feeds(definition);
  }

  /** Whether it is in what the lines may come from. */
  private feeds({ place, inside }: Definition): boolean {
    for (let one = place; one !== undefined; one = one.outer) {
      for (const text of one === place ? [one.text] : linesFor(one))
        if (this.touches({ text, uses: this.survey.texts.expansions(text), inside })) return true;
    }
    return false;
  }

  private start({ callee, text, bodies, named, place }: Call): void {
    if (!this.isWritten(text) && (bodies === "" || !this.pattern.test(bodies))) return;
    if (named !== undefined || this.survey.bodies.has(callee) || RUNS_TEXT.has(callee)) return;
    if (this.program?.test(text) === true && !this.pattern.test(bodies)) return;
    if (WRITES_FILES.test(text)) this.loose = true;
    else if (!DEFINES.has(callee) || callee === "printf") this.writeFiles(place);
  }

  /** Files that a command, or what it stands in, may write its output into. */
  private writeFiles(place: Place | undefined): void {
    if (this.survey.written.size === this.files.size) return;
    const around = new Set<Statement>();
    for (let one = place; one !== undefined; one = one.outer) around.add(one.statement);
    for (const [name, all] of this.survey.written)
      if (!this.files.has(name) && all.some((one) => one.place !== undefined && around.has(one.place.statement)))
        this.files.add(name);
  }

  private close(): void {
    const { survey } = this;
    let open: readonly Definition[] = survey.allDefinitions;
    let untouched: readonly Call[] = survey.calls;
    let before = -1;
    const size = (): number => {
      let given = 0;
      for (const parameters of this.parameters.values()) given += parameters.size;
      return this.names.size + this.functions.size + this.files.size + given;
    };
    while (before !== size() && !this.everywhere) {
      before = size();
      open = open.filter((definition) => !this.settles(definition));
      untouched = untouched.filter((call) => {
        if (!this.touches(call)) return true;
        this.carry(call);
        if (this.program?.test(call.text) !== true) this.writeFiles(call.place);
        if (call.inside !== undefined) this.functions.add(call.inside);
        return false;
      });
      for (const one of this.giving) this.give(one);
    }
  }

  /** Notes what a definition hands on; whether nothing is left to be noted of it. */
  private settles(definition: Definition): boolean {
    const { name, inside } = definition;
    if (this.names.has(name) && (inside === undefined || this.functions.has(inside))) return true;
    if (!this.defines(definition)) return false;
    this.names.add(name);
    if (inside !== undefined) this.functions.add(inside);
    return true;
  }

  /** What a command hands on that has the text in a word. */
  private carry(call: Call): void {
    const { callee, named, inside } = call;
    if (this.survey.bodies.has(callee)) this.giving.push(givingOf(call, this.shifting.has(callee)));
    else if (callee === "alias" || (named !== undefined && (named === "@" || this.mayBeFunction(named))))
      this.everywhere = true;
    else if (callee === "set") this.giveAll(inside ?? SCRIPT);
    else if (RUNS_TEXT.has(callee)) this.run(call);
    else if (COPIES.has(callee)) for (const word of call.args) this.files.add(lastPart(word) ?? "");
  }

  /** Whether a variable may hold a function's name, that another variable may have given it. */
  private mayBeFunction(variable: string, seen = new Set<string>()): boolean {
    if (seen.has(variable)) return false;
    seen.add(variable);
    const all = this.survey.definitions.get(variable) ?? [];
    return all.some(
      ({ text, uses, reads }) =>
        reads ||
        text.search(POSITIONAL) !== -1 ||
        this.survey.texts.mentions(text, this.survey.bodies) ||
        uses.some((name) => this.mayBeFunction(name, seen)),
    );
  }

  /** The same of a command that runs its words as code. */
  private run({ text, bodies, callees }: Call): void {
    const code = text + bodies;
    if (ASSIGNS_ANY.test(code)) this.everywhere = true;
    for (const [, name] of code.matchAll(ASSIGNED)) this.names.add(name!);
    for (const word of callees) if (this.survey.bodies.has(word)) this.giveAll(word);
  }

  private giveAll(name: string): void {
    this.parameters.set(name, (this.parameters.get(name) ?? new Set()).add(ALL));
  }

  /** Notes which parameters of a function the text is given to. */
  private give({ callee, words }: Giving): void {
    const parameters = this.parameters.get(callee) ?? new Set();
    this.parameters.set(callee, parameters);
    for (const word of words) if (!parameters.has(word.parameter) && this.touches(word)) parameters.add(word.parameter);
  }

  /** Whether the text, a variable that holds it, or a function that prints it is in what is written there. */
  private touches(part: Pick<Part, "text" | "uses" | "inside">): boolean {
    const { texts } = this.survey;
    return this.isNamed(part) || texts.mentions(part.text, this.functions) || texts.mentions(part.text, this.files);
  }

  private isWritten(text: string): boolean {
    let found = this.written.get(text);
    if (found === undefined) this.written.set(text, (found = this.pattern.test(text)));
    return found;
  }

  private isNamed({ text, uses, inside }: Pick<Part, "text" | "uses" | "inside">): boolean {
    if (this.isWritten(text) || uses.some((name) => this.names.has(name))) return true;
    const given = this.parameters.get(inside ?? SCRIPT);
    if (given !== undefined && given.size > 0) {
      for (const [, plain, braced] of text.matchAll(POSITIONAL)) {
        const index = Number(plain ?? braced ?? ALL);
        if (index === ALL || given.has(ALL) || given.has(index)) return true;
      }
    }
    return false;
  }
}

/** Whether a word may become more than one argument, or none. */
function isSeveral(text: string): boolean {
  return ALL_OF.test(text) || /[$`*?[{]/.test(text.replace(QUOTED, (part) => (/^.+["']$/s.test(part) ? "" : part)));
}
