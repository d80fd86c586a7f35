/** Files that hold what programs of interest print. */
import type { Statement } from "unbash";
import { readPart } from "./files-read.ts";
import { lastPart } from "../syntax/names.ts";
import type { Part } from "./fragments.ts";
import type { Sinks } from "./sinks.ts";
import type { Survey } from "./survey.ts";

/** The names of files that curl, wget and their like write by themselves. */
const OWN_OUTPUT = /\s(?:-\w*[oO]|--output(?:-document)?)[\s=]*["']?([^\s;&|<>()"']+)/g;

/**
 * The last parts of the files' names, or the variables that hold the names: what the commands write, and what is made of that.
 */
export function answerFiles(survey: Survey, { sinks, printed, producers }: Sinks): ReadonlySet<string> {
  const names = new Set<string>();
  const statements = new Set<Statement>();
  for (const { text, place } of sinks) {
    for (const [, file] of text.matchAll(OWN_OUTPUT)) names.add(lastPart(file!) ?? file!);
    for (let one = place; one !== undefined; one = one.outer) statements.add(one.statement);
  }
  if (survey.written.size === 0) return names;
  const holds = ({ place, uses }: Part): boolean => {
    if (place === undefined || statements.has(place.statement) || uses.some((name) => printed.has(name))) return true;
    const read = readPart(place.text);
    const { texts } = survey;
    return texts.mentions(read, names) || texts.mentions(read, producers) || texts.mentions(read, printed);
  };
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const [name, parts] of survey.written) if (!names.has(name) && parts.some(holds)) names.add(name);
  }
  return names;
}
