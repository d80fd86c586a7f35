/** Finds where a script's values are parsed a second time: as code by another shell, or by bash's arithmetic. */
import {
  baseName,
  type Evaluation,
  type InterpretedText,
  type Invocation,
  findComments,
  isWithin,
  parseTree,
  type ShellScript,
  type Span,
  embeddedSource,
  type Part,
  type Survey,
  evaluate,
} from "../../../shell/index.ts";
import { programs } from "../../../programs/table.ts";
import { codeForLater } from "./code-for-later.ts";
import { contextOf } from "../places/context-of.ts";
import { isEnvVar, permittedValues } from "../language/declared-values.ts";
import { plainPlace, type CronTable, type PasteContext } from "../scanner/paste-context.ts";
import { handingOn, type HandingOn } from "./handing-on.ts";
import { envVarName, type Pasted } from "../places/pasted-values.ts";
import { isPastedInto, pastedBefore, pastedInto } from "./pasted-into.ts";
import { placedIn, type Placed } from "../places/placed-placeholders.ts";
import { readersOf } from "./readers.ts";
import { mayReadAgain } from "./may-reread.ts";
import { readingOf } from "./through-xargs.ts";
import { placesTogether } from "../places/together.ts";

export interface SecondParse {
  /** The placeholder whose value is parsed again. */
  readonly pasted: Pasted;
  readonly as: "script" | "arithmetic";
  /** The position of the value in the text that is parsed; `undefined` for arithmetic. */
  readonly placed: Placed | undefined;
  /** The program or builtin that parses it: `eval`, `sh`, `ssh`; `((…))` for arithmetic. */
  readonly by: string;
  /** The text that is parsed again, in the step's script. */
  readonly span: Span;
  /** The value's context in the second parse. */
  readonly context: PasteContext;
  /** Whether the placeholder itself is in the text that is parsed again. */
  readonly isInside: boolean;
  /** Whether all values of the parameter in that text come from placeholders in it, and not from variables. */
  readonly isEachWritten: boolean;
  /** What happens to the agent's variable with `ENV_VAR`. */
  readonly handing: HandingOn;
}

const COMPUTED: PasteContext = { ...plainPlace("computed", "other"), isBash: true };

/** bash computes only with a text that is, as a whole, a name with a subscript. */
const NAMED: PasteContext = { ...COMPUTED, role: "name" };

const IN_EXPRESSION = {
  as: "arithmetic",
  placed: undefined,
  by: "((…))",
  isInside: false,
  isEachWritten: false,
  handing: { isDropped: false, sudo: undefined, instead: "argument" },
} as const;

function notHandedOn(by: string): HandingOn {
  return { isDropped: true, sudo: undefined, instead: by === "ssh" ? "stdin" : "argument" };
}

export interface SecondParses {
  /** In no particular order. */
  readonly parses: readonly SecondParse[];
  /** `undefined` if the text shows that nothing else is parsed again. */
  readonly evaluation: Evaluation | undefined;
}

const known = new WeakMap<readonly Pasted[], SecondParses>();

/**
 * Returns all second parses of a script, of parameters whose values may do harm or are passed in variables.
 * @param pasted all pasted values of the script, as `pastedValues` returns them
 */
export function secondParses(script: ShellScript, pasted: readonly Pasted[]): SecondParses {
  let found = known.get(pasted);
  if (found === undefined) known.set(pasted, (found = find(script, pasted)));
  return found;
}

function find(script: ShellScript, pasted: readonly Pasted[]): SecondParses {
  const counting = pasted.filter(({ declaration }) => isEnvVar(declaration) || permittedValues(declaration));
  const kind = script.interpreter.kind;
  // dash and busybox do not run the content of an array subscript.
  const computes = kind !== "dash" && kind !== "busybox";
  const found: SecondParse[] = computes ? counting.flatMap(expandedInExpression) : [];
  if (counting.length === 0 || !mayReadAgain(script.text)) return { parses: found, evaluation: undefined };
  const parameters = new Set(counting.map(({ placeholder }) => placeholder.name));
  const data = new Set(counting.filter(isData).map(({ placeholder }) => placeholder.name));
  const evaluation = followed(script, parameters, data);
  const { interpreted, invocations } = evaluation;
  for (const text of interpreted) {
    if (text.as === "script") found.push(...inCode(text, kind, pasted, handedOnTo(text, invocations)));
    if (computes && text.as === "arithmetic") found.push(...inExpression(text, COMPUTED, pasted));
    if (computes && text.as === "name") found.push(...inExpression(text, NAMED, pasted));
  }
  for (const { by, code, keepsEnvironment, table } of codeForLater(interpreted, invocations)) {
    const handedOn = keepsEnvironment ? handedOnTo(code, invocations) : () => notHandedOn(by);
    found.push(...inCode(code, kind, pasted, handedOn, table).map((one) => ({ ...one, by, isEachWritten: false })));
  }
  return { parses: found, evaluation };
}

