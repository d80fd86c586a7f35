/** What the evaluation of a script asks of its program slice: which variables, files, functions and statements can matter. */
import type { Statement } from "unbash";
import type { FileUse } from "./file-use.ts";

/** Each answer is conservative: anything that may matter matters. */
export interface Slice {
  /** Whether text tools, which extract parts of what they read, are of interest. */
  readonly isReading: boolean;
  /** Whether paths that differ in the variable are kept apart. */
  has(variable: string): boolean;
  /** Whether the script asks any question to the machine again (`machine-question.ts`) while nothing changes the answer. */
  readonly repeatsQuestions: boolean;
  /** Whether it asks this question again. */
  isRepeated(question: string): boolean;
  /** Whether the variable's single values are needed, though nothing that matters depends on which one it has. */
  hasValues(variable: string): boolean;
  /** Whether statements that assign the variable are followed because something of interest depends on them. */
  isFollowed(variable: string): boolean;
  /** Whether the script may read the variable anywhere. */
  isRead(variable: string): boolean;
  /** Whether code that is not evaluated may read the variable. */
  mayReadUnseen(variable: string): boolean;
  /** Whether stored code expands the variable, so that the variable may be read anywhere. */
  isKept(variable: string): boolean;
  /** Whether changes of the variable are of interest in themselves. */
  isWatched(variable: string): boolean;
  /** Whether the text may be the start of the name of such a variable. */
  mayStartWatched(text: string): boolean;
  /** Whether the first word of the text is the name or the path of a program of interest. */
  isCommand(text: string): boolean;
  /** Whether the content of the file is of interest in itself: programs read it though their arguments do not name it. */
  isWatchedFile(path: string): boolean;
  /**
   * Whether anything that matters happens in the statement. A statement for which this is false can be skipped if nothing reads
   * its output or its status.
   */
  matters(statement: Statement): boolean;
  /** Whether something of interest depends, or may depend, on the statement, regardless of how much is followed. */
  isMarked(statement: Statement): boolean;
  /**
   * How the content of a file that the script writes is used.
   * @param words the words in its name, and the variables in it.
   */
  useOfFile(words: readonly string[]): FileUse;
  /** Whether a call of the function matters. */
  functionMatters(name: string): boolean;
  /** The functions of the script whose bodies call the function. */
  callersOf(name: string): readonly string[];
  /** Whether something that matters may depend on the function's arguments or on what it changes. */
  isDecisive(name: string): boolean;
  /** Whether the function runs its arguments as a command, so that one call predicts nothing about the next. */
  runsWords(name: string): boolean;
  /** Whether the function, or a function that it calls, contains calls whose failures are followed until they are noticed. */
  holdsCalls(name: string): boolean;
  /** Whether the function, or a function that it calls, may check whether a call has failed. */
  checksCalls(name: string): boolean;
  /** Whether the function may read variables whose names are its arguments. */
  readsNamed(name: string): boolean;
  /** Whether text tools that are of interest run in the function: in each call they may extract something else. */
  readsText(name: string): boolean;
  /** Whether the function, or a function that it calls, sets a watched variable. */
  setsCredentials(name: string): boolean;
}
