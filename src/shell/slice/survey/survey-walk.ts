/** Walks a script's syntax tree and records its fragments in a survey. */
import type { AndOr, Case, Function as FunctionNode, SyntaxNode } from "unbash";
import { expansions, identifiers } from "../../syntax/names.ts";
import { machineQuestions } from "../../syntax/machine-question.ts";
import type { Span } from "../../syntax/span.ts";
import { forEachChild } from "../../syntax/walk.ts";
import { LIMITS } from "../../values/limits.ts";
import type { Guard, Part, Place } from "./fragments.ts";
import { definedBy, writersOf } from "./sourced-files.ts";
import { Survey } from "./survey.ts";
import { CommandSurvey, type Position, mayVary } from "./survey-commands.ts";

/** Code, arithmetic, or an expansion that does more than name a variable. */
const MORE_THAN_NAMES = /[(`]|\$\[|\$\{[^}]*[^\w}]/;
const NOTHING: readonly string[] = [];
/** Code of up to this number of characters may be nested as deeply as the parser allows. */
const SHORT_TEXT = 16_384;

/** The last survey: rules evaluate one script several times before the next. */
let last: { readonly text: string; readonly tree: SyntaxNode; readonly survey: Survey } | undefined;

/** @param text of the script, which the offsets of the tree index */
export function surveyOf(text: string, tree: SyntaxNode): Survey {
  if (last?.tree !== tree || last.text !== text) last = { text, tree, survey: newSurvey(text, tree) };
  return last.survey;
}

function newSurvey(text: string, tree: SyntaxNode): Survey {
  const found = new Survey(text);
  new Walk(found, text).visit(tree, undefined);
  for (const call of writersOf(found)) {
    for (const definition of definedBy(call)) found.define(definition);
    found.keep(expansions(call.text + call.bodies));
  }
  return found;
}

class Walk {
  readonly #survey: Survey;
  readonly #commands: CommandSurvey;
  #source: string;
  #place: Place | undefined;
  #inside: string | undefined;
  /** Within a condition, whose failure `set -e` ignores. */
  #isTested = false;
  /** How many further characters of commands are examined. */
  #left: number;

  constructor(survey: Survey, text: string) {
    this.#survey = survey;
    this.#commands = new CommandSurvey(survey, text);
    this.#source = text;
    this.#left = SHORT_TEXT + LIMITS.nestedText * text.length;
  }

  visit(node: SyntaxNode, guard: Guard | undefined): void {
    const survey = this.#survey;
    const commands = this.#commands;
    const source = this.#source;
    switch (node.type) {
      case "Word":
        if (!MORE_THAN_NAMES.test(node.text)) return;
        break;
      case "Statement": {
        const inside = this.#inside;
        const outer = this.#place;
        const place = { statement: node, text: this.#slice(node), source, outer };
        this.#place = place;
        survey.statements.set(node, { text: "", uses: NOTHING, guard, inside, place });
        this.visit(node.command, guard);
        this.#place = outer;
        return;
      }
      case "Command":
        this.#left -= node.end - node.pos;
        if (this.#left < 0) {
          survey.isTooNested = true;
          return;
        }
        commands.add(node, this.#at(guard));
        if (MORE_THAN_NAMES.test(this.#slice(node))) break;
        for (const one of node.redirects) this.visit(one, guard);
        return;
      case "TestCommand":
        if (commands.errexit) {
          const slice = this.#slice(node);
          const ends = !this.#isTested;
          if (mayVary(slice)) survey.demanding.push({ ...survey.partAt(slice, this.#at(guard)), ends });
          else survey.failing.push(survey.partAt("", this.#at(guard)));
        }
        break;
      case "Redirected":
        for (const one of node.redirects)
          for (const text of [this.#slice(one), one.type === "HereDoc" ? one.body.text : ""])
            survey.redirected.push({ text, statement: this.#place?.statement });
        break;
      case "If": {
        this.#condition(node.clause, guard);
        let inner = this.#guarded(guard, node.clause);
        this.visit(node.then, inner);
        for (const one of node.elif) {
          this.#condition(one.clause, inner);
          inner = this.#guarded(inner, one.clause);
          this.visit(one.then, inner);
        }
        if (node.else !== undefined) this.visit(node.else, inner);
        return;
      }
      case "While":
        this.#condition(node.clause, guard);
        // The loop waits until something else changes the answer.
        for (const one of machineQuestions(this.#slice(node.clause))) this.#survey.ask(one, true);
        this.visit(node.body, this.#guarded(guard, node.clause));
        return;
      case "For":
      case "Select": {
        const given = node.wordlist ?? [];
        const text = node.wordlist === undefined ? '"$@"' : given.map((word) => this.#slice(word)).join(" ");
        const list = survey.partAt(text, this.#at(guard));
        survey.define({ ...list, name: node.name.value, reads: node.type === "Select" });
        for (const word of given) this.visit(word, guard);
        this.visit(node.body, { names: list.uses, outer: guard });
        return;
      }
      case "Case":
        this.#caseItems(node, guard);
        return;
      case "AndOr":
        this.#andOr(node, guard);
        return;
      case "Function":
        this.#functionBody(node, guard);
        return;
      case "Redirect":
        if (node.operator.includes(">") && node.target !== undefined)
          survey.writes(node.target.text, survey.partAt("", this.#at(guard)));
        break;
      case "ArithmeticFor": {
        const head = [node.initialize, node.test, node.update].filter((one) => one !== undefined);
        const { uses } = this.#arithmetic(head, guard);
        for (const one of head) this.visit(one, guard);
        this.visit(node.body, { names: uses, outer: guard });
        return;
      }
      case "ArithmeticCommand":
      case "ArithmeticExpansion": {
        const part = this.#arithmetic([node], guard);
        // `((N++))` fails if N was 0.
        if (commands.errexit && node.type === "ArithmeticCommand" && !this.#isTested)
          survey.demanding.push({ ...part, ends: true });
        break;
      }
      case "ParameterExpansion":
        commands.assigningExpansions(this.#slice(node), this.#at(guard));
        break;
      default:
    }
    if (node.type === "Script" && node.source !== undefined && node.source !== source)
      this.#nested(node, node.source, guard);
    else forEachChild(node, (child) => this.visit(child, guard));
  }

  /** Surveys arithmetic expressions: each variable in them may be assigned. */
  #arithmetic(all: readonly Span[], guard: Guard | undefined): Part {
    const survey = this.#survey;
    const uses = all.flatMap((one) => identifiers(this.#slice(one)));
    const part = { ...survey.partAt("", this.#at(guard)), uses };
    for (const name of new Set(uses)) survey.define({ ...part, name, reads: false });
    return part;
  }

  /** Visits code with offsets of its own. */
  #nested(node: SyntaxNode, source: string, guard: Guard | undefined): void {
    const outer = this.#source;
    this.#source = source;
    forEachChild(node, (child) => this.visit(child, guard));
    this.#source = outer;
  }

  #at(guard: Guard | undefined): Position {
    return { guard, inside: this.#inside, place: this.#place, source: this.#source, isTested: this.#isTested };
  }

  #slice({ pos, end }: Span): string {
    return this.#source.slice(pos, end);
  }

  #guarded(outer: Guard | undefined, node: Span): Guard {
    const text = this.#slice(node);
    const questions = machineQuestions(text);
    for (const one of questions) this.#survey.ask(one);
    return { names: this.#survey.texts.expansions(text), text, questions, outer };
  }

  #condition(node: SyntaxNode, guard: Guard | undefined): void {
    const outer = this.#isTested;
    this.#isTested = true;
    this.visit(node, guard);
    this.#isTested = outer;
  }

  #caseItems(node: Case, guard: Guard | undefined): void {
    this.visit(node.word, guard);
    let inner = this.#guarded(guard, node.word);
    for (const item of node.items) {
      for (const pattern of item.pattern) inner = this.#guarded(inner, pattern);
      this.visit(item.body, inner);
    }
  }

  #andOr(node: AndOr, guard: Guard | undefined): void {
    let inner = guard;
    for (const one of node.commands) {
      if (one === node.commands.at(-1)) this.visit(one, inner);
      else this.#condition(one, inner);
      inner = this.#guarded(inner, one);
    }
  }

  #functionBody(node: FunctionNode, guard: Guard | undefined): void {
    const name = node.name.value;
    const place = this.#place;
    const inside = this.#inside;
    const isTested = this.#isTested;
    if (place !== undefined) this.#survey.functions.push({ name, place, inside, guard });
    this.#survey.bodies.add(name);
    this.#inside = name;
    this.#isTested = false;
    this.visit(node.body, undefined);
    this.#inside = inside;
    this.#isTested = isTested;
  }
}
