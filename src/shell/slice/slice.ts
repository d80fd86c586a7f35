/**
 * The program slice: which variables can matter to the programs that rules watch, because their values reach such a program or
 * decide whether it runs. Only these variables keep paths apart; any other variable that differs has alternatives on one path.
 *
 * `survey/` records what each command of the script uses and defines, `criterion/` says what is of interest, `functions/` and
 * `flow/` answer how functions pass on arguments and how text flows from command to command, and `closure/` starts from the
 * commands of interest and adds everything that they depend on.
 */
import { baseName } from "../syntax/base-name.ts";
import type { Statement } from "unbash";
import { Closure } from "./closure/closure.ts";
import type { FileUse } from "../state/interfaces/file-use.ts";
import type { Slice } from "../state/interfaces/slice.ts";
import type { Interest, WatchedNames } from "./criterion/criterion.ts";
import { outcomesOf, readersOf, sinksOf } from "./closure/sinks.ts";
import type { Survey } from "./survey/survey.ts";

export class Relevance implements Slice {
  /** Whether nothing in the script is of interest. */
  readonly isEmpty: boolean;
  readonly isReading: boolean;
  readonly #only: boolean;
  /** Whether paths are kept apart at all: not for readers alone, which need all values on all paths together. */
  readonly #keepsApart: boolean;
  /** Whether the failures of all programs are followed, because it is not known which ones a rule follows. */
  readonly #followsAny: boolean;
  readonly #variables: WatchedNames | undefined;
  readonly #programs: ReadonlySet<string>;
  readonly #survey: Survey;
  readonly #closure: Closure;
  /** Results of `isFollowed`: loops ask for each variable in each iteration. */
  readonly #followed = new Map<string, boolean>();

  constructor(survey: Survey, interest: Interest) {
    const { variables, only = false } = interest;
    this.#only = only;
    this.#keepsApart = interest.readers === undefined;
    this.#followsAny = !only && interest.outcomes?.programs.length === 0;
    this.#variables = variables;
    this.#programs = new Set([...interest.watched, ...(interest.outcomes?.programs ?? [])]);
    this.#survey = survey;
    const readers = readersOf(this.#survey, interest);
    this.isReading = readers.length > 0;
    this.#closure = new Closure(
      this.#survey,
      sinksOf(this.#survey, interest),
      readers,
      outcomesOf(this.#survey, interest),
      interest,
    );
    this.isEmpty = only && this.#closure.marked.size === 0;
  }

  has(name: string): boolean {
    return (
      this.isWatched(name) || (this.#keepsApart && (this.#closure.names.has(name) || this.#closure.isAskedAgain(name)))
    );
  }

  get repeatsQuestions(): boolean {
    return this.#closure.repeated.size > 0;
  }

  isRepeated(question: string): boolean {
    return this.#closure.repeated.has(question);
  }

  /** Whether the variable's single values are needed, though nothing that matters depends on which one it has. */
  hasValues(name: string): boolean {
    return (this.#keepsApart && this.#closure.values.has(name)) || this.has(name);
  }

  isRead(name: string): boolean {
    return this.#survey.isRead(name);
  }

  mayReadUnseen(name: string): boolean {
    return this.#survey.readsAny || this.isKept(name);
  }

  /** Whether statements that assign the variable are followed because something of interest depends on them. */
  isFollowed(name: string): boolean {
    let is = this.#followed.get(name);
    if (is === undefined) {
      const definitions = this.#survey.definitions.get(name);
      is = definitions?.some(({ place }) => place === undefined || this.isMarked(place.statement)) ?? true;
      this.#followed.set(name, is);
    }
    return is;
  }

  /** Whether stored code expands the variable, so that the variable may be read anywhere. */
  isKept(name: string): boolean {
    return this.#survey.kept.has(name);
  }

  /** Whether changes of the variable are of interest in themselves. */
  isWatched(variable: string): boolean {
    return this.#variables?.has(variable) ?? false;
  }

  /** Whether the text may be the start of the name of such a variable. */
  mayStartWatched(text: string): boolean {
    return this.#variables?.variable.test(`${text}$`) ?? false;
  }

  /** Whether the first word of the text is the name or the path of a program of interest. */
  isCommand(text: string): boolean {
    const [word] = /^\S{0,200}/.exec(text)!;
    return this.#programs.has(baseName(word));
  }

  /** Whether the content of the file is of interest in itself: programs read it though their arguments do not name it. */
  isWatchedFile(path: string): boolean {
    return this.#variables?.file.test(path) ?? false;
  }

  /**
   * Whether anything that matters happens in the statement. A statement for which this is false can be skipped if nothing reads
   * its output or its status.
   */
  matters(statement: Statement): boolean {
    return !this.#only || this.isMarked(statement);
  }

  /** Whether something of interest depends, or may depend, on the statement. */
  isMarked(statement: Statement): boolean {
    return this.#closure.marked.has(statement) || !this.#survey.statements.has(statement);
  }

  /**
   * How the content of a file that the script writes is used.
   * @param words the words in its name, and the variables in it.
   */
  useOfFile(words: readonly string[]): FileUse {
    const use = this.#closure.files.useOf(words);
    return this.#only || use !== "none" ? use : "kept";
  }

  /** Whether a call of the function matters. */
  functionMatters(name: string): boolean {
    const { evaluated, mattering } = this.#closure;
    return !this.#only || evaluated.has(name) || mattering.has(name) || this.isDecisive(name);
  }

  callersOf(name: string): readonly string[] {
    return this.#survey.callsTo(name).flatMap(({ inside }) => inside ?? []);
  }

  /** Whether something that matters may depend on the function's arguments or on what it changes. */
  isDecisive(name: string): boolean {
    const { mattering, handed } = this.#closure;
    // A function that is defined in a string, an embedded script or a file has not been examined.
    return (this.#keepsApart && (mattering.has(name) || handed.has(name))) || !this.#survey.bodies.has(name);
  }

  /** Whether the function runs its arguments as a command, so that one call predicts nothing about the next. */
  runsWords(name: string): boolean {
    return this.#closure.handed.has(name);
  }

  /** Whether the function may read variables whose names are its arguments. */
  readsNamed(name: string): boolean {
    return this.#closure.computed.functions.has(name);
  }

  /** Whether text tools that are of interest run in the function: in each call they may extract something else. */
  readsText(name: string): boolean {
    return this.#closure.reading.has(name);
  }

  /** Whether the function, or a function that it calls, contains calls whose failures are followed until they are noticed. */
  holdsCalls(name: string): boolean {
    return this.#closure.calling.has(name);
  }

  /** Whether the function, or a function that it calls, may check whether a call has failed. */
  checksCalls(name: string): boolean {
    return this.#followsAny || this.#closure.checking.has(name);
  }

  /** Whether the function, or a function that it calls, sets a watched variable. */
  setsCredentials(name: string): boolean {
    return this.#closure.setters.has(name);
  }
}
