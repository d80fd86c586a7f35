/** Surveys a script: what its commands, conditions and expansions use and define. */
import type { SyntaxNode } from "unbash";
import { expansions } from "../../syntax/names.ts";
import { composedCallees, MOST_CALLEES } from "./composed-callees.ts";
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

/** How many values of one variable are examined. */
const MOST_VALUES = 64;

/** Adds the functions that commands with composed names may call: `"do_$X"`, and `$RUN` after `RUN=do_$X`. */
function resolveComposedNames({ bodies, calls, definitions }: Survey): void {
  if (bodies.size === 0) return;
  const byName = new Map<string, readonly string[]>();
  const functionsFor = (word: string): readonly string[] => {
    let functions = byName.get(word);
    if (functions === undefined) byName.set(word, (functions = composedCallees(word, bodies)));
    return functions;
  };
  const byVariable = new Map<string, readonly string[]>();
  const functionsIn = (variable: string): readonly string[] => {
    let functions = byVariable.get(variable);
    if (functions === undefined) {
      const values = (definitions.get(variable) ?? []).slice(0, MOST_VALUES);
      const all = values.flatMap(({ text }) => functionsFor(text.slice(text.indexOf("=") + 1)));
      byVariable.set(variable, (functions = [...new Set(all)].slice(0, MOST_CALLEES)));
    }
    return functions;
  };
  for (const [index, call] of calls.entries()) {
    const { callee, callees, named = "" } = call;
    const functions = [...functionsFor(callee), ...functionsIn(named)];
    if (functions.length > 0) calls[index] = { ...call, callees: [...new Set([...callees, ...functions])] };
  }
}
