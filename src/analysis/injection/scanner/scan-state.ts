/** Where a scan is in the shell's text. */

/** Ways to be in the middle of the shell's text. */
export type Mode =
  /** Before a word that the syntax demands. */
  | "needed"
  /** Between two words. */
  | "gap"
  | "word"
  /** In the subscript of an assignment. */
  | "index"
  /** In brackets within that. */
  | "inner-index"
  /** Behind `;`, `&`, `|` or a line break. */
  | "separated"
  /** In the name of the command that runs. */
  | "name"
  /** In the name of the author's command. */
  | "own-name"
  /** Behind `<` or `>`. */
  | "redirect"
  /** In the name of the file that a redirection makes. */
  | "target"
  /** Behind the `<` or `>` of a process substitution. */
  | "process"
  | "double"
  | "single"
  | "comment"
  | "escape"
  | "dollar"
  | "braces"
  | "skipped-braces"
  | "substitution"
  | "chain"
  | "arithmetic"
  | "arithmetic-double"
  | "arithmetic-single"
  | "closing-arithmetic"
  /** In the text by which bash reads `((…))` as subshells. */
  | "subshell"
  /** Behind a compound command. */
  | "ended"
  | "opening-arithmetic"
  | "expansion"
  | "computed"
  | "computed-name"
  | "subscript"
  /** The shell has run the line with the harm. */
  | "done"
  /** In a substitution in backticks that no shell has to be able to read: bash reads it when it runs it. */
  | "unread"
  /** It has found a syntax error. */
  | "broken"
  | "body"
  | "delimiter";

export type Harm = "command" | "write";

export interface ScanState {
  readonly mode: Mode;
  /** What an escape, an expansion or a substitution returns to. */
  readonly back: Mode;
  /** What a closing quote returns to. */
  readonly outside: Mode;
  /** How far the mode has come, or what it began with. */
  readonly step: number;
  /** The operator that a command is expected after. */
  readonly operator: string;
  readonly harm: Harm | undefined;
  /** In the words of the command that does harm, which does not run if a redirection fails; before that, of one whose redirection fails. */
  readonly own: boolean;
  /** Parentheses of an arithmetic expression that the value has opened. */
  readonly depth: number;
  /**
   * What decides has been read: in a pattern of a `case` an unquoted `*`, for a command's name one that the value ends, in an
   * arithmetic expression what no shell computes. "never": a pattern's other text, which the word does not hold, a
   * character that bash cannot compute with, nothing yet in a subscript, or in an expression what no command begins with. In an operand: a quote of which the second is to come.
   */
  readonly ready: boolean | "never";
  /** A backtick of the value's has ended the author's substitution. */
  readonly left: boolean;
}

export const START: ScanState = {
  mode: "word",
  back: "word",
  outside: "word",
  step: 0,
  operator: "",
  harm: undefined,
  own: false,
  depth: 0,
  ready: false,
  left: false,
};

/** No shell reads the text on. Where a scan only cannot follow it, there is no state. */
export const BROKEN: ScanState = { ...START, mode: "broken" };

type Field = Exclude<keyof ScanState, "mode" | "harm" | "left">;

/** What each mode depends on, besides the harm that is done. */
const USES: Readonly<Record<Mode, ReadonlySet<Field>>> = {
  needed: new Set(["own", "ready"]),
  gap: new Set(["own", "ready"]),
  word: new Set(["own", "ready"]),
  index: new Set(["ready"]),
  "inner-index": new Set(["ready"]),
  separated: new Set(["operator"]),
  name: new Set(["step"]),
  "own-name": new Set(["step"]),
  redirect: new Set(["operator", "own"]),
  target: new Set(["own"]),
  process: new Set(["back", "own", "ready"]),
  double: new Set(["outside", "step", "own", "ready"]),
  single: new Set(["outside", "step", "own", "ready"]),
  comment: new Set(["operator"]),
  escape: new Set(["back", "outside", "own", "depth", "ready"]),
  dollar: new Set(["back", "outside", "step", "own", "depth", "ready"]),
  braces: new Set(["back", "outside", "step", "own", "depth", "ready"]),
  "skipped-braces": new Set(["back", "outside", "own", "depth", "ready"]),
  substitution: new Set(["back", "outside", "step", "operator", "own", "depth", "ready"]),
  chain: new Set(["step", "operator"]),
  arithmetic: new Set(["outside", "step", "depth", "ready"]),
  "arithmetic-double": new Set(["outside", "depth", "ready"]),
  "arithmetic-single": new Set(["outside", "depth", "ready"]),
  "closing-arithmetic": new Set(["outside", "ready"]),
  subshell: new Set(["step"]),
  ended: new Set(),
  "opening-arithmetic": new Set(),
  expansion: new Set(["ready"]),
  computed: new Set(["step"]),
  "computed-name": new Set(),
  subscript: new Set(),
  done: new Set(),
  unread: new Set(),
  broken: new Set(),
  body: new Set(["step"]),
  delimiter: new Set(["step"]),
};

/** The state without what an earlier mode has left: states that go on alike are one. */
export function withoutStale(state: ScanState): ScanState {
  const { harm, left, mode } = state;
  const uses = USES[mode];
  return {
    mode,
    harm,
    left,
    back: uses.has("back") ? state.back : START.back,
    outside: uses.has("outside") ? state.outside : START.outside,
    step: uses.has("step") ? state.step : START.step,
    operator: uses.has("operator") ? state.operator : START.operator,
    own: uses.has("own") ? state.own : START.own,
    depth: uses.has("depth") ? state.depth : START.depth,
    ready: uses.has("ready") ? state.ready : START.ready,
  };
}

/** A text that is equal for states that are alike. */
export function stateKey({ mode, back, outside, step, operator, harm, own, depth, ready, left }: ScanState): string {
  return `${mode} ${back} ${outside} ${step} ${operator} ${harm} ${own} ${depth} ${ready} ${left}`;
}
