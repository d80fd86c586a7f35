/** Files that contain the messages of calls on stderr. */
import type { Redirection } from "unbash";
import type { Calls } from "./calls.ts";
import type { Path } from "../state/path/path.ts";
import { fileKey } from "../values/file-key.ts";
import type { Run } from "../model/invocation.ts";
import { knownText, type AbstractString } from "../model/value.ts";

/** How many calls of one file are remembered. */
const MOST = 512;

const NO_RUNS: ReadonlySet<Run> = new Set();

/** Whether it redirects stderr. */
export function isOfErrors({ descriptor }: Redirection): boolean {
  return descriptor?.type === "FileDescriptor" && descriptor.value === 2;
}

export class ErrorFiles {
  readonly #calls: Calls;
  /** For the key of each file, the calls whose messages it may contain. */
  readonly #runs = new Map<string, Set<Run>>();

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * The messages of the runs are in this file, instead of others unless they are appended.
   * @param readable the slots of calls whose status can still be read
   */
  keep(path: Path, runs: readonly Run[], name: AbstractString, append: boolean, readable: readonly number[]): void {
    const key = fileKey(name);
    const all = this.#runs.get(key) ?? new Set();
    if (!append) {
      const others = [...all].filter((one) => !runs.includes(one));
      this.#calls.lose(path, others, readable);
    }
    for (const run of runs) {
      if (knownText(name)?.startsWith("/dev/") !== true) this.#calls.printsErrors.add(run);
      if (all.size < MOST) all.add(run);
      // The redirection is around the command: `for …; do aws …; done 2> err`.
      if (!run.invocation.command.redirects.some(isOfErrors)) this.#calls.collected.add(run);
    }
    this.#runs.set(key, all);
  }

  /** The calls whose messages the file of this name may contain. */
  runsOf(name: AbstractString): ReadonlySet<Run> {
    return this.#runs.size === 0 ? NO_RUNS : (this.#runs.get(fileKey(name)) ?? NO_RUNS);
  }
}
