/** Which commands a text that stands somewhere in a script may come to: by variables, functions' arguments, files and lines. */
import { expansions } from "./expansions.ts";
import { ASSIGNED, DEFINES, RUNS_TEXT, mentions, type Call, type Definition, type Survey } from "./survey.ts";

/** A positional parameter; no group where it stands for all of them. */
const POSITIONAL = /\$(?:([1-9])|\{#?([1-9]\d*)|\{?[@*])/g;
const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/gs;
const ALL_OF = /\$\{?@|\[@\]/;
const SUBSTITUTION = /\$\(|`|<\(/;
/** What the word that follows names, no variable's name shows. */
const INDIRECT = /\$\{!|BASH_REMATCH/;
/** Options of programs that take arguments from a file or from stdin. */
const FROM_FILE = /\bxargs\b|\s-(?:K|i)|--config|--input-file|\bparallel\b/;
/** What says that there may be an assignment to any variable in a text. */
export const ASSIGNS_ANY = /[$`}\])]["']?\+?=|\b(?:read|declare|export|local|printf -v)\b/;
/** After these a parameter's number is another's. */
const SHIFTS: ReadonlySet<string> = new Set(["shift", "set", "getopts"]);
/** All parameters of a function. */
const ALL = 0;
/** In place of a function's name: the script itself. */
const SCRIPT = "";

export class Reach {
  private readonly survey: Survey;
  private readonly pattern: RegExp;
  /** One of the programs in a text. */
  private readonly program: RegExp;
  /** Substitutions by what these programs print. */
  private readonly answers: RegExp;
  private readonly names = new Set<string>();
  /** Functions that print or set what the text comes to. */
  private readonly functions = new Set<string>();
  /** The parameters of functions that are given it. */
  private readonly parameters = new Map<string, Set<number>>();
  /** Functions in which a parameter's number changes. */
  private readonly shifting = new Set<string>();
  /** It may be in files, on stdin, or in what a substitution prints. */
  private loose = false;
  /** It may be anywhere. */
  private everywhere = false;

  /**
   * @param pattern any part of the text that is looked for.
   * @param programs what is looked for in their words is not in what they print.
   */
  constructor(survey: Survey, pattern: RegExp, programs: readonly string[]) {
    this.survey = survey;
    this.pattern = pattern;
    const name = `(?<![\\w.-])(?:${programs.join("|")})(?![\\w./-])`;
    this.program = new RegExp(name);
    this.answers = new RegExp(`\\$\\([^()]*${name}[^()]*\\)|\`[^\`]*${name}[^\`]*\``, "g");
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
      if (one.statement.command.type === "Pipeline" && this.pattern.test(one.text)) return true;
    }
    return this.loose && (SUBSTITUTION.test(call.text) || FROM_FILE.test(call.text));
  }

  /** Whether it may be in what is written to give the variable a value. */
  isIn(definition: Definition): boolean {
    return this.touches(definition) || this.defines(definition);
  }

  /** Whether it may be in what the variable is given. */
  private defines(definition: Definition): boolean {
    const { reads, inside } = definition;
    const text = definition.text.replace(this.answers, "");
    const uses = text === definition.text ? definition.uses : expansions(text);
    if (INDIRECT.test(text) || this.touches({ text, uses, inside })) return true;
    if (this.loose) return reads || SUBSTITUTION.test(text);
    return reads && this.feeds(definition);
  }

  /** Whether it is in a statement around, which may be where the lines come from. */
  private feeds({ place, inside }: Definition): boolean {
    for (let one = place; one !== undefined; one = one.outer) {
      if (this.touches({ text: one.text, uses: expansions(one.text), inside })) return true;
    }
    return false;
  }

  private start({ callee, text, bodies, named }: Call): void {
    if (!this.pattern.test(text) && !this.pattern.test(bodies)) return;
    if (named !== undefined || this.survey.bodies.has(callee) || RUNS_TEXT.has(callee)) return;
    if (this.program.test(text) && !this.pattern.test(bodies)) return;
    if (!DEFINES.has(callee) || callee === "printf") this.loose = true;
  }

  private close(): void {
    const { survey } = this;
    let before = -1;
    let given = 0;
    const size = (): number => this.names.size + this.functions.size + given;
    while (before !== size() && !this.everywhere) {
      before = size();
      for (const [name, all] of survey.definitions) {
        for (const one of all) {
          if (!this.defines(one)) continue;
          this.names.add(name);
          if (one.inside !== undefined) this.functions.add(one.inside);
        }
      }
      for (const call of survey.calls) {
        if (!this.touches(call)) continue;
        this.carry(call);
        if (call.inside !== undefined) this.functions.add(call.inside);
      }
      given = 0;
      for (const parameters of this.parameters.values()) given += parameters.size;
    }
  }

  /** What a command hands on that has the text in a word. */
  private carry(call: Call): void {
    const { callee, named, inside } = call;
    if (this.survey.bodies.has(callee)) this.give(call);
    else if (named !== undefined || callee === "alias") this.everywhere = true;
    else if (callee === "set") this.giveAll(inside ?? SCRIPT);
    else if (RUNS_TEXT.has(callee)) this.run(call);
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
  private give(call: Call): void {
    const parameters = this.parameters.get(call.callee) ?? new Set();
    this.parameters.set(call.callee, parameters);
    let isOpen = this.shifting.has(call.callee);
    for (const [index, text] of call.args.entries()) {
      isOpen ||= isSeveral(text);
      if (this.touches({ text, uses: expansions(text), inside: call.inside })) parameters.add(isOpen ? ALL : index + 1);
    }
  }

  /** Whether the text, a variable that holds it, or a function that prints it is in what is written there. */
  private touches({ text, uses, inside }: Pick<Call, "text" | "uses" | "inside">): boolean {
    if (this.pattern.test(text) || uses.some((name) => this.names.has(name))) return true;
    const given = this.parameters.get(inside ?? SCRIPT);
    if (given !== undefined && given.size > 0) {
      for (const [, plain, braced] of text.matchAll(POSITIONAL)) {
        const index = Number(plain ?? braced ?? ALL);
        if (index === ALL || given.has(ALL) || given.has(index)) return true;
      }
    }
    return mentions(text, this.functions);
  }
}

/** Whether a word may become more than one argument, or none. */
function isSeveral(text: string): boolean {
  return ALL_OF.test(text) || /[$`*?[{]/.test(text.replace(QUOTED, ""));
}
