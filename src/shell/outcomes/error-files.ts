/** Files that contain the messages of calls on stderr. */
import type { Calls } from "./calls.ts";
import type { Path } from "../state/path/path.ts";
import { fileKey } from "../values/file-key.ts";
import type { Run } from "../model/invocation.ts";
import type { AbstractString } from "../model/value.ts";

/** How many calls of one file are remembered. */
const MOST = 512;

const NO_RUNS: ReadonlySet<Run> = new Set();

export class ErrorFiles {
  private readonly calls: Calls;
  /** For the key of each file, the calls whose messages it may contain. */
  private readonly runs = new Map<string, Set<Run>>();

  constructor(calls: Calls) {
    this.calls = calls;
  }

  /**
   * The messages of the run are in this file, instead of others unless they are appended.
   * @param readable the slots of calls whose status can still be read
   */
  keep(path: Path, run: Run, name: AbstractString, append: boolean, readable: readonly number[]): void {
    const key = fileKey(name);
    const runs = this.runs.get(key) ?? new Set();
    if (!append)
      this.calls.lose(
        path,
        [...runs].filter((one) => one !== run),
        readable,
      );
    if (runs.size < MOST) this.runs.set(key, runs.add(run));
  }

  /** The calls whose messages the file of this name may contain. */
  runsOf(name: AbstractString): ReadonlySet<Run> {
    return this.runs.size === 0 ? NO_RUNS : (this.runs.get(fileKey(name)) ?? NO_RUNS);
  }
}
