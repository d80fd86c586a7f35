/** Scans unquoted text: words, the space between them, and what ends a command. */
import { CHAINS } from "./chains.ts";
import { expansion } from "./expansions.ts";
import { BROKEN, type ScanState } from "./scan-state.ts";
import {
  beginCommandName,
  BLANK,
  continueCommandName,
  ENDS_WORD,
  isCommand,
  isOpen,
  afterLiteral,
  mayChain,
  NO_NAME,
  type Scan,
  type Transition,
} from "./scan.ts";

/** Characters in a command's name that make it unknown which command it is, or whether it is one. */
const UNKNOWN_NAME = /["'`$\\[\]]/;

/** Before a word that the syntax requires. */
export const needed: Transition = (scan, state, char) => {
  const { mayBreakBefore, processSubstitution } = scan.context;
  if (BLANK.test(char) || (char === "\n" && mayBreakBefore)) return state;
  if (char === "<" || char === ">")
    return processSubstitution ? { ...state, mode: "process", back: "word" } : undefined;
  if (/[\n;&|()#]/.test(char)) return undefined;
  return begunWord(scan, state, char);
};

/** The first character of a word, which may name the author's command. */
const begunWord: Transition = (scan, state, char) => {
  const step = scan.context.namesCommand && state.harm === undefined ? beginCommandName(scan, char) : undefined;
  return step === undefined ? unquoted(scan, { ...state, mode: "word" }, char) : { ...state, mode: "own-name", step };
};

/** In the name of the author's command, which runs without the author's arguments if the value ends it. */
export const ownName: Transition = (scan, state, char) => {
  if (ENDS_WORD.test(char))
    return unquoted(scan, { ...state, mode: "word", step: 0, ready: isCommand(scan, state.step) }, char);
  const step = continueCommandName(scan, state.step, char);
  return step === undefined ? unquoted(scan, { ...state, mode: "word", step: 0 }, char) : { ...state, step };
};

/** Between two words of the author's command. */
export const gap: Transition = (scan, state, char) => {
  if (char !== "#") return unquoted(scan, state, char);
  return isStopped(scan, state) ? undefined : { ...state, mode: "comment", operator: "" };
};

/** In a word of the author's command, or between two. */
export const unquoted: Transition = (scan, state, char) => {
  const { processSubstitution, role } = scan.context;
  const chain = state.harm === undefined ? CHAINS.get(role) : undefined;
  if (chain?.opensWith.test(char) === true) {
    if (role === "case-pattern" && state.ready !== true) return undefined;
    return scan.next({ ...state, mode: "chain", step: 0, operator: "" }, char);
  }
  if (BLANK.test(char)) {
    if (role === "assignment" && state.harm === undefined) return { ...state, mode: "separated", operator: " " };
    if (role === "case-word") return undefined;
    return { ...state, mode: "gap" };
  }
  if (/[\n;&|]/.test(char)) {
    if (!mayChain(scan)) return undefined;
    const stopped = isStopped(scan, state);
    if ((stopped || (scan.context.ends && state.harm === undefined)) && /[\n;]/.test(char)) return undefined;
    // Another process runs what follows `|` or `&`; nothing runs what follows `||` or `&&`.
    if (stopped) return { ...state, mode: "separated", operator: `${char} ` };
    const harm = state.ready === true && role === "command" ? (state.harm ?? "command") : state.harm;
    return lineRead(scan, { ...state, mode: "separated", operator: char, harm }, char);
  }
  switch (char) {
    case "(":
      return role === "command" && !scan.context.namesCommand ? BROKEN : undefined;
    case ")":
      return undefined;
    case "<":
    case ">":
      if (mayChain(scan)) return { ...state, mode: "redirect", operator: char };
      return processSubstitution ? { ...state, mode: "process", back: "word" } : undefined;
    case '"':
      return { ...state, mode: "double", outside: "word", step: 0 };
    case "'":
      return { ...state, mode: "single", outside: "word", step: 0 };
    case "\\":
      return { ...state, mode: "escape", back: "word" };
    case "$":
    case "`":
      return expansion(scan, state, char);
    case "*":
      if (role !== "case-pattern") return afterLiteral(scan, { ...state, mode: "word" }, char);
      return { ...state, mode: "word", ready: state.ready === "never" ? "never" : true };
    default:
      return afterLiteral(scan, { ...state, mode: "word" }, char);
  }
};

/** In the subscript of an assignment. */
export const index: Transition = (scan, state, char) => {
  const { mode } = state;
  switch (char) {
    case "[":
      // An inner bracket needs its own closing bracket. Deeper nesting is not followed.
      return mode === "index" ? { ...state, mode: "inner-index", ready: false } : undefined;
    case "]":
      if (mode === "inner-index") return { ...state, mode: "index" };
      // An empty subscript is not a subscript.
      return state.ready === "never" ? undefined : { ...state, mode: "word", ready: false };
    case '"':
      return { ...state, mode: "double", outside: mode, step: 0, ready: false };
    case "'":
      return { ...state, mode: "single", outside: mode, step: 0, ready: false };
    case "\\":
      return { ...state, mode: "escape", back: mode, ready: false };
    case "$":
    case "`":
      return expansion(scan, { ...state, ready: false }, char);
    default:
      return { ...state, ready: false };
  }
};

/** Whether bash ends the script at the command, which computes with the value. */
function isStopped({ context }: Scan, { harm, ready }: ScanState): boolean {
  return context.isComputed === true && ready === "never" && harm === undefined;
}

/** A line that does harm has run before the next line is read. */
const lineRead: Transition = ({ context }, state, char) =>
  char === "\n" && context.readsLines && state.harm !== undefined ? { ...state, mode: "done" } : state;

/** After a separator of commands. */
export const separated: Transition = (scan, state, char) => {
  const { operator } = state;
  // A space ends an operator.
  const spaced = operator === "\n" || operator.endsWith(" ") ? operator : `${operator} `;
  if (BLANK.test(char)) return { ...state, operator: spaced };
  if (char === "\n")
    return isOpen(operator) ? { ...state, operator: spaced } : lineRead(scan, { ...state, operator: "\n" }, char);
  if (char === "#") return { ...state, mode: "comment" };
  if (/[;&|]/.test(char)) {
    if (operator === " ") return { ...state, operator: char };
    const both = operator + char;
    const never = scan.context.status === "success" ? "||" : scan.context.status === "failure" ? "&&" : undefined;
    if (both === never && state.harm === undefined && !scan.isAuthors) return undefined;
    if ((both === "||" || both === "&&") && state.harm === undefined && scan.context.ends) return undefined;
    return both === "&&" || both === "||" || both === "|&" ? { ...state, operator: both } : BROKEN;
  }
  if (char === "(" && scan.context.quoting === "arithmetic") return { ...state, mode: "opening-arithmetic" };
  if (char === "<" || char === ">") return { ...state, mode: "redirect", operator: char, own: false };
  if (scan.isAuthors && state.harm === undefined && (char === '"' || char === "'"))
    return { ...state, mode: char === '"' ? "double" : "single", outside: "name", step: NO_NAME };
  // A brace here would open or close a group.
  if (state.harm !== undefined || scan.isAuthors)
    return /[{}]/.test(char) ? undefined : unquoted(scan, { ...state, mode: "word", own: false }, char);
  const step = beginCommandName(scan, char);
  if (step !== undefined) return { ...state, mode: "name", step };
  return UNKNOWN_NAME.test(char) ? unquoted(scan, { ...state, mode: "word", own: false }, char) : undefined;
};

/** After a compound command. */
export const ended: Transition = (scan, state, char) => {
  if (BLANK.test(char)) return state;
  return /[\n;&|]/.test(char) && mayChain(scan) ? { ...state, mode: "separated", operator: char } : undefined;
};

/** In the name of the command that runs. */
export const name: Transition = (scan, state, char) => {
  if (ENDS_WORD.test(char)) {
    if (!isCommand(scan, state.step)) return undefined;
    return unquoted(scan, { ...state, mode: "word", step: 0, harm: "command", own: true }, char);
  }
  const step = continueCommandName(scan, state.step, char);
  if (step !== undefined) return { ...state, step };
  return UNKNOWN_NAME.test(char) || /[={}]/.test(char)
    ? unquoted(scan, { ...state, mode: "word", step: 0 }, char)
    : undefined;
};

/** In a comment. */
export const comment: Transition = (scan, state, char) => {
  if (char !== "\n") return state;
  if (mayChain(scan) || (state.harm !== undefined && !CHAINS.has(scan.context.role)))
    return isOpen(state.operator)
      ? { ...state, mode: "separated" }
      : lineRead(scan, { ...state, mode: "separated", operator: "\n" }, char);
  return scan.context.role === "array" ? { ...state, mode: "gap" } : undefined;
};
