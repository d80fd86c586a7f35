/** The variables of one path, as seen by a program that starts there (or by the shell itself). */
import type { AbstractString } from "./value.ts";
import type { Span } from "../spans/span.ts";

/** What removed a variable. `span` is the text that did it (`unset X`, the `sudo` word, …). */
export interface Removal {
  readonly by: "unset" | "sudo" | "su" | "runuser" | "env" | "exec" | "not exported" | "local ended" | "other";
  readonly span: Span;
  /** The binding that was removed. */
  readonly was: Binding;
}

export type Binding =
  /** The script never changed it: unset, unless the agent's environment (or `inputs.environment`) has it. */
  | {
      readonly state: "inherited";
      readonly exported: true;
      /** After `export X`: any value that the script assigns is exported. */
      readonly marked?: true | undefined;
      /** An enclosing shell has set it and does not export it, unless the environment already had it. */
      readonly removal?: Removal | undefined;
    }
  | {
      readonly state: "unset";
      readonly exported: boolean;
      readonly removal?: Removal | undefined;
      /**
       * In bash, the outer X that `local X` hides from the shell: programs see it until the local variable is assigned a value.
       */
      readonly behind?: Binding | undefined;
    }
  | {
      readonly state: "set";
      readonly exported: boolean;
      /** The script does not export it, but it is exported if the environment already had it. */
      readonly ifGiven?: true | undefined;
      readonly value: AbstractString;
      /** The words that gave the value; `undefined` if the value comes from the agent. */
      readonly span: Span | undefined;
      /** In bash, the exported outer X that `local +x X=…` hides from the shell: programs see it if this one is not exported. */
      readonly behind?: Binding | undefined;
      /** Elements of an array. An array is never in a child's environment, even if it is exported. */
      readonly array?: readonly AbstractString[] | undefined;
      /** For an array with possible unknown elements, in between or at the end: how many elements at its front are known. */
      readonly front?: number | undefined;
    }
  /** An unknown file was sourced or unknown text evaluated: the variable may have any value. */
  | {
      readonly state: "unknown";
      readonly exported: boolean;
      readonly span: Span;
      /** The script itself downloaded the code, which is not trusted to set what a local file is trusted to set. */
      readonly downloaded?: true | undefined;
      /** The words that were exported, if they are the reason: `NAME=value` of an unknown name. Only if what is printed is followed. */
      readonly words?: AbstractString | undefined;
      /** The value before, if it came from programs: the code probably left it as it was. */
      readonly was?: AbstractString | undefined;
    };

export interface Environment {
  /**
   * The alternatives for a variable on this path; nearly always one, several if a limit made paths join.
   * A program's environment contains what the program inherits. Alternatives in state "set" that are not exported are there
   * only for messages; a program does not see them.
   */
  get(name: string): readonly Binding[];
  /** The alternatives for every variable that `names` does not list. */
  others(): readonly Binding[];
  /** Names with any binding other than "inherited". */
  names(): Iterable<string>;
}
