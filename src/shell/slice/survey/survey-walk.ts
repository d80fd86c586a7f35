/** Walks a script's syntax tree. */
import type {
  AndOr,
  ArithmeticCommand,
  ArithmeticExpansionPart,
  ArithmeticFor,
  Case,
  Command,
  For,
  Function as FunctionNode,
  If,
  Select,
  Statement,
  SyntaxNode,
  TestCommand,
  While,
} from "unbash";
import { identifiers } from "../../syntax/names.ts";
import { machineQuestions } from "../../syntax/machine-question.ts";
import type { Span } from "../../spans/span.ts";
import { forEachChild } from "../../syntax/walk.ts";
import { LIMITS } from "../../limits/limits.ts";
import type { Guard, Part, Place } from "./fragments.ts";
import type { Survey } from "./survey.ts";
import { CommandSurvey, type Position, mayVary } from "./survey-commands.ts";

/** Code, arithmetic, or an expansion that does more than name a variable. */
const MORE_THAN_NAMES = /[(`]|\$\[|\$\{[^}]*[^\w}]/;
const NOTHING: readonly string[] = [];
/** Code of up to this number of characters may be nested as deeply as the parser allows. */
const SHORT_TEXT = 16_384;

/** Records the fragments of a script, its functions and conditions in a survey. */
export class SurveyWalk {
  readonly #survey: Survey;
  readonly #commands: CommandSurvey;
  #source: string;
  #place: Place | undefined;
  /** The statement whose arithmetic expression is being examined. */
  #computed: Place | undefined;
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
    switch (node.type) {
      case "Word":
        return MORE_THAN_NAMES.test(node.text) ? this.#children(node, guard) : undefined;
      case "Statement":
        return this.#statement(node, guard);
      case "Command":
        return this.#command(node, guard);
      case "If":
        return this.#branches(node, guard);
      case "While":
        return this.#repeated(node, guard);
      case "For":
      case "Select":
        return this.#overWords(node, guard);
      case "ArithmeticFor":
        return this.#arithmeticFor(node, guard);
      case "Case":
        return this.#caseItems(node, guard);
      case "AndOr":
        return this.#andOr(node, guard);
      case "Function":
        return this.#functionBody(node, guard);
      case "ArithmeticCommand":
      case "ArithmeticExpansion":
        return this.#arithmeticNode(node, guard);
      default:
        this.#record(node, guard);
        return this.#children(node, guard);
    }
  }

  /** Records what the node itself does, apart from what the nodes in it do. */
  #record(node: SyntaxNode, guard: Guard | undefined): void {
    const survey = this.#survey;
    switch (node.type) {
      case "TestCommand":
        this.#test(node, guard);
        break;
      case "Redirected":
        for (const one of node.redirects)
          for (const text of [this.#slice(one), one.type === "HereDoc" ? one.body.text : ""])
            survey.redirected.push({ text, statement: this.#place?.statement });
        break;
      case "Redirect":
        if (node.operator.includes(">") && node.target !== undefined)
          survey.writes(node.target.text, survey.partAt("", this.#at(guard)));
        break;
      case "ParameterExpansion":
        this.#commands.assigningExpansions(this.#slice(node), this.#at(guard));
        break;
      default:
    }
  }

  #children(node: SyntaxNode, guard: Guard | undefined): void {
    const outer = this.#source;
    // The code of a script in a string has offsets of its own.
    if (node.type === "Script") this.#source = node.source ?? outer;
    forEachChild(node, (child) => this.visit(child, guard));
    this.#source = outer;
  }

  #statement(node: Statement, guard: Guard | undefined): void {
    const outer = this.#place;
    const place = { statement: node, text: this.#slice(node), source: this.#source, outer };
    this.#place = place;
    this.#survey.statements.set(node, { text: "", uses: NOTHING, guard, inside: this.#inside, place });
    this.visit(node.command, guard);
    this.#place = outer;
  }

  #command(node: Command, guard: Guard | undefined): void {
    this.#left -= node.end - node.pos;
    if (this.#left < 0) {
      this.#survey.isTooNested = true;
      return;
    }
    this.#commands.add(node, this.#at(guard));
    if (MORE_THAN_NAMES.test(this.#slice(node))) return this.#children(node, guard);
    for (const one of node.redirects) this.visit(one, guard);
  }

  /** A test that may end the script under `set -e`. */
  #test(node: TestCommand, guard: Guard | undefined): void {
    if (!this.#commands.errexit) return;
    const survey = this.#survey;
    const slice = this.#slice(node);
    const ends = !this.#isTested;
    if (mayVary(slice)) survey.demanding.push({ ...survey.partAt(slice, this.#at(guard)), ends });
    else survey.failing.push(survey.partAt("", this.#at(guard)));
  }

  #branches(node: If, guard: Guard | undefined): void {
    this.#condition(node.clause, guard);
    let inner = this.#guarded(guard, node.clause);
    this.visit(node.then, inner);
    for (const one of node.elif) {
      this.#condition(one.clause, inner);
      inner = this.#guarded(inner, one.clause);
      this.visit(one.then, inner);
    }
    if (node.else !== undefined) this.visit(node.else, inner);
  }

  #repeated(node: While, guard: Guard | undefined): void {
    this.#condition(node.clause, guard);
    // The loop waits until something else changes the answer.
    for (const one of machineQuestions(this.#slice(node.clause))) this.#survey.ask(one, true);
    this.visit(node.body, this.#guarded(guard, node.clause));
  }

  #overWords(node: For | Select, guard: Guard | undefined): void {
    const survey = this.#survey;
    const given = node.wordlist ?? [];
    const text = node.wordlist === undefined ? '"$@"' : given.map((word) => this.#slice(word)).join(" ");
    const list = survey.partAt(text, this.#at(guard));
    survey.define({ ...list, name: node.name.value, reads: node.type === "Select" });
    for (const word of given) this.visit(word, guard);
    this.visit(node.body, { names: list.uses, outer: guard });
  }

  #arithmeticFor(node: ArithmeticFor, guard: Guard | undefined): void {
    const head = [node.initialize, node.test, node.update].filter((one) => one !== undefined);
    const { uses } = this.#arithmetic(head, guard);
    for (const one of head) this.visit(one, guard);
    this.visit(node.body, { names: uses, outer: guard });
  }

  #arithmeticNode(node: ArithmeticCommand | ArithmeticExpansionPart, guard: Guard | undefined): void {
    const outer = this.#computed;
    // The identifiers in nested arithmetic are those of the outermost expression, too.
    if (outer === undefined || outer !== this.#place) {
      const part = this.#arithmetic([node], guard);
      // `((N++))` fails if N was 0.
      if (this.#commands.errexit && node.type === "ArithmeticCommand" && !this.#isTested)
        this.#survey.demanding.push({ ...part, ends: true });
    }
    this.#computed = this.#place;
    this.#children(node, guard);
    this.#computed = outer;
  }

  /** Surveys arithmetic expressions: each variable in them may be assigned. */
  #arithmetic(all: readonly Span[], guard: Guard | undefined): Part {
    const survey = this.#survey;
    const uses = all.flatMap((one) => identifiers(this.#slice(one)));
    const part = { ...survey.partAt("", this.#at(guard)), uses };
    for (const name of new Set(uses)) survey.define({ ...part, name, reads: false });
    return part;
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
