/** Surveys a script: what its commands, conditions and expansions use and define. */
import type { SyntaxNode } from "unbash";
import { expansions } from "../../syntax/names.ts";
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
  for (const call of writersOf(found)) {
    for (const definition of definedBy(call)) found.define(definition);
    found.keep(expansions(call.text + call.bodies));
  }
  return found;
}
