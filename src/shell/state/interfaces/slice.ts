/** What the evaluation of a script asks of its program slice: which variables, files, functions and statements can matter. */
import type { Statement } from "unbash";
import type { FileUse } from "./file-use.ts";

/** Each answer is on the safe side: what may matter matters. */
export interface Slice {
  /** Whether text tools are of interest, which take something out of what they read. */
  readonly isReading: boolean;
  /** Whether paths that differ in the variable are kept apart. */
  has(variable: string): boolean;
  /** Whether the variable's values are wanted one by one, though nothing that matters depends on which it is. */
  hasValues(variable: string): boolean;
  /** Whether statements that give the variable a value are followed because something of interest depends on them. */
  isFollowed(variable: string): boolean;
  /** Whether code that is kept somewhere expands the variable: it may be read at any place. */
  isKept(variable: string): boolean;
  /** Whether changes of the variable are of interest of themselves. */
  isWatched(variable: string): boolean;
  /** Whether the content of the file is of interest of itself: programs read it though their arguments do not name it. */
  isWatchedFile(path: string): boolean;
  /**
   * Whether anything that matters happens in the statement. One of which this is not true can be passed over where nobody
   * looks at what it prints or at its status.
   */
  matters(statement: Statement): boolean;
  /** Whether something of interest depends on the statement, or may, however much is followed. */
  isMarked(statement: Statement): boolean;
  /**
   * What becomes of a file that the script writes.
   * @param words of its name, and the variables in it.
   */
  useOfFile(words: readonly string[]): FileUse;
  /** Whether a call of the function matters. */
  functionMatters(name: string): boolean;
  /** Whether something that matters may depend on what the function is called with, or on what it changes. */
  isDecisive(name: string): boolean;
  /** Whether the function runs what it is called with, so that no call tells of the next. */
  runsWords(name: string): boolean;
  /** Whether calls that are followed until somebody notices that they failed stand in the function, or in one that it calls. */
  holdsCalls(name: string): boolean;
  /** Whether text tools that are of interest run in the function: each call may have them take something else. */
  readsText(name: string): boolean;
  /** Whether the function, or one that it calls, sets a watched variable. */
  setsCredentials(name: string): boolean;
}
