/** The baseline's part in a run: hold back old findings, say which are gone, write what the arguments ask for. */
import { dirname, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import type { Arguments } from "../arguments/parse.ts";
import type { RuleLayer } from "../config/config.ts";
import { Failure, systemReason } from "../support/failure.ts";
import { nearestWith } from "../support/find-up.ts";
import type { FileResult } from "../lint/result.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Terminal } from "../terminal/terminal.ts";

const baselineName = ".ssmlint-baseline.json";

export interface Settled {
  readonly results: FileResult[];
  /** Findings that the baseline held back. */
  readonly held: number;
  /** What to tell the person, apart from the report. */
  readonly notes: readonly string[];
}

export class Baselines {
  readonly #args: Arguments;
  readonly #path: string | undefined;
  readonly #terminal: Terminal;
  /** Rules that the command line turns off for this run. */
  readonly #off: ReadonlySet<string>;

  /**
   * @param configFile the configuration in force: the baseline stands beside it. Without one it is the nearest at or above
   *   the current directory, or else one in the current directory.
   * @param rules as the command line sets them.
   */
  constructor(args: Arguments, configFile: string | undefined, rules: RuleLayer["rules"], terminal: Terminal) {
    this.#args = args;
    this.#terminal = terminal;
    this.#off = new Set(Object.entries(rules).flatMap(([name, [severity]]) => (severity === 0 ? [`ssm/${name}`] : [])));
    if (args.baseline === false) this.#path = undefined;
    else if (args.baseline !== undefined) this.#path = resolve(terminal.cwd, args.baseline);
    else if (configFile !== undefined) this.#path = join(dirname(configFile), baselineName);
    else this.#path = join(nearestWith(baselineName, terminal.cwd) ?? terminal.cwd, baselineName);
    const isWritten = args.suppressAll || args.prune;
    if (args.baseline && !isWritten && !existsSync(this.#path!)) {
      throw new Failure(`--baseline ${args.baseline}: there is no such file. Write it with --suppress-all.`);
    }
  }

  /** @param looked the files that the run looked at. */
  async settle(results: FileResult[], looked: ReadonlySet<string>): Promise<Settled> {
    const path = this.#path;
    const { suppressAll, prune } = this.#args;
    if (path === undefined || (!suppressAll && !existsSync(path))) return { results, held: 0, notes: [] };
    const baseline = await import("./baseline.ts");
    const checked = (file: string, rule: string) => !this.#off.has(rule) && (looked.has(file) || !existsSync(file));
    let current = baseline.readBaseline(path);
    const notes: string[] = [];
    if (suppressAll) {
      current = baseline.suppressAll(path, results, current, checked);
      await this.#write(baseline.baselineText(current));
      const count = baseline.countEntries(current.files);
      notes.push(`${shownPath(this.#terminal.cwd, path)} now holds ${count} finding${count === 1 ? "" : "s"}.`);
    }
    if (current === undefined) return { results, held: 0, notes };
    const applied = baseline.applyBaseline(results, current, checked);
    const gone = baseline.countEntries(applied.stale);
    if (gone > 0 && prune) {
      await this.#write(baseline.baselineText(baseline.pruned(current, applied.stale)));
      notes.push(
        `${gone} finding${gone === 1 ? " is" : "s are"} gone, and so out of ${shownPath(this.#terminal.cwd, path)}.`,
      );
    } else if (gone > 0) {
      const files = Object.keys(applied.stale).join(", ");
      notes.push(
        `${gone} finding${gone === 1 ? " of the baseline is" : "s of the baseline are"} no longer there (${files}). Run with --prune.`,
      );
    }
    return { results: applied.results, held: applied.held, notes };
  }

  async #write(text: string): Promise<void> {
    const { writeWhole } = await import("../support/atomic-write.ts");
    try {
      writeWhole(this.#path!, text);
    } catch (error) {
      throw new Failure(`${this.#path}: the baseline could not be written: ${systemReason(error)}.`);
    }
  }
}
