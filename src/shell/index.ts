/**
 * The shell layer: parses a script into its syntax tree and evaluates it to the programs that it starts, with the arguments and
 * environment of each. This layer knows no program; the caller passes the table of program models. This file exports what other
 * layers use; nothing else is imported from outside.
 *
 * The technique, directory by directory:
 * - `slice/`: program slicing (Weiser 1981) by reaching definitions (Aho, Lam, Sethi, Ullman, "Compilers", section 9.2.4). What
 *   a rule watches is the slicing criterion; statements that it does not depend on are skipped.
 * - `paths/`, `refinement/`: abstract interpretation (Cousot and Cousot 1977), path by path, with trace partitioning (Mauborgne
 *   and Rival 2005). Paths are joined when they no longer differ in anything that is read later, loops end by widening, and a
 *   tested condition refines the values of its variables.
 * - `liveness/`: live-variable analysis (Aho, Lam, Sethi, Ullman, section 9.2.5) across functions and processes.
 * - `expansion/`, `assignment/`: word expansion in the order of POSIX.1-2017, Shell Command Language, section 2.6.
 * - `outcomes/`: typestate (Strom and Yemini 1986) of calls that may have failed.
 * - `embedded/`: code in strings and files, evaluated in the shell that runs it.
 * - `model/`: the types of the results; `values/`: operations on abstract strings; `syntax/`: unbash's tree, spans and
 *   comments.
 */
export { commandShares, mostCommands } from "./limits/command-shares.ts";
export { bindingKey } from "./values/equality.ts";
export { SPECIAL_BUILTINS } from "./builtins/special.ts";
export { NUMERIC_OPERATORS } from "./conditionals/numeric-test.ts";
export { evaluate } from "./evaluate.ts";
export { NO_FILES, type LastingFiles } from "./model/lasting-file.ts";
export { baseName } from "./syntax/base-name.ts";
export { embeddedAround, embeddedOf, endsEmbedded, isEmbedded } from "./model/embedded-scripts.ts";
export type { Binding, Environment } from "./model/environment.ts";
export {
  isOfAgentsUser,
  isUncalled,
  type Argument,
  type Fact,
  type Invocation,
  type Run,
  type Scope,
} from "./model/invocation.ts";
export {
  firstNotFollowed,
  FROM_FILE,
  type Cut,
  type EmbeddedScript,
  type Evaluation,
  type InterpretedText,
  type PrintedText,
  type VariableEvent,
} from "./model/evaluation.ts";
export { type Circumstances, type LostFlag } from "./model/circumstances.ts";
export { isOneProgram } from "./model/program-words.ts";
export type { Effect, EnvironmentChange, OutcomeInterest, ProgramModel, ProgramTable } from "./model/program-model.ts";
export {
  emptiness,
  isNeverSet,
  hasOptional,
  knownText,
  outline,
  shownText,
  UNKNOWN_TEXT,
  printersOf,
  type AbstractString,
  type KnownText,
  type OutputText,
  type Piece,
  type UnknownText,
  type MatchPlace,
  type WordPlace,
} from "./model/value.ts";
export { loopExit } from "./outcomes/attempt-syntax.ts";
export { COMPOSED_COMMAND } from "./slice/criterion/composed-names.ts";
export { programNames, type Interest, type WatchedNames } from "./slice/criterion/criterion.ts";
export type { Call, Part, Place } from "./slice/survey/fragments.ts";
export { Reach } from "./slice/flow/reach.ts";
export type { Survey } from "./slice/survey/survey.ts";
export { Decisions, type Condition, type Decided } from "./state/path/decisions.ts";
export { DECLARATIONS } from "./syntax/builtin-names.ts";
export { isInBroken } from "./syntax/broken-statements.ts";
export { findComments } from "./syntax/comments.ts";
export { canFollow } from "./syntax/control-order.ts";
export {
  insertedLines,
  insertionAfter,
  insertionBefore,
  isBetweenLines,
  statementsAround,
  topStatement,
} from "./syntax/insertion-point.ts";
export { interpreterOf } from "./syntax/interpreter.ts";
export { isLoop } from "./syntax/loops.ts";
export { firstFrom, lastUpTo } from "./spans/sorted-positions.ts";
export { expansions, identifiers, isOwnProgram, isVariableName, trailingName } from "./syntax/names.ts";
export { scriptsIn } from "./syntax/nested-scripts.ts";
export { OPAQUE } from "./syntax/opaque.ts";
export { mayUseErrexit } from "./syntax/shell-options.ts";
export { isTooDeep, parseShell, parseTree } from "./syntax/parse.ts";
export type { Interpreter, Placeholder, ShellScript, ShellSyntaxError } from "./syntax/script.ts";
export { SpanIndex } from "./spans/span-index.ts";
export type { Span } from "./spans/span.ts";
export { isWithin } from "./spans/within-spans.ts";
export { forEachChild, forEachNode } from "./syntax/walk.ts";
export { NO_FILE, fileKey, homeKey } from "./values/file-key.ts";
export { findsFailure } from "./refinement/failure-messages.ts";
export { isOtherNumber, isPartOf } from "./state/path/facts.ts";
export { splitLines } from "./values/lines.ts";
export { isAllPrinted, onlyPiece, textInForm } from "./values/outputs.ts";
export { COMPUTED, cutText, dropCharacters, optional, stringOf, textWithoutTrailingNewlines } from "./values/pieces.ts";
export { shellQuoted } from "./values/string-operations.ts";
export { madeFrom } from "./values/provenance.ts";
export { readFields } from "./values/read-fields.ts";
export { embeddedSource } from "./values/source.ts";
