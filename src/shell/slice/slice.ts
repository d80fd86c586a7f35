/**
 * Which variables can matter to the programs that rules look at: their values reach such a program, or decide whether it is
 * reached. Only these keep paths apart; any other variable that differs has alternatives on one path.
 */
import type { Statement, SyntaxNode } from "unbash";
import { Closure } from "./closure.ts";
import type { FileUse } from "../state/interfaces/file-use.ts";
import type { Slice } from "../state/interfaces/slice.ts";
import type { Interest, WatchedNames } from "./criterion.ts";
import { outcomesOf, readersOf, sinksOf } from "./sinks.ts";
import type { Survey } from "./survey.ts";
import { surveyOf } from "./survey-walk.ts";

export class Relevance implements Slice {
  /** Nothing in the script is of interest. */
  readonly isEmpty: boolean;
  readonly isReading: boolean;
  private readonly only: boolean;
  /** Whether paths are kept apart for anything: not for readers alone, of which all values on all paths are wanted together. */
  private readonly keepsApart: boolean;
  private readonly variables: WatchedNames | undefined;
  private readonly survey: Survey;
  private readonly closure: Closure;

  constructor(text: string, tree: SyntaxNode, interest: Interest) {
    const { variables, only = false } = interest;
    this.only = only;
    this.keepsApart = interest.readers === undefined;
    this.variables = variables;
    this.survey = surveyOf(text, tree);
    const readers = readersOf(this.survey, interest);
    this.isReading = readers.length > 0;
    this.closure = new Closure(
      this.survey,
      sinksOf(this.survey, interest),
      readers,
      outcomesOf(this.survey, interest),
      interest,
    );
    this.isEmpty = only && this.closure.marked.size === 0;
  }

  has(name: string): boolean {
    return this.isWatched(name) || (this.keepsApart && this.closure.names.has(name));
  }

  /** Whether the variable's values are wanted one by one, though nothing that matters depends on which it is. */
  hasValues(name: string): boolean {
    return (this.keepsApart && this.closure.values.has(name)) || this.has(name);
  }

  /** Whether statements that give the variable a value are followed because something of interest depends on them. */
  isFollowed(name: string): boolean {
    const definitions = this.survey.definitions.get(name);
    return (
      definitions === undefined ||
      definitions.some(({ place }) => place === undefined || this.isMarked(place.statement))
    );
  }

  /** Whether code that is kept somewhere expands the variable: it may be read at any place. */
  isKept(name: string): boolean {
    return this.survey.kept.has(name);
  }

  /** Whether changes of the variable are of interest of themselves. */
  isWatched(variable: string): boolean {
    return this.variables?.has(variable) ?? false;
  }

  /** Whether the content of the file is of interest of itself: programs read it though their arguments do not name it. */
  isWatchedFile(path: string): boolean {
    return this.variables?.file.test(path) ?? false;
  }

  /**
   * Whether anything that matters happens in the statement. One of which this is not true can be passed over where nobody
   * looks at what it prints or at its status.
   */
  matters(statement: Statement): boolean {
    return !this.only || this.isMarked(statement);
  }

  /** Whether something of interest depends on the statement, or may. */
  isMarked(statement: Statement): boolean {
    return this.closure.marked.has(statement) || !this.survey.statements.has(statement);
  }

  /**
   * What becomes of a file that the script writes.
   * @param words of its name, and the variables in it.
   */
  useOfFile(words: readonly string[]): FileUse {
    const use = this.closure.files.useOf(words);
    return this.only || use !== "none" ? use : "kept";
  }

  /** Whether a call of the function matters. */
  functionMatters(name: string): boolean {
    const { evaluated, mattering } = this.closure;
    return !this.only || evaluated.has(name) || mattering.has(name) || this.isDecisive(name);
  }

  /** Whether something that matters may depend on what the function is called with, or on what it changes. */
  isDecisive(name: string): boolean {
    const { mattering, handed } = this.closure;
    // One that stands in a string, an embedded script or a file has not been looked at.
    return (this.keepsApart && (mattering.has(name) || handed.has(name))) || !this.survey.bodies.has(name);
  }

  /** Whether the function runs what it is called with, so that no call tells of the next. */
  runsWords(name: string): boolean {
    return this.closure.handed.has(name);
  }

  /** Whether text tools that are of interest run in the function: each call may have them take something else. */
  readsText(name: string): boolean {
    return this.closure.reading.has(name);
  }

  /** Whether calls that are followed until somebody notices that they failed stand in the function, or in one that it calls. */
  holdsCalls(name: string): boolean {
    return this.closure.calling.has(name);
  }

  /** Whether the function, or one that it calls, sets a watched variable. */
  setsCredentials(name: string): boolean {
    return this.closure.setters.has(name);
  }
}
