/** Finds the baseline and applies it in a run: suppresses findings, reports stale entries, and writes what the arguments request. */
import { dirname, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import type { Arguments } from "../arguments/arguments.ts";
import { fullRuleName, type RuleLayer } from "../config/config.ts";
import { Failure, systemReason } from "../support/failure.ts";
import { nearestWith } from "../support/find-up.ts";
import type { FileResult } from "../lint/result.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Baseline, Checked } from "./baseline.ts";

const baselineName = ".ssmlint-baseline.json";

/** The baseline's part in a run. */
export interface BaselineInUse {
  /** Returns the result with the findings suppressed that the baseline contains. */
  apply(result: FileResult): FileResult;
  /** Called after the last result: returns how many findings were suppressed, and the notes to print apart from the report. */
  finish(): Promise<{ readonly held: number; readonly notes: readonly string[] }>;
}

const none: BaselineInUse = { apply: (result) => result, finish: async () => ({ held: 0, notes: [] }) };

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export class Baselines {
  readonly #args: Arguments;
  /** Path of the baseline, whether or not the file exists; `undefined` if no baseline is to be used. */
  readonly path: string | undefined;
  readonly #terminal: Terminal;
  /** Rules that the command line turns off for this run. */
  readonly #off: ReadonlySet<string>;

  /**
   * @param configFile the configuration in force. The baseline is in the same directory. Without a configuration it is the
   * nearest
   * baseline at or above the current directory, or else a new file in the current directory.
   * @param rules as set on the command line.
   */
  constructor(args: Arguments, configFile: string | undefined, rules: RuleLayer["rules"], terminal: Terminal) {
    this.#args = args;
    this.#terminal = terminal;
    this.#off = new Set(
      Object.entries(rules).flatMap(([name, [severity]]) => (severity === 0 ? [fullRuleName(name)] : [])),
    );
    if (args.baseline === false) this.path = undefined;
    else if (args.baseline !== undefined) this.path = resolve(terminal.cwd, args.baseline);
    else if (configFile !== undefined) this.path = join(dirname(configFile), baselineName);
    else this.path = join(nearestWith(baselineName, terminal.cwd) ?? terminal.cwd, baselineName);
    const isWritten = args.suppressAll || args.prune;
    if (args.baseline && !isWritten && !existsSync(this.path!)) {
      throw new Failure(`--baseline ${args.baseline}: there is no such file. Create it with --suppress-all.`);
    }
  }

  /**
   * Reads the baseline, and returns an object that applies it to one result after another.
   * @param searched the files that the run checks.
   * @throws {Failure} if the baseline cannot be read.
   */
  async open(searched: ReadonlySet<string>): Promise<BaselineInUse> {
    const path = this.path;
    const { suppressAll } = this.#args;
    if (path === undefined || (!suppressAll && !existsSync(path))) return none;
    const checked = (file: string, rule: string) => !this.#off.has(rule) && (searched.has(file) || !existsSync(file));
    const { readBaseline } = await import("./baseline.ts");
    const before = readBaseline(path);
    if (suppressAll) return this.#suppressing(path, before, checked);
    return before === undefined ? none : this.#applied(before, checked);
  }

  async #suppressing(path: string, before: Baseline | undefined, checked: Checked): Promise<BaselineInUse> {
    const { NewBaseline, baselineText, countEntries } = await import("./baseline.ts");
    const next = new NewBaseline(path, before, checked);
    return {
      apply: (result) => next.add(result),
      finish: async () => {
        await this.#write(baselineText(next.baseline));
        const count = plural(countEntries(next.baseline.files), "finding");
        return { held: next.held, notes: [`${this.#shown} now contains ${count}.`] };
      },
    };
  }

  async #applied(before: Baseline, checked: Checked): Promise<BaselineInUse> {
    const { AppliedBaseline, baselineText, countEntries, pruneBaseline } = await import("./baseline.ts");
    const applied = new AppliedBaseline(before);
    return {
      apply: (result) => applied.apply(result),
      finish: async () => {
        const stale = applied.stale(checked);
        const gone = countEntries(stale);
        const { held } = applied;
        if (gone === 0) return { held, notes: [] };
        if (!this.#args.prune) {
          const files = Object.keys(stale).join(", ");
          const note = `${plural(gone, "finding")} in the baseline no longer ${gone === 1 ? "occurs" : "occur"} (${files}). Run with --prune.`;
          return { held, notes: [note] };
        }
        await this.#write(baselineText(pruneBaseline(before, stale)));
        return {
          held,
          notes: [
            `${plural(gone, "finding")} that no longer ${gone === 1 ? "occurs" : "occur"} ${gone === 1 ? "was" : "were"} removed from ${this.#shown}.`,
          ],
        };
      },
    };
  }

  get #shown(): string {
    return shownPath(this.#terminal.cwd, this.path!);
  }

  async #write(text: string): Promise<void> {
    const { writeWhole } = await import("../support/atomic-write.ts");
    try {
      await writeWhole(this.path!, text);
    } catch (error) {
      throw new Failure(`${this.path}: the baseline could not be written: ${systemReason(error)}.`);
    }
  }
}
