/** Variables that are correlated with what matters. */
import type { Guard } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { STATUS } from "./outcome-marks.ts";

interface Known {
  readonly containsStatus: boolean;
  /** The conditions that matter under which the variable is set. */
  guards: ReadonlySet<Guard>;
  /** How many conditions mattered then. */
  among: number;
}

export class Correlations {
  readonly #survey: Survey;
  readonly #relevant: ReadonlySet<Guard>;
  /** By variable. */
  readonly #known = new Map<string, Known>();

  /** @param relevant the conditions that matter so far. */
  constructor(survey: Survey, relevant: ReadonlySet<Guard>) {
    this.#survey = survey;
    this.#relevant = relevant;
  }

  /**
   * The variables that decide whether the script ends and that are correlated with what matters: those that contain a status,
   * which reveals the outcome of an earlier command, and those that are set together with a variable that matters, under one
   * condition. What is known about one of these then reveals something about the other, unless the end of the script is itself
   * under that condition.
   * @param guard the conditions of the end.
   */
  *decidersOf(guard: Guard | undefined): Iterable<string> {
    const around = new Set<Guard>();
    for (let one = guard; one !== undefined; one = one.outer) around.add(one);
    for (const { names } of around) for (const name of names) if (this.#isCorrelated(name, around)) yield name;
  }

  #isCorrelated(name: string, around: ReadonlySet<Guard>): boolean {
    const { containsStatus, guards } = this.#of(name);
    if (containsStatus || guards.size > around.size) return true;
    for (const one of guards) if (!around.has(one)) return true;
    return false;
  }

  #of(name: string): Known {
    const all = this.#survey.definitions.get(name) ?? [];
    let known = this.#known.get(name);
    if (known === undefined) {
      known = { containsStatus: all.some(({ text }) => STATUS.test(text)), guards: new Set(), among: 0 };
      this.#known.set(name, known);
    }
    if (known.among !== this.#relevant.size) {
      const guards = all.flatMap(({ guard }) => (guard !== undefined && this.#relevant.has(guard) ? [guard] : []));
      known.guards = new Set(guards);
      known.among = this.#relevant.size;
    }
    return known;
  }
}
