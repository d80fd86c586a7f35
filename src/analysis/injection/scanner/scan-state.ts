/** The state of a scan in the shell's text. */

/** The modes of a scan. */
export type Mode =
  /** Before a word that the syntax requires. */
  | "needed"
  /** Between two words. */
  | "gap"
  | "word"
  /** In the subscript of an assignment. */
  | "index"
  /** In brackets within the subscript. */
  | "inner-index"
  /** After `;`, `&`, `|` or a line break. */
  | "separated"
  /** In the name of the command that runs. */
  | "name"
  /** In the name of the author's command. */
  | "own-name"
  /** After `<` or `>`. */
  | "redirect"
  /** In the name of the file that a redirection creates. */
  | "target"
  /** After the `<` or `>` of a process substitution. */
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
  /** After a compound command. */
  | "ended"
  | "opening-arithmetic"
  | "expansion"
  | "computed"
  | "computed-name"
  | "subscript"
  /** The shell has run the line with the harm. */
  | "done"
  /** In a substitution in backticks that no shell must be able to parse: bash parses it when it runs it. */
  | "unread"
  /** After a syntax error. */
  | "broken"
  | "body"
  | "delimiter";

export type Harm = "command" | "write";

export interface ScanState {
  readonly mode: Mode;
  /** The mode to return to after an escape, an expansion or a substitution. */
  readonly back: Mode;
  /** The mode to return to after a closing quote. */
  readonly outside: Mode;
  /** The progress within the mode, or what the mode began with. */
  readonly step: number;
  /** The operator after which a command is expected. */
  readonly operator: string;
  readonly harm: Harm | undefined;
  /**
   * Whether the scan is in the words of the command that does harm, which does not run if a redirection fails; before any harm,
   * in those of a command whose redirection fails.
   */
  readonly own: boolean;
  /** The number of parentheses that the value has opened in an arithmetic expression. */
  readonly depth: number;
  /**
   * Whether the deciding text has been read. In a `case` pattern: an unquoted `*`. For a command's name: a name that the value
   * ends. In an arithmetic expression: text that no shell can compute. In an operand: a quote whose closing quote is still to
   * come. "never": in a pattern, other text, which the word does not contain; a character that bash cannot compute with; in a
   * subscript, nothing yet; in an expression, text that no command begins with.
   */
  readonly ready: boolean | "never";
  /** Whether a backtick of the value has ended the author's substitution. */
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

/** The state after a syntax error: no shell reads the text further. If only the scan cannot follow the text, there is no state. */
export const BROKEN: ScanState = { ...START, mode: "broken" };

type Field = Exclude<keyof ScanState, "mode" | "harm" | "left">;

/** The fields that each mode depends on, besides the harm that is done. */
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

/** Returns the state without leftovers of earlier modes, so that states with the same continuation are equal. */
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

/** Returns a key that is the same for equal states. */
export function stateKey({ mode, back, outside, step, operator, harm, own, depth, ready, left }: ScanState): string {
  return `${mode} ${back} ${outside} ${step} ${operator} ${harm} ${own} ${depth} ${ready} ${left}`;
}
