/** Surveys a script: what its commands, conditions and expansions use and define. */
import type { SyntaxNode } from "unbash";
import { expansions } from "../../syntax/names.ts";
import { composedCallees } from "./composed-callees.ts";
import { definedBy, writersOf } from "./sourced-files.ts";
import { Survey } from "./survey.ts";
import { SurveyWalk } from "./survey-walk.ts";

/** The last survey: rules evaluate one script several times before the next. */
let last: { readonly text: string; readonly tree: SyntaxNode; readonly survey: Survey } | undefined;

/** @param text of the script, which the offsets of the tree index */
export function surveyOf(text: string, tree: SyntaxNode): Survey {
  if (last?.tree !== tree || last.text !== text) last = { text, tree, survey: newSurvey(text, tree) };
  return last.survey;
}

function newSurvey(text: string, tree: SyntaxNode): Survey {
  const found = new Survey(text);
  new SurveyWalk(found, text).visit(tree, undefined);
  resolveComposedNames(found);
  for (const call of writersOf(found)) {
    for (const definition of definedBy(call)) found.define(definition);
    found.keep(expansions(call.text + call.bodies));
  }
  return found;
}

/** Adds the functions that commands with composed names may call: `"do_$X"`, and `$RUN` after `RUN=do_$X`. */
function resolveComposedNames({ bodies, calls, definitions }: Survey): void {
  if (bodies.size === 0) return;
  const known = new Map<string, readonly string[]>();
  const functionsFor = (word: string): readonly string[] => {
    let functions = known.get(word);
    if (functions === undefined) known.set(word, (functions = composedCallees(word, bodies)));
    return functions;
  };
  for (const [index, call] of calls.entries()) {
    const { callee, callees, named = "" } = call;
    const values = (definitions.get(named) ?? []).map(({ text }) => text.slice(text.indexOf("=") + 1));
    const functions = new Set([callee, ...values].flatMap(functionsFor));
    if (functions.size > 0) calls[index] = { ...call, callees: [...callees, ...functions] };
  }
}
