/**
 * The ways through one command (nondeterministic choice by re-evaluation). Code with several possibilities calls `choose` and continues
 * with one of them. The command is then evaluated again, from the same state, for each of the others.
 */
import { weigh } from "../../limits/effort.ts";
import { LIMITS } from "../../limits/limits.ts";
import { isOverdrawn, markWork, rewindWork, settleWork, type WorkMark } from "../../limits/work.ts";
import type { Path } from "./path.ts";

interface Choice {
  readonly options: readonly unknown[];
  taken: number;
  /** Where the possibilities had been determined. */
  readonly mark: WorkMark;
}

export class Choices {
  readonly #log: Choice[] = [];
  #next = 0;
  /** Set if there were too many ways: the possibilities are then joined. */
  readonly #together: boolean;

  constructor(together: boolean) {
    this.#together = together;
  }

  /**
   * Returns one of the possibilities. `options` is called once for all ways that agree so far, and must not change the path;
   * `joined` returns one possibility that represents all of them.
   */
  choose<T>(options: () => readonly T[], joined: (all: readonly T[]) => T): T {
    const choice = this.#log[this.#next];
    if (choice !== undefined) {
      this.#next++;
      rewindWork(choice.mark);
      return choice.options[choice.taken] as T;
    }
    const nested = this.#next;
    let all = options();
    this.#next = nested + 1;
    if (this.#together && all.length > 1) all = [joined(all)];
    this.#log.push({ options: all, taken: 0, mark: markWork() });
    return all[0]!;
  }

  /** Advances to the next way; returns `false` if there is none. */
  advance(): boolean {
    this.#next = 0;
    for (let last = this.#log.at(-1); last !== undefined; last = this.#log.at(-1)) {
      if (++last.taken < last.options.length) return true;
      this.#log.pop();
    }
    return false;
  }
}

/**
 * Evaluates `body` from `path` on every way; `path` itself is not changed. `cut` is called if ways had to be joined.
 *
 * Ways that agree so far must make the same choices. Each therefore begins with the same budget for work: with what the others have
 * left of it, a value that was known on the first way could be unknown on the next, which would then ask for another choice.
 */
export function explore(
  path: Path,
  body: (path: Path, choices: Choices) => readonly Path[],
  cut: () => void,
): readonly Path[] {
  const choices = new Choices(false);
  const start = markWork();
  const first = body(path.clone(), choices);
  if (!choices.advance()) return first;
  const results = [...first];
  let ways = 1;
  do {
    if (++ways > LIMITS.ways || isOverdrawn()) {
      settleWork(start);
      cut();
      return body(path.clone(), new Choices(true));
    }
    weigh("way");
    rewindWork(start);
    results.push(...body(path.clone(), choices));
  } while (choices.advance());
  settleWork(start);
  return results;
}
