/**
 * How the evaluator asks what a program does, without knowing any: the floor above hands it a table.
 * See `src/programs/` for the programs.
 */
import type { Environment } from "./environment.ts";
import type { Argument, Run } from "./invocation.ts";
import type { AbstractString } from "./value.ts";

/** How a program's start changes the environment for the program that it starts itself. */
export interface EnvironmentChange {
  /** Drop everything but these names; `undefined` drops nothing. */
  readonly keepOnly?: readonly string[] | undefined;
  readonly set?: readonly { readonly name: string; readonly value: AbstractString }[] | undefined;
  readonly unset?: readonly string[] | undefined;
  /** Who does it, for messages. */
  readonly by: "sudo" | "su" | "runuser" | "env" | "exec" | "other";
}

/** One thing that a program does, as far as the script can tell. */
export type Effect =
  /** Starts `argv` (a wrapper: `timeout 5 aws …`). `optional`: may start it no times (`xargs`, `find -exec`). */
  | {
      readonly kind: "start";
      readonly argv: readonly Argument[];
      readonly environment?: EnvironmentChange | undefined;
      /** stdin of the started program, where it is not the wrapper's own. */
      readonly stdin?: AbstractString | "none" | undefined;
      readonly optional?: boolean | undefined;
      /** The status does not say how the started program ended (`find -exec … \;`). */
      readonly unreported?: boolean | undefined;
    }
  /** Runs shell code in a process of its own: `bash -c TEXT args…`, `su -c TEXT`, a shell that reads stdin. */
  | {
      readonly kind: "shell";
      readonly code: AbstractString;
      /** The word that holds the code, for its span. */
      readonly from: Argument | undefined;
      /** The shell's base name, or `FROM_FILE`; `undefined` if it is not known. */
      readonly interpreter?: string | undefined;
      /** `$0`, `$1` …; empty where `$0` is the shell's own name. stdin is the run's own, unless it is what `code` was read from. */
      readonly args: readonly Argument[];
      readonly environment?: EnvironmentChange | undefined;
      readonly options?:
        | {
            readonly errexit?: boolean;
            readonly pipefail?: boolean;
            readonly allexport?: boolean;
            readonly xtrace?: boolean;
          }
        | undefined;
    }
  /** Writes a file whose name is known: `tee f`, `curl -o f`. */
  | {
      readonly kind: "write";
      readonly path: string | AbstractString;
      readonly content: AbstractString;
      readonly append: boolean;
    }
  /** stdout is this and nothing else: `which aws`, `cat f`, `basename x`. Without it stdout is the run's own output. */
  | { readonly kind: "output"; readonly value: AbstractString }
  /** What it prints on stderr, where that is of interest. */
  | { readonly kind: "diagnostics"; readonly value: AbstractString }
  /** The exit status where it is certain. */
  | { readonly kind: "status"; readonly success: boolean }
  /** The environment of the *calling* shell is unchanged and the program never comes back: `reboot`, `shutdown` do not count. */
  | { readonly kind: "ends" };

/** `recorded`: the run that what it prints is known by; it may have been started before in the same way. */
export type ProgramModel = (run: Run, recorded: Run) => readonly Effect[];

/** The model of a program by its base name, `undefined` for a program without one. */
export type ProgramTable = (name: string) => ProgramModel | undefined;

/** Programs whose failures are followed until somebody notices them. */
export interface OutcomeInterest {
  /** Base names. */
  readonly programs: readonly string[];
  /** All other programs are followed too. */
  readonly all?: boolean | undefined;
  /**
   * Of what the program's status says whether it is what it should be: all that it reads (`grep`, `tar` fail if nothing comes),
   * files that its words name (`bash x.sh`), those of a list too (`sha256sum -c`), or these of its words (a token); or only whether
   * those files are there (`mv`).
   */
  judges(run: Run): "input" | "files" | "list" | readonly Argument[] | "presence" | undefined;
  /** Matches a text that may name such a program. */
  readonly judging: RegExp;
  /** Whether the program prints something even where nothing comes: `wc`. */
  counts(run: Run): boolean;
}

export type { Environment };
