/**
 * The origins of the text that a command reads: the variables that it expands, the files that the script wrote, the arguments
 * of the enclosing function, and the inputs of the enclosing loops and groups.
 */
import type { AndOr, Pipeline, PipelineNode, Redirection, Statement } from "unbash";
import type { Guard, Part, Place } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { isWithin } from "../../spans/within-spans.ts";
import { groupBy } from "../../../grouping/group-by.ts";

/** All commands that may contribute to what the readers read, or to whether they read it. */
export function originsOf(readers: readonly Part[], survey: Survey): ReadonlySet<Part> {
  const { definitions, written, texts } = survey;
  const origins = new Set<Part>();
  const open: Part[] = [];
  const names = new Set<string>();
  const files = new Set<string>();
  const functions = new Set<string>();
  /** Functions whose output is read. */
  const printing = new Set<string>();
  let callsIn: ReadonlyMap<string | undefined, readonly Part[]> | undefined;
  const places = new Set<Place>();
  const guards = new Set<Guard>();
  const add = (one: Part): void => {
    if (origins.has(one)) return;
    origins.add(one);
    open.push(one);
  };
  const addNames = (all: readonly string[]): void => {
    for (const name of all) {
      if (names.has(name)) continue;
      names.add(name);
      definitions.get(name)?.forEach(add);
    }
  };
  const addText = (text: string): void => {
    addNames(texts.expansions(text));
    if (written.size === 0) return;
    for (const word of texts.words(text)) {
      if (files.has(word)) continue;
      files.add(word);
      written.get(word)?.forEach(add);
    }
  };
  const addFunctions = (text: string): void => {
    if (!texts.mentions(text, survey.bodies)) return;
    for (const word of texts.words(text))
      if (survey.bodies.has(word) && !printing.has(word)) {
        printing.add(word);
        callsIn ??= groupBy(survey.calls, ({ inside }) => inside);
        callsIn.get(word)?.forEach(add);
      }
  };
  readers.forEach(add);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    addNames(one.uses);
    addText(one.text);
    for (let guard = one.guard; guard !== undefined && !guards.has(guard); guard = guard.outer) {
      guards.add(guard);
      addNames(guard.names);
    }
    let within: Place | undefined;
    for (let place = one.place; place !== undefined && !places.has(place); within = place, place = place.outer) {
      // From another command in the same place, other commands may come before it in a pipeline.
      if (within === undefined || pipelinesIn(place.statement.command).length === 0) places.add(place);
      for (const text of feeding(place.statement.command, place.source)) addText(text);
      for (const text of printersFor(place, within, one.text === "")) {
        addText(text);
        addFunctions(text);
      }
    }
    const { inside } = one;
    if (inside === undefined || functions.has(inside)) continue;
    functions.add(inside);
    survey.callsTo(inside).forEach(add);
  }
  return origins;
}

/** The pipelines of a statement, not of statements inside it. */
export function pipelinesIn(command: Statement["command"]): readonly Pipeline[] {
  const nodes = command.type === "AndOr" ? command.commands : [command];
  return nodes.filter((node): node is Pipeline => node.type === "Pipeline");
}

/**
 * The texts of the stages before a command in the statement's pipelines, and of the commands whose output a redirection writes.
 * @param within the statement with the command in one of the stages; `undefined` if the command is itself a stage
 * @param writes whether a redirection is meant
 */
function printersFor({ statement, source }: Place, within: Place | undefined, writes: boolean): readonly string[] {
  const { command } = statement;
  const stages = pipelinesIn(command).flatMap(({ commands }) => {
    const own = within?.source === source ? commands.findIndex((one) => isWithin([one], within.statement)) : -1;
    return commands.slice(0, own === -1 ? -1 : own);
  });
  const written = writes && within === undefined ? (command.type === "AndOr" ? command.commands : [command]) : [];
  return [...stages, ...written].map(({ pos, end }) => source.slice(pos, end));
}

/** The text of the inputs of a statement's commands: the other commands of a pipeline, redirections of a loop or group. */
export function inputsOf({ statement: { command }, source }: Place): readonly string[] {
  return (command.type === "AndOr" ? command.commands : [command])
    .filter(({ type }) => type === "Pipeline" || type === "Redirected")
    .flatMap((one) => feeding(one, source));
}

/** The text of the sources of input lines in a statement: whole pipelines, redirections of a loop or group. */
export function linesFor({ statement: { command }, source }: Place): readonly string[] {
  return (command.type === "AndOr" ? command.commands : [command])
    .flatMap((one): readonly { readonly pos: number; readonly end: number }[] =>
      one.type === "Pipeline" ? [one] : one.type === "Redirected" ? one.redirects : [],
    )
    .map(({ pos, end }) => source.slice(pos, end));
}

/** The source text of the parts of a command from which its other parts may read, and of its here-documents. */
function feeding(node: PipelineNode | AndOr, source: string): readonly string[] {
  switch (node.type) {
    case "Command":
      return [source.slice(node.pos, node.end), ...node.redirects.flatMap((one) => bodyOf(one))];
    case "Redirected":
      return node.redirects.flatMap((one) => [source.slice(one.pos, one.end), ...bodyOf(one)]);
    case "Pipeline":
    case "AndOr":
      return node.commands.flatMap((one) => feeding(one, source));
    default:
      return [];
  }
}

function bodyOf(one: Redirection): readonly string[] {
  return one.type === "HereDoc" ? [one.body.text] : [];
}
