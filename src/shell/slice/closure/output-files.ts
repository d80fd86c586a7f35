/** Finds files that contain the output of programs of interest. */
import type { Statement } from "unbash";
import { readPart } from "./files-read.ts";
import { trailingName } from "../../syntax/names.ts";
import { GroupedEdges, reachable } from "../survey/reachable.ts";
import type { Sinks } from "./sinks.ts";
import type { Survey } from "../survey/survey.ts";

/** The names of files that curl, wget and similar programs write themselves. */
const OWN_OUTPUT = /\s(?:-\w*[oO]|--output(?:-document)?)[\s=]*["']?([^\s;&|<>()"']+)/g;

/**
 * The last components of the files' names, or the variables that contain the names: files that the commands write, and files
 * derived from these.
 */
export function answerFiles(survey: Survey, { sinks, printed, producers }: Sinks): ReadonlySet<string> {
  const names = new Set<string>();
  const statements = new Set<Statement>();
  for (const { text, place } of sinks) {
    for (const [, file] of text.matchAll(OWN_OUTPUT)) names.add(trailingName(file!) ?? file!);
    for (let one = place; one !== undefined; one = one.outer) statements.add(one.statement);
  }
  if (survey.written.size === 0) return names;
  const { texts } = survey;
  const bodies = bodiesOf(survey);
  /** What a statement writes contains answers if it reads one of the files that do. */
  const edges = new GroupedEdges<string, string, string>();
  const answers = new Map<string, boolean>();
  const isAnswer = (text: string): boolean => {
    let is = answers.get(text);
    if (is === undefined) {
      const read = readPart(text);
      answers.set(text, (is = texts.mentions(read, producers) || texts.mentions(read, printed)));
    }
    return is;
  };
  for (const [name, parts] of survey.written)
    for (const { place, uses } of parts) {
      if (place === undefined || statements.has(place.statement) || uses.some((use) => printed.has(use)))
        names.add(name);
      else {
        const text = place.text + (bodies.get(place.statement) ?? "");
        if (isAnswer(text)) names.add(name);
        else edges.add(text, () => new Set(texts.words(readPart(text))), name);
      }
    }
  return reachable(names, (name) => edges.from(name));
}

/** The here-documents of each statement, which its text does not contain. */
function bodiesOf({ calls, redirected }: Survey): ReadonlyMap<Statement, string> {
  const bodies = new Map<Statement, string>();
  const add = (statement: Statement | undefined, text: string): void => {
    if (statement !== undefined && text !== "") bodies.set(statement, `${bodies.get(statement) ?? ""}\n${text}`);
  };
  for (const call of calls) add(call.place?.statement, call.bodies);
  for (const { statement, text } of redirected) add(statement, text);
  return bodies;
}
