/** What the evaluation of a script reports about flags: variables that it sets because of a failure; see `outcomes/flags.ts`. */
import type { Binding } from "../../model/environment.ts";
import type { Scope } from "../../model/invocation.ts";
import type { Consequence, Path } from "../path/path.ts";

/** The calls whose failure flags record, by the flags' slots. */
export type HeldFlags = ReadonlyMap<number, readonly number[]>;

/** A variable that a script has set because of a failure. */
export interface RaisedFlag {
  readonly name: string;
  /** The process that sets it (`undefined`: the script's own), and in how many processes that is nested. */
  readonly process: { readonly scope: Scope | undefined; readonly depth: number };
  /** The calls that failed. */
  readonly calls: readonly number[];
  /** Its values before and after. */
  readonly before: readonly Binding[];
  readonly after: readonly Binding[];
  /** Whether the script reads it anywhere. */
  readonly isRead: boolean;
  /** Whether a program may read it in its environment. */
  readonly isExported: boolean;
  /** Whether code that is not in the script may read it. */
  readonly isOpen: boolean;
}

export interface FlagTracker {
  /** The calls whose failure led to the path and counts as noticed only because of the response that follows. */
  answered(path: Path): readonly number[];
  /** The variables that record failures on the path. */
  names(path: Path): readonly string[];
  /** A response to a failure follows that sets these variables: until `raise`, their uses are not seen. */
  suspend(path: Path, names: Iterable<string>): HeldFlags;
  /** The response has set the variable. @param held what it recorded before */
  raise(path: Path, flag: RaisedFlag, held: HeldFlags): void;
  /**
   * A function or process ends with a status that it takes from the variables: `return $FAILED`. Who checks it, or reads one of the
   * variables, notices the failure.
   * @param held what they recorded, since `suspend`
   * @param scope the function or process; `undefined` for the script
   */
  passOn(path: Path, held: HeldFlags, scope: Scope | undefined): void;
  /** The value of the variable is read. */
  read(path: Path, name: string): void;
  /** The values of all variables may be read. */
  readAll(path: Path): void;
  /** The failure of these calls is noticed in another way. */
  notice(path: Path, calls: readonly number[]): void;
  /** The variable is assigned, with these bindings as the result. @param scopes the scopes around the assignment */
  assign(path: Path, name: string, scopes: readonly Scope[], after: readonly Binding[]): void;
  unset(path: Path, name: string, scopes: readonly Scope[]): void;
  /** The slots of the variable, for what a local variable hides. */
  slotsOf(name: string): readonly number[];
  /** The function ends in which the variable is local. */
  leaveLocal(path: Path, name: string): void;
  /** A process ends that began on `start`; returns what the process that started it learns. Changes the stages of calls on `end`. */
  leave(start: Pick<Path, "memory">, end: Path): readonly Consequence[];
  /** The calls in the slot on the path that results from joining `a` and `b`. */
  joined(a: Path, b: Path, slot: number): readonly number[] | undefined;
}
