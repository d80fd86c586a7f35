/** Variables that are correlated with what matters. */
import type { Guard } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { STATUS } from "./outcome-marks.ts";

interface Known {
  /** Whether it contains a status, or depends on that of a function with calls: `f || FAILED=1`. */
  readonly dependsOnStatus: boolean;
  /** The conditions that matter under which the variable is set. */
  guards: ReadonlySet<Guard>;
  /** How many conditions mattered then. */
  among: number;
}

export class Correlations {
  readonly #survey: Survey;
  readonly #names: ReadonlySet<string>;
  readonly #relevant: ReadonlySet<Guard>;
  readonly #calling: ReadonlySet<string>;
  /** How many conditions mattered, and those whose variables, and those of all conditions around them, were determined for any end. */
  #among = 0;
  readonly #settled = new Set<Guard>();
  /** By variable. */
  readonly #known = new Map<string, Known>();

  /**
   * @param names the variables that matter so far.
   * @param relevant the conditions that matter so far.
   * @param calling the functions with calls for which it is followed whether their failure is noticed.
   */
  constructor(survey: Survey, names: ReadonlySet<string>, relevant: ReadonlySet<Guard>, calling: ReadonlySet<string>) {
    this.#calling = calling;
    this.#survey = survey;
    this.#names = names;
    this.#relevant = relevant;
  }

  /**
   * The variables that decide whether the script ends and that are correlated with what matters: those that contain or depend on a
   * status, which reveals the outcome of an earlier command, and those that are set together with a variable that matters, under one
   * condition. What is known about one of these then reveals something about the other, unless the end of the script is itself
   * under that condition. The caller adds each to the variables that matter.
   * @param guard the conditions of the end.
   */
  *decidersOf(guard: Guard | undefined): Iterable<string> {
    if (this.#among !== this.#relevant.size) this.#settled.clear();
    this.#among = this.#relevant.size;
    const passed: Guard[] = [];
    let isSettled = true;
    for (let one = guard; one !== undefined && !this.#settled.has(one); one = one.outer) {
      passed.push(one);
      for (const name of one.names) {
        if (this.#names.has(name)) continue;
        const { dependsOnStatus, guards } = this.#of(name);
        if (dependsOnStatus || isAnyOutside(guards, guard)) yield name;
        else isSettled &&= guards.size === 0;
      }
    }
    if (isSettled) for (const one of passed) this.#settled.add(one);
  }

  /** Whether the condition calls one of the functions with calls. */
  #isCallOf(guard: Guard | undefined): boolean {
    return (
      guard?.text !== undefined && this.#calling.size > 0 && this.#survey.texts.mentions(guard.text, this.#calling)
    );
  }

  #of(name: string): Known {
    const all = this.#survey.definitions.get(name) ?? [];
    let known = this.#known.get(name);
    if (known === undefined) {
      const dependsOnStatus = all.some(({ text, guard }) => STATUS.test(text) || this.#isCallOf(guard));
      known = { dependsOnStatus, guards: new Set(), among: 0 };
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

/** Whether any of the conditions is neither `guard` nor around it. */
function isAnyOutside(conditions: ReadonlySet<Guard>, guard: Guard | undefined): boolean {
  let outside = conditions.size;
  for (let one = guard; one !== undefined && outside > 0; one = one.outer) if (conditions.has(one)) outside--;
  return outside > 0;
}
