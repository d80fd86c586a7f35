/** Files with texts and the report on each: all messages, their ranges, and what their fixes and suggestions change. */
import { Linter } from "eslint";
import { configurationOf } from "../../support/document-findings.ts";
import { COLUMN, document, FIRST_LINE } from "../../support/rule-tester.ts";

const START = "═══ ";
const REPORT = "─── report\n";
/** Stands for a carriage return, which Git would remove. */
const RETURN = "␍";

/** A block of more lines is recorded once. */
const MOST_REPEATED = 4;

/** A script, or a whole file. */
export interface Subject {
  /** `script`, `script` with the parameters of its document as JSON, or the name of a file. */
  readonly title: string;
  readonly text: string;
}

interface Edit {
  readonly range: [number, number];
  readonly text: string;
}

const linter = new Linter({ configType: "flat", cwd: "/" });

/** The scripts and files in a file of recorded reports. */
export function subjectsIn(recorded: string): readonly Subject[] {
  return recorded
    .split(START)
    .slice(1)
    .map((part) => part.split(REPORT)[0]!.replaceAll(RETURN, "\r"))
    .map((part) => ({ title: part.slice(0, part.indexOf("\n")), text: part.slice(part.indexOf("\n") + 1, -1) }));
}

/** A file of recorded reports. */
export function reportsOn(subjects: readonly Subject[], rules: Linter.RulesRecord): string {
  const config: Linter.Config = { ...configurationOf(rules), files: ["**/*.{yaml,json,tf}"] };
  const long = new Set<string>();
  return subjects
    .map(({ title, text }) => {
      const isScript = title.startsWith("script");
      const report = isScript
        ? reportOn(documentOf(text, title), { filename: "/doc.yaml", first: FIRST_LINE, column: COLUMN }, config, long)
        : reportOn(text, { filename: `/${title}`, first: 1, column: 1 }, config, long);
      return `${START}${title}\n${text}\n${REPORT}${report}`.replaceAll("\r", RETURN);
    })
    .join("");
}

/** The document of a script. Its parameters follow the step, so that all scripts begin in the same line. */
function documentOf(script: string, title: string): string {
  const parameters = title.slice("script".length);
  return document(script) + (parameters === "" ? "" : `parameters:${parameters}\n`);
}

/** Where the text starts in the linted file. */
interface Place {
  readonly filename: string;
  readonly first: number;
  readonly column: number;
}

/** @param long the long blocks of lines that are in the file of reports already. */
function reportOn(text: string, place: Place, config: Linter.Config, long: Set<string>): string {
  const changed = ({ range: [from, to], text: inserted }: Edit): string => {
    const before = text.split("\n");
    const after = `${text.slice(0, from)}${inserted}${text.slice(to)}`.split("\n");
    let line = 1;
    for (; before.length > 0 && before[0] === after[0]; line++) {
      before.shift();
      after.shift();
    }
    while (before.length > 0 && before.at(-1) === after.at(-1)) {
      before.pop();
      after.pop();
    }
    const signed = (sign: string, all: readonly string[]): readonly string[] =>
      all.map((one) => `${sign} ${one.slice(place.column - 1)}`);
    const lines = [...signed("-", before), ...signed("+", after)];
    const block = lines.join("\n");
    const shown = long.has(block) ? [lines[0]!, `… ${lines.length} lines as above`] : lines;
    if (lines.length > MOST_REPEATED) long.add(block);
    return shown.map((one, index) => `    ${index === 0 ? `${line - place.first + 1}: ` : ""}${one}\n`).join("");
  };
  const at = (line = 0, column = 0): string => `${line - place.first + 1}:${column - place.column + 1}`;
  const entries = linter.verify(text, [config], { filename: place.filename }).map((found) => {
    const range = `${at(found.line, found.column)} to ${at(found.endLine, found.endColumn)}`;
    const fix = found.fix === undefined ? "" : `  fix:\n${changed(found.fix)}`;
    const offered = (found.suggestions ?? []).map(({ desc, fix: edit }) => `  suggestion: ${desc}\n${changed(edit)}`);
    return `${range} ${found.ruleId} ${found.messageId}: ${found.message}\n${fix}${offered.join("")}`;
  });
  return entries.toSorted().join("");
}
