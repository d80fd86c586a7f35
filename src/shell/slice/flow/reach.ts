/** Which commands a text in a script may reach: through variables, function arguments, files and input lines. */
import type { Statement } from "unbash";
import { ASSIGNED, COPIES, DEFINES, RUNS_TEXT } from "../survey/definers.ts";
import { programNames } from "../criterion/criterion.ts";
import { trailingName } from "../../syntax/names.ts";
import { linesFor, pipelinesOf } from "./origins.ts";
import type { Call, Definition, Part, Place } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { oncePerText } from "../survey/text-search.ts";
import { ALL, expandsOneOf, expandsParameter, passedArguments, type PassedArguments } from "./function-arguments.ts";

const SUBSTITUTION = /\$\(|`|<\(/;
/** Indirect expansions, which do not name the variable that they read. */
const INDIRECT = /\$\{!|BASH_REMATCH/;
/** Options of programs that take arguments from a file or from stdin. */
const FROM_FILE = /\bxargs\b|\s-(?:K|i)|--config|--input-file|\bparallel\b/;
/** Matches text that may assign any variable. */
export const ASSIGNS_ANY = /[$`}\])]["']?\+?=|\b(?:read|declare|export|local|printf -v)\b/;
/** Programs that write to files themselves. */
const WRITES_FILES =
  /\b(?:sed\s{1,20}(?:\S{1,200}\s{1,20}){0,20}(?:-\w{0,20}i|--in-place)|perl|python[\d.]*|ruby|node|ex|ed|dd|sponge)\b/;
/** Builtins after which a parameter has another number. */
const SHIFTS: ReadonlySet<string> = new Set(["shift", "set", "getopts"]);
/** The key for the script itself, in place of a function's name. */
const SCRIPT = "";

/** Tests whether a fragment of the script contains what is searched for. */
export interface Pattern {
  test(text: string): boolean;
}

export class Reach {
  readonly #survey: Survey;
  readonly #pattern: Pattern;
  /** Matches one of the programs in a text; `undefined` if there are no programs. */
  readonly #program: RegExp | undefined;
  /** Matches substitutions with these programs. */
  readonly #answers: RegExp | undefined;
  readonly #written = new Map<string, boolean>();
  readonly #isIndirect = oncePerText((text) => INDIRECT.test(text));
  /** For the texts of definitions: the text without the substitutions with the programs. */
  readonly #unanswered = new Map<string, string>();
  readonly #names = new Set<string>();
  /** Functions that print the text or assign it. */
  readonly #functions = new Set<string>();
  /** The parameters of functions that may contain the text. */
  readonly #parameters = new Map<string, Set<number>>();
  /** Calls of functions with the text in a word. */
  readonly #passed: PassedArguments[] = [];
  /** Functions in which the number of a parameter changes. */
  readonly #shifting = new Set<string>();
  /** Last components of the names of files that may contain the text. */
  readonly #files = new Set<string>();
  /** Statements with pipelines in which a command has the text in its words or here-documents. */
  readonly #pipelines = new Set<Statement>();
  /** Whether any file may contain the text. */
  #loose = false;
  /** Whether the text may be anywhere. */
  #everywhere = false;

  /**
   * @param pattern matches any part of the text that is searched for.
   * @param programs programs whose output does not contain the text, even if their words do.
   */
  constructor(survey: Survey, pattern: Pattern, programs: readonly string[] = []) {
    this.#survey = survey;
    this.#pattern = pattern;
    if (programs.length > 0) {
      const name = programNames(programs);
      this.#program = new RegExp(name);
      this.#answers = new RegExp(`\\$\\([^()]*${name}[^()]*\\)|\`[^\`]*${name}[^\`]*\``, "g");
    }
    if (survey.references.size > 0) this.#everywhere = true;
    if (survey.redirected.some(({ text }) => pattern.test(text))) this.#loose = true;
    for (const { callee, inside } of survey.calls)
      if (inside !== undefined && SHIFTS.has(callee)) this.#shifting.add(inside);
    for (const call of survey.calls) this.#start(call);
    this.#close();
  }

  /** Whether a word of the command, or its input, may contain the text. */
  comesTo(call: Call): boolean {
    if (this.#everywhere || this.#touches(call) || this.#isInBodies(call)) return true;
    if (INDIRECT.test(call.text)) return true;
    for (let one = call.place; one !== undefined; one = one.outer) {
      if (!hasPipeline(one)) continue;
      if (this.#pipelines.has(one.statement) || this.#isInText(one.text, call.inside)) return true;
    }
    return this.#loose && (SUBSTITUTION.test(call.text) || FROM_FILE.test(call.text));
  }

  /** Whether a word of the command may contain the text; the output of substitutions is not examined. */
  isInWords({ text, uses, inside }: Call): boolean {
    return this.#everywhere || this.#isNamed({ text, uses, inside });
  }

  /** Whether the text may be in a variable that a command with this `text` expands inside the function `inside`. */
  isInVariable(name: string, text: string, inside: string | undefined): boolean {
    return this.#everywhere || /^"?\$\{!/.test(text) || this.#touches({ text: "", uses: [name], inside });
  }

  /** Whether the text of the definition, or the assigned value, may contain the text. */
  isIn(definition: Definition): boolean {
    return this.#touches(definition) || this.#defines(definition);
  }

  /** The definition without the substitutions with the programs. */
  unansweredPart(definition: Definition): Pick<Part, "text" | "uses" | "inside"> {
    if (this.#answers === undefined) return definition;
    let text = this.#unanswered.get(definition.text);
    if (text === undefined) this.#unanswered.set(definition.text, (text = definition.text.replace(this.#answers, "")));
    return { text, uses: this.#survey.texts.expansions(text), inside: definition.inside };
  }

  /** Whether the assigned value may contain the text. */
  #defines(definition: Definition): boolean {
    const { reads } = definition;
    const own = this.unansweredPart(definition);
    if (this.#isIndirect(own.text) || this.#touches(own)) return true;
    if (this.#loose) return reads || SUBSTITUTION.test(own.text);
    return reads && this.#feeds(definition);
  }

  /** Whether the sources of the input lines contain the text. */
  #feeds({ place, inside }: Definition): boolean {
    for (let one = place; one !== undefined; one = one.outer) {
      for (const text of one === place ? [one.text] : linesFor(one)) if (this.#isInText(text, inside)) return true;
    }
    return false;
  }

  #start({ callee, text, bodies, named, place }: Call): void {
    if (!this.#isWritten(text) && (bodies === "" || !this.#pattern.test(bodies))) return;
    if (named !== undefined || this.#survey.bodies.has(callee) || RUNS_TEXT.has(callee)) return;
    if (this.#program?.test(text) === true && !this.#pattern.test(bodies)) return;
    if (WRITES_FILES.test(text)) this.#loose = true;
    else if (!DEFINES.has(callee) || callee === "printf") this.#writeFiles(place);
  }

  /** Adds the files that a command, or an enclosing construct, may write its output to. */
  #writeFiles(place: Place | undefined): void {
    for (let one = place; one !== undefined; one = one.outer)
      for (const name of this.#survey.writtenIn.from(one.statement)) this.#files.add(name);
  }

  #close(): void {
    const survey = this.#survey;
    let open: readonly Definition[] = survey.allDefinitions;
    let untouched: readonly Call[] = survey.calls;
    let before = -1;
    const size = (): number => {
      let given = 0;
      for (const parameters of this.#parameters.values()) given += parameters.size;
      return this.#names.size + this.#functions.size + this.#files.size + given;
    };
    while (before !== size() && !this.#everywhere) {
      before = size();
      open = open.filter((definition) => !this.#settles(definition));
      untouched = untouched.filter((call) => {
        if (!this.#touches(call) && !this.#isInBodies(call)) return true;
        this.#carry(call);
        if (this.#program?.test(call.text) !== true) this.#writeFiles(call.place);
        if (call.inside !== undefined) this.#functions.add(call.inside);
        for (let one = call.place; one !== undefined; one = one.outer)
          if (hasPipeline(one)) this.#pipelines.add(one.statement);
        return false;
      });
      for (const one of this.#passed) this.#give(one);
    }
  }

  /** Records what a definition passes on; returns whether there is nothing more to record about it. */
  #settles(definition: Definition): boolean {
    const { name, inside } = definition;
    if (this.#names.has(name) && (inside === undefined || this.#functions.has(inside))) return true;
    if (!this.#defines(definition)) return false;
    this.#names.add(name);
    if (inside !== undefined) this.#functions.add(inside);
    return true;
  }

  /** Records what a command with the text in a word passes on. */
  #carry(call: Call): void {
    const { callee, named, inside } = call;
    if (this.#survey.bodies.has(callee)) this.#passed.push(passedArguments(call, this.#shifting.has(callee)));
    else if (callee === "alias" || (named !== undefined && (named === "@" || this.#mayBeFunction(named))))
      this.#everywhere = true;
    else if (callee === "set") this.#giveAll(inside ?? SCRIPT);
    else if (RUNS_TEXT.has(callee)) this.#run(call);
    else if (COPIES.has(callee)) for (const word of call.args) this.#files.add(trailingName(word) ?? "");
  }

  /** Whether a variable, directly or through another variable, may contain the name of a function. */
  #mayBeFunction(variable: string, seen = new Set<string>()): boolean {
    if (seen.has(variable)) return false;
    seen.add(variable);
    const all = this.#survey.definitions.get(variable) ?? [];
    return all.some(
      ({ text, uses, reads }) =>
        reads ||
        expandsParameter(text) ||
        this.#survey.texts.mentions(text, this.#survey.bodies) ||
        uses.some((name) => this.#mayBeFunction(name, seen)),
    );
  }

  /** The same for a command that runs its words as code. */
  #run({ text, bodies, callees }: Call): void {
    const code = text + bodies;
    if (ASSIGNS_ANY.test(code)) this.#everywhere = true;
    for (const [, name] of code.matchAll(ASSIGNED)) this.#names.add(name!);
    for (const word of callees) if (this.#survey.bodies.has(word)) this.#giveAll(word);
  }

  #giveAll(name: string): void {
    this.#parameters.set(name, (this.#parameters.get(name) ?? new Set()).add(ALL));
  }

  /** Records which parameters of a function may contain the text. */
  #give({ callee, words }: PassedArguments): void {
    const parameters = this.#parameters.get(callee) ?? new Set();
    this.#parameters.set(callee, parameters);
    for (const word of words)
      if (!parameters.has(word.parameter) && this.#touches(word)) parameters.add(word.parameter);
  }

  /** Whether the fragment contains the text, a variable or file with the text, or a function that prints it. */
  #touches(part: Pick<Part, "text" | "uses" | "inside">): boolean {
    const { texts } = this.#survey;
    return this.#isNamed(part) || texts.mentions(part.text, this.#functions) || texts.mentions(part.text, this.#files);
  }

  /** The same for the here-documents of a command. */
  #isInBodies({ bodies, inside }: Pick<Call, "bodies" | "inside">): boolean {
    return bodies !== "" && this.#isInText(bodies, inside);
  }

  #isInText(text: string, inside: string | undefined): boolean {
    return this.#touches({ text, uses: this.#survey.texts.expansions(text), inside });
  }

  #isWritten(text: string): boolean {
    let found = this.#written.get(text);
    if (found === undefined) this.#written.set(text, (found = this.#pattern.test(text)));
    return found;
  }

  #isNamed({ text, uses, inside }: Pick<Part, "text" | "uses" | "inside">): boolean {
    if (this.#isWritten(text) || uses.some((name) => this.#names.has(name))) return true;
    const given = this.#parameters.get(inside ?? SCRIPT);
    return given !== undefined && given.size > 0 && expandsOneOf(text, given);
  }
}

function hasPipeline({ statement }: Place): boolean {
  return pipelinesOf(statement).length > 0;
}
