/**
 * The origins of the text that a command reads: the variables that it expands, the files that the script wrote, the arguments
 * of the enclosing function, and the inputs of the enclosing loops and groups.
 */
import type { AndOr, Pipeline, PipelineNode, Redirection, Statement } from "unbash";
import type { Guard, Part, Place } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { isWithin } from "../../spans/within-spans.ts";
import { groupBy } from "../../../grouping/group-by.ts";

type Stage = Pipeline["commands"][number];

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
  /** Places, and those stages of their pipelines that contain other places. */
  const visited = new Set<Place | Stage>();
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
  const addPrinters = ({ source }: Place, nodes: readonly PipelineNode[]): void => {
    for (const { pos, end } of nodes) {
      const text = source.slice(pos, end);
      addText(text);
      addFunctions(text);
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
    // A redirection writes the output of the commands before it.
    if (one.text === "" && one.place !== undefined) addPrinters(one.place, commandsOf(one.place.statement));
    let within: Place | undefined;
    for (let { place } = one; place !== undefined; within = place, place = place.outer) {
      const stage = within && stageWith(within, place);
      if (visited.has(stage ?? place)) break;
      visited.add(stage ?? place);
      for (const text of feeding(place.statement.command, place.source)) addText(text);
      addPrinters(place, stagesBefore(stage, place));
    }
    const { inside } = one;
    if (inside === undefined || functions.has(inside)) continue;
    functions.add(inside);
    survey.callsTo(inside).forEach(add);
  }
  return origins;
}

/** The commands, or pipelines, of a statement, not of statements inside it. */
function commandsOf({ command }: Statement): readonly PipelineNode[] {
  return command.type === "AndOr" ? command.commands : [command];
}

/** The pipelines of a statement, not of statements inside it. */
export function pipelinesOf(statement: Statement): readonly Pipeline[] {
  return commandsOf(statement).filter((node): node is Pipeline => node.type === "Pipeline");
}

/** The stage of the outer statement's pipelines that contains the inner one; `undefined` if none does. */
function stageWith(inner: Place, outer: Place): Stage | undefined {
  if (inner.source !== outer.source) return undefined;
  const stages = pipelinesOf(outer.statement).flatMap(({ commands }) => commands);
  return stages.find((stage) => isWithin([stage], inner.statement));
}

/** The stages before this one in its pipeline; of the other pipelines of the statement, all stages but the last. */
function stagesBefore(stage: Stage | undefined, { statement }: Place): readonly PipelineNode[] {
  return pipelinesOf(statement).flatMap(({ commands }) => {
    const at = stage === undefined ? -1 : commands.indexOf(stage);
    return commands.slice(0, at);
  });
}

/** The text of the inputs of a statement's commands: the other commands of a pipeline, redirections of a loop or group. */
export function inputsOf({ statement, source }: Place): readonly string[] {
  return commandsOf(statement)
    .filter(({ type }) => type === "Pipeline" || type === "Redirected")
    .flatMap((one) => feeding(one, source));
}

/** The text of the sources of input lines in a statement: whole pipelines, redirections of a loop or group. */
export function linesFor({ statement, source }: Place): readonly string[] {
  return commandsOf(statement)
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
