/** Classifies the commands of a script by their relation to the commands of interest. */
import type { Statement } from "unbash";
import { answerFiles } from "./output-files.ts";
import { DEFINES, RUNS_TEXT, givesUnknown } from "../survey/definers.ts";
import { readPart, readsFiles } from "./files-read.ts";
import type { Interest } from "../criterion/criterion.ts";
import { inputsOf } from "../flow/origins.ts";
import type { Call } from "../survey/fragments.ts";
import type { Sinks } from "./sinks.ts";
import type { Survey } from "../survey/survey.ts";

/** Builtins that change how the shell continues. */
const CHANGES_SHELL: ReadonlySet<string> = new Set("set shopt trap alias unalias exec shift eval . source".split(" "));
const EXPORTS_FUNCTION = /^(?:export|declare|typeset)\s+-[A-Za-z]*f/;
const TESTS: ReadonlySet<string> = new Set(["[", "test"]);
const LEAVES: ReadonlySet<string> = new Set(["exit", "exec"]);
const LEAVES_FUNCTION_OR_LOOP: ReadonlySet<string> = new Set(["return", "break", "continue"]);

export class Roles {
  /** Commands of interest, and tests of their output. */
  readonly taken: Call[] = [];
  /** Commands that read the output of commands of interest. */
  readonly observed: Call[] = [];
  /** Commands that end the script. */
  readonly leaving: Call[] = [];
  /** Commands that leave a function or a loop. */
  readonly returning: Call[] = [];
  /** Commands that assign the values of variables to positional parameters. */
  readonly setting: Call[] = [];
  /** Commands that may change any command after them. */
  readonly side: Call[] = [];
  /** All commands that may call a function, except those of interest. */
  readonly others: Call[] = [];

  readonly #survey: Survey;
  /** Whether statements read lines from files that contain the output of commands of interest. */
  readonly #fed = new Map<Statement, boolean>();
  /** Functions that are defined in strings or in files that the script writes. */
  readonly #imported: ReadonlySet<string>;
  readonly #starts: (program: string) => boolean;

  constructor(survey: Survey, found: Sinks, { starts = () => true }: Interest) {
    const { sinks, printed } = found;
    this.#survey = survey;
    this.#starts = starts;
    this.#imported = survey.importedFunctions();
    const files = answerFiles(survey, found);
    const own = new Set(survey.allDefinitions.filter(({ text }) => text.includes("$$")).map(({ name }) => name));
    /** Whether the command may name the shell's own process: `kill -USR1 $$`, or a variable with `$$`. */
    const isOfShell = ({ text, uses }: Call): boolean => text.includes("$$") || uses.some((name) => own.has(name));
    for (const call of survey.calls) {
      const { callee, uses } = call;
      const holds = uses.some((name) => printed.has(name));
      if (sinks.has(call) || (holds && TESTS.has(callee))) this.taken.push(call);
      else if (LEAVES.has(callee) || (callee === "kill" && isOfShell(call))) this.leaving.push(call);
      else if (LEAVES_FUNCTION_OR_LOOP.has(callee)) this.returning.push(call);
      else if (callee === "set" && uses.length > 0) this.setting.push(call);
      else {
        this.others.push(call);
        if (holds || (files.size > 0 && this.#looksInto(call, files))) this.observed.push(call);
        if (this.#runsUnknown(call)) this.side.push(call);
      }
      // A program of interest may also run a file that the script writes.
      const runs = sinks.has(call) && this.runsWritten(call);
      if (runs || CHANGES_SHELL.has(callee) || EXPORTS_FUNCTION.test(call.text)) this.side.push(call);
    }
  }

  /** Whether the command, or the source of its input lines, may pass on the content of one of the files. */
  #looksInto({ text, place }: Call, files: ReadonlySet<string>): boolean {
    const { texts } = this.#survey;
    if (texts.mentions(readPart(text), files)) return readsFiles(`${text} `);
    for (let one = place; one !== undefined; one = one.outer) {
      let isFed = this.#fed.get(one.statement);
      if (isFed === undefined) {
        isFed = inputsOf(one).some((input) => texts.mentions(readPart(input), files));
        this.#fed.set(one.statement, isFed);
      }
      if (isFed) return true;
    }
    return false;
  }

  #runsUnknown(call: Call): boolean {
    const { callee, named, args } = call;
    if (this.#imported.has(callee) || RUNS_TEXT.has(callee) || (DEFINES.has(callee) && givesUnknown(callee, args)))
      return true;
    return named === "@" || this.runsWritten(call);
  }

  /** Whether the command may run a file that the script writes, which may then read the command's words. */
  runsWritten({ callee, args, text, named }: Call): boolean {
    const { texts, written, bodies } = this.#survey;
    if (texts.mentions(callee, written)) return true;
    if (named === undefined && !bodies.has(callee) && !this.#starts(callee)) return false;
    return args.some((word) => texts.mentions(word, written)) || (text.includes("<") && texts.mentions(text, written));
  }
}
