/** Files that hold what programs of interest print. */
import type { Statement } from "unbash";
import { readPart } from "./files-read.ts";
import type { Call, Part } from "./parts.ts";
import type { Survey } from "./survey.ts";

/** The names of files that curl, wget and their like write by themselves. */
const OWN_OUTPUT = /\s(?:-\w*[oO]|--output(?:-document)?)[\s=]*["']?([^\s;&|<>()"']+)/g;
/** The last part of a file's name. */
const LAST_PART = /[\w.-]+$/;

/**
 * The last parts of the files' names, or the variables that hold the names: what the commands write, and what is made of that.
 * @param printed variables that hold what the commands print.
 */
export function answerFiles(
  survey: Survey,
  sinks: ReadonlySet<Call>,
  printed: ReadonlySet<string>,
): ReadonlySet<string> {
  const names = new Set<string>();
  const statements = new Set<Statement>();
  const producers = new Set<string>();
  for (const { text, inside, place } of sinks) {
    for (const [, file] of text.matchAll(OWN_OUTPUT)) names.add(LAST_PART.exec(file!)?.[0] ?? file!);
    if (inside !== undefined) producers.add(inside);
    for (let one = place; one !== undefined; one = one.outer) statements.add(one.statement);
  }
  if (survey.written.size === 0) return names;
  for (const { callee, inside } of survey.calls)
    if (inside !== undefined && producers.has(callee)) producers.add(inside);
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
