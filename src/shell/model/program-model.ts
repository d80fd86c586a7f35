/**
 * The interface by which the evaluator asks what a program does. The evaluator itself knows no program: the layer above passes
 * a table of models.
 * See `src/programs/` for the models.
 */
import type { Environment } from "./environment.ts";
import type { Argument, Run } from "./invocation.ts";
import type { AbstractString } from "./value.ts";

/** How a program changes the environment for the program that it starts. */
export interface EnvironmentChange {
  /** Remove all variables but these; `undefined` removes none. */
  readonly keepOnly?: readonly string[] | undefined;
  readonly set?: readonly { readonly name: string; readonly value: AbstractString }[] | undefined;
  readonly unset?: readonly string[] | undefined;
  /** The program that makes the change, for messages. */
  readonly by: "sudo" | "su" | "runuser" | "env" | "exec" | "other";
  /** Whether the program runs on another host, which has other files. */
  readonly isRemote?: boolean | undefined;
}

/** One thing that a program does, as far as the script determines it. */
export type Effect =
  /** Starts `argv` (a wrapper: `timeout 5 aws …`). `optional`: possibly zero times (`xargs`, `find -exec`). */
  | {
      readonly kind: "start";
      readonly argv: readonly Argument[];
      readonly environment?: EnvironmentChange | undefined;
      /** stdin of the started program, if it is not the wrapper's own. */
      readonly stdin?: AbstractString | "none" | undefined;
      readonly optional?: boolean | undefined;
      /** The wrapper's status does not depend on the started program's status (`find -exec … \;`). */
      readonly unreported?: boolean | undefined;
    }
  /** Runs shell code in a process of its own: `bash -c TEXT args…`, `su -c TEXT`, a shell that reads stdin. */
  | {
      readonly kind: "shell";
      readonly code: AbstractString;
      /** The word that contains the code, for its span. */
      readonly from: Argument | undefined;
      /** The shell's base name, or `FROM_FILE`; `undefined` if unknown. */
      readonly interpreter?: string | undefined;
      /** `$0`, `$1` …; empty if `$0` is the shell's own name. stdin is that of the run, unless `code` was read from it. */
      readonly args: readonly Argument[];
      readonly environment?: EnvironmentChange | undefined;
      /** What it prints does not appear in the output of the step (`at`). */
      readonly isDetached?: boolean | undefined;
      readonly options?:
        | {
            readonly errexit?: boolean;
            readonly pipefail?: boolean;
            readonly nounset?: boolean;
            readonly allexport?: boolean;
            readonly xtrace?: boolean;
          }
        | undefined;
    }
  /** Writes a file, whose name may be unknown in part: `tee f`, `curl -o "$D/f"`. */
  | {
      readonly kind: "write";
      readonly path: string | AbstractString;
      readonly content: AbstractString;
      readonly append: boolean;
    }
  /** The file or directory is new: what is appended to it is its whole content. */
  | { readonly kind: "new"; readonly path: AbstractString }
  /** stdout is exactly this: `which aws`, `cat f`, `basename x`. Without this effect, stdout is the run's own output. */
  | { readonly kind: "output"; readonly value: AbstractString }
  /** The same for a shell that runs the output as code; stdout remains the run's own output. */
  | { readonly kind: "code"; readonly value: AbstractString }
  /** What it prints on stderr, if that is of interest. */
  | { readonly kind: "diagnostics"; readonly value: AbstractString }
  /** It has read stdin, so that what the next program finds there is unknown. */
  | { readonly kind: "read" }
  /** The exit status, if it is certain. */
  | { readonly kind: "status"; readonly success: boolean };

/**
 * Returns the effects of `run`. `recorded` is the run that its output refers to; an equal earlier start may have created it.
 */
export type ProgramModel = (run: Run, recorded: Run) => readonly Effect[];

/** The model of a program by its base name; `undefined` for a program without a model. */
export type ProgramTable = (name: string) => ProgramModel | undefined;

/** Programs whose failures are followed until the script checks them. */
export interface OutcomeInterest {
  /** Base names of the programs. */
  readonly programs: readonly string[];
  /** Whether all other programs are followed too. */
  readonly all?: boolean | undefined;
  /**
   * What the program's status verifies. "input": everything that it reads, since it fails if the input is empty (`grep`, `tar`);
   * "difference": the same, but a failure is also what the script expects of a new file (`cmp`);
   * "files": the files that its words name (`dpkg -i`); "list": its input, and also the files in a list (`sha256sum -c`); "scripts": files
   * that may also be empty (`bash x.sh`); arguments: these words (a token); "presence": only that the named files exist (`mv`).
   */
  judges(
    run: Run,
  ): "input" | "difference" | "files" | "list" | "scripts" | readonly Argument[] | "presence" | undefined;
  /**
   * Whether `reader`, of which only the presence of its files is verified, fails for an error page that a program received; `undefined` if it
   * fails for none.
   */
  rejectsErrorPages(reader: Run): ((source: Run) => boolean) | undefined;
  /** Matches text that may name a program whose status verifies something (`judges`). */
  readonly judging: RegExp;
  /** Whether the program prints something even if its input is empty: `wc`. */
  counts(run: Run): boolean;
  /** Whether the output shows how the program ended (`curl -w '%{http_code}'`), so that a message with it counts as a check. */
  states(run: Run): boolean;
  /** Whether it prints a number even if it fails: that is 0 then. */
  printsZero(run: Run): boolean;
  /** Whether programs print this text for a value that is missing. */
  isMissing(text: string): boolean;
}

export type { Environment };
