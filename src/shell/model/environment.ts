/** The variables of one path, as a program that starts there (or the shell itself) sees them. */
import type { AbstractString } from "./value.ts";
import type { Span } from "../syntax/span.ts";

/** What took a variable away. `span` is the text that did it (`unset X`, the `sudo` word, …). */
export interface Removal {
  readonly by: "unset" | "sudo" | "su" | "runuser" | "env" | "exec" | "not exported" | "local ended" | "other";
  readonly span: Span;
  /** The binding that was taken away. */
  readonly was: Binding;
}

export type Binding =
  /** The script never touched it: unset, unless the agent's environment (or `inputs.environment`) has it. */
  | {
      readonly state: "inherited";
      readonly exported: true;
      /** `export X`: whatever the script gives it is exported. */
      readonly marked?: true | undefined;
      /** A shell around this one has set it and does not export it, unless the environment had it before. */
      readonly removal?: Removal | undefined;
    }
  | {
      readonly state: "unset";
      readonly exported: boolean;
      readonly removal?: Removal | undefined;
      /** In bash, what `local X` hides of an outer X from the shell: programs see that until the local one is given a value. */
      readonly behind?: Binding | undefined;
    }
  | {
      readonly state: "set";
      readonly exported: boolean;
      /** The script does not export it; where the environment had it before, it is exported for all that. */
      readonly ifGiven?: true | undefined;
      readonly value: AbstractString;
      /** The words that gave the value; `undefined` where the agent did. */
      readonly span: Span | undefined;
      /** An array: never in a child's environment, even when exported. */
      readonly array?: readonly AbstractString[] | undefined;
      /** Of an array that may have further elements, in between or behind: how many at its front are known one by one. */
      readonly front?: number | undefined;
    }
  /** An unknown file was sourced or unknown text evaluated: it may be anything. */
  | {
      readonly state: "unknown";
      readonly exported: boolean;
      readonly span: Span;
      /** The code was downloaded by the script itself: it is not taken to set what a local file is trusted to set. */
      readonly downloaded?: true | undefined;
      /** The words that were exported, if they are the reason: `NAME=value` of an unknown name. Only if what is printed is followed. */
      readonly words?: AbstractString | undefined;
    };

export interface Environment {
  /**
   * The alternatives for a variable on this path; nearly always one. Several where a limit made paths join.
   * A program's environment holds what it inherits: its alternatives in state "set" and not exported are there only so
   * that messages can speak of them; a program does not see them.
   */
  get(name: string): readonly Binding[];
  /** The alternatives for every variable that `names` does not list. */
  others(): readonly Binding[];
  /** Names with any binding other than "inherited". */
  names(): Iterable<string>;
}
