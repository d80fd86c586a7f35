/** `--statistics`: prints the number of findings of each rule instead of the findings. */
import pico from "picocolors";
import type { Message } from "../lint/result.ts";
import { safeJson, visibleLine } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/terminal.ts";
import { remedyKind } from "./remedy.ts";
import { summary } from "./summary.ts";
import type { Report, Subject } from "./report.ts";

interface Count {
  /** As in ESLint; `null` for findings that come from no rule. */
  readonly ruleId: string | null;
  readonly name: string;
  count: number;
  errors: number;
  warnings: number;
  fixable: number;
  suggestions: number;
}

/** Counts the findings of each rule, and sorts them by frequency. */
class Counts {
  readonly #counts = new Map<string, Count>();

  add(message: Message): void {
    const { ruleId, severity } = message;
    const name = nameOf(message);
    let count = this.#counts.get(name);
    if (count === undefined)
      this.#counts.set(name, (count = { ruleId, name, count: 0, errors: 0, warnings: 0, fixable: 0, suggestions: 0 }));
    count.count++;
    if (severity === 2) count.errors++;
    else count.warnings++;
    const remedy = remedyKind(message);
    if (remedy === "fix") count.fixable++;
    if (remedy === "suggestion") count.suggestions++;
  }

  get sorted(): Count[] {
    return [...this.#counts.values()].toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}

/** Findings that come from no rule have the same names as in SARIF. */
const nameOf = ({ ruleId, fatal }: Message): string => ruleId ?? (fatal ? "parsing-error" : "unused-directive");

/** The methods that both reports share: they count findings and print nothing. */
function counting(counts: Counts): Pick<Report, "start" | "file" | "failure"> {
  return {
    start: () => "",
    file({ messages }) {
      for (const message of messages) counts.add(message);
      return "";
    },
    failure: () => "",
  };
}

/** For people: one line for each rule, then the summary. */
export function prettyStatistics({ isTrial }: Subject, { color }: Style): Report {
  const colors = pico.createColors(color);
  const counts = new Counts();
  return {
    ...counting(counts),
    *end(totals) {
      const all = counts.sorted;
      const digits = Math.max(0, ...all.map(({ count }) => String(count).length));
      const width = Math.max(0, ...all.map(({ name }) => name.length));
      for (const { name, count, errors, fixable, suggestions } of all) {
        const paint = errors > 0 ? colors.red : colors.yellow;
        const remedies = [
          ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
          ...(suggestions > 0 ? [`${suggestions} with suggestions`] : []),
        ];
        const line = `${String(count).padStart(digits)}  ${visibleLine(name).padEnd(width)}  ${remedies.join(", ")}`;
        yield `${paint(line.trimEnd())}\n`;
      }
      if (all.length > 0) yield "\n";
      yield summary(totals, isTrial, colors);
    },
  };
}

/** For programs: an array with one object for each rule. */
export function jsonStatistics(): Report {
  const counts = new Counts();
  return {
    ...counting(counts),
    end: () => [`${safeJson(JSON.stringify(counts.sorted, undefined, 2))}\n`],
  };
}