/** Whether the first shell that parses the text reads nothing of the value as code. */
function isData({ context, declaration }: Pasted): boolean {
  return isEnvVar(declaration) || context?.quoting === "single";
}

/**
 * Evaluates the script on all paths, as far as the parameters' values matter. This is separate from the step's own evaluation,
 * which follows only what other rules watch.
 */
function followed(script: ShellScript, parameters: ReadonlySet<string>, data: ReadonlySet<string>): Evaluation {
  const readers = (survey: Survey): readonly Part[] => readersOf(survey, script, parameters, data);
  return evaluate(script, { programs, interest: { watched: [], readers, only: true, roughly: true } });
}

function handedOnTo(code: InterpretedText, invocations: readonly Invocation[]): (parameter: string) => HandingOn {
  return (parameter) => handingOn(code, invocations, envVarName(parameter));
}

function inCode(
  code: InterpretedText,
  kind: ShellScript["interpreter"]["kind"],
  pasted: readonly Pasted[],
  handedOn: (parameter: string) => HandingOn,
  table?: CronTable,
): readonly SecondParse[] {
  const { text, opaque } = embeddedSource(code.value, code);
  const tree = parseTree(text);
  const comments = findComments(text, text, tree);
  const facts = { kind, isSplit: code.isSplit, inComment: (span: Span) => isWithin(comments, span) };
  const origin = originsOf(code, pasted);
  const reading = readingOf([code.command?.name, ...(code.command?.args ?? [])]);
  const found = placedIn(tree, text, opaque).map((placed) => {
    const from = origin(placed.index);
    const byXargs = from === undefined || isPastedInto(code, from) ? undefined : reading;
    const context = from && contextOf(placed, { ...facts, byXargs, table });
    return { placed, from, name: from?.placeholder.name ?? "", context };
  });
  const contexts = placesTogether(found);
  const isEachWritten = eachWritten(code, pasted);
  const handings = rememberedBy(handedOn);
  return found.flatMap(({ from, placed }, at): readonly SecondParse[] => {
    const context = contexts[at];
    if (from === undefined || context === undefined) return [];
    const handing = handings(from.placeholder.name);
    const where = { isInside: isPastedInto(code, from), isEachWritten: isEachWritten(from.placeholder.name) };
    return [{ pasted: from, as: "script", placed, by: nameOf(code), span: code, context, ...where, handing }];
  });
}

function inExpression(text: InterpretedText, context: PasteContext, pasted: readonly Pasted[]): readonly SecondParse[] {
  const origin = originsOf(text, pasted);
  const unknown = text.value.filter(({ kind }) => kind !== "text");
  return unknown.flatMap((_, index): readonly SecondParse[] => {
    const from = origin(index);
    if (from === undefined) return [];
    return [{ ...IN_EXPRESSION, context, pasted: from, span: text }];
  });
}

/** The agent's variable in `((…))`: bash computes with the text that it expands to. */
function expandedInExpression(one: Pasted): readonly SecondParse[] {
  if (!isEnvVar(one.declaration) || one.context?.quoting !== "arithmetic") return [];
  return [{ ...IN_EXPRESSION, context: COMPUTED, pasted: one, span: one.placeholder }];
}

/** For each parameter in the code: whether the number of its values in the code equals the number of its placeholders there. */
function eachWritten(code: InterpretedText, pasted: readonly Pasted[]): (parameter: string) => boolean {
  const values = new Map<string, number>();
  for (const piece of code.value)
    if (piece.kind === "unknown" && piece.reason === "placeholder" && piece.name !== undefined)
      values.set(piece.name, (values.get(piece.name) ?? 0) + 1);
  const answers = new Map<string, boolean>();
  return (name) => {
    let is = answers.get(name);
    if (is === undefined) answers.set(name, (is = (values.get(name) ?? 0) === pastedInto(code, name, pasted).length));
    return is;
  };
}

/** Memoizes the function by name. */
function rememberedBy<Answer extends object>(answer: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    let found = answers.get(name);
    if (found === undefined) answers.set(name, (found = answer(name)));
    return found;
  };
}

function nameOf({ command }: InterpretedText): string {
  const name = command?.name?.value ?? "";
  return baseName(name) || "a shell";
}

/** Returns a function from the index of an unknown piece of the text to the placeholder whose value the piece is. */
function originsOf(code: InterpretedText, pasted: readonly Pasted[]): (index: number) => Pasted | undefined {
  const { pos, value } = code;
  const unknown = value.filter(({ kind }) => kind !== "text");
  const taken = new Map<string, number>();
  const insideOf = rememberedBy((name) => pastedInto(code, name, pasted));
  const origins = unknown.map((piece) => {
    if (piece.kind !== "unknown" || piece.reason !== "placeholder" || piece.name === undefined) return undefined;
    const { name } = piece;
    const inside = insideOf(name);
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    return inside[Math.min(count, inside.length - 1)] ?? pastedBefore(pos, name, pasted);
  });
  return (index) => origins[index];
}
