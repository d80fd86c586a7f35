/**
 * What a shell makes of a value's characters, one after the other, in the place that it is pasted: a deterministic automaton that
 * accepts the values that start a command (or write a file) and leave the script free of syntax errors.
 *
 * It is a lexer of the shell's language (POSIX 2.3) that begins in the state the script has reached at the placeholder. Each
 * transition was tried in dash, bash and busybox; see `test/oracle/injection.test.ts`.
 */
import { CHAINS, type Chain } from "./chains.ts";
import type { PasteContext } from "./paste-context.ts";

/** Ways to be in the middle of the shell's text. */
type Mode =
  | "needed"
  | "gap"
  | "word"
  | "separated"
  | "name"
  | "redirect"
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
  | "closing-arithmetic"
  | "opening-arithmetic"
  | "expansion"
  | "computed"
  | "computed-name"
  | "subscript"
  | "body"
  | "delimiter";

export type Harm = "command" | "write";

/** What values are looked for: those that run `id`, those that run any command, those that write a file. */
export type Wanted = "id" | Harm;

interface ScanState {
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
  /** An unquoted `*` was read, so that the pattern of a `case` matches anything. */
  readonly star: boolean;
}

const BLANK = /[ \t]/;
/** What a command's name may begin with; other characters mean something to the shell, or never do. */
const NAME_START = /[A-Za-z0-9_./~]|[^\0-\x7f]/;
/** What takes words, and so `<(…)`, but no redirection. */
const HOLDS_WORDS: ReadonlySet<string> = new Set(["list", "array", "case-word"]);
/** What alone names a directory, or a builtin that needs an argument. */
const PATH_ONLY = /[./~]/;
/** How far a name has come that is none yet. */
const NO_NAME = 9;
/** What ends a word. */
const ENDS_WORD = /[ \t\n;&|()<>]/;
const IDENTIFIER = /[A-Za-z0-9_]/;
/** What stands behind the name in `${X:-…}`. */
const BRACE_OPERATOR = /[-:+=%#/?^,]/;
/** Characters that the scanner asks for one by one. */
const SPECIAL = " \n;&|()<>\"'`$\\#={}*-[]";

/** The command that witnesses run if the declaration permits it. */
const WITNESS = "id";

const START: ScanState = {
  mode: "word",
  back: "word",
  outside: "word",
  step: 0,
  operator: "",
  harm: undefined,
  star: false,
};

/** What each mode goes by, besides the harm that is done. */
const USES: Readonly<Record<Mode, readonly (keyof ScanState)[]>> = {
  needed: ["star"],
  gap: ["star"],
  word: ["star"],
  separated: ["operator"],
  name: ["step"],
  redirect: ["operator"],
  double: ["outside", "star"],
  single: ["outside", "star"],
  comment: [],
  escape: ["back", "outside", "star"],
  dollar: ["back", "outside", "star"],
  braces: ["back", "outside", "step", "star"],
  "skipped-braces": ["back", "outside", "star"],
  substitution: ["back", "outside", "step", "operator", "star"],
  chain: ["step", "operator"],
  arithmetic: ["outside", "step"],
  "closing-arithmetic": ["outside"],
  "opening-arithmetic": [],
  expansion: [],
  computed: [],
  "computed-name": [],
  subscript: [],
  body: ["step"],
  delimiter: ["step"],
};

/** The state without what an earlier mode has left: states that go on alike are one. */
function withoutStale(state: ScanState): ScanState {
  const uses = USES[state.mode];
  return { ...START, mode: state.mode, harm: state.harm, ...Object.fromEntries(uses.map((key) => [key, state[key]])) };
}

/** The automaton for one place. States are numbers; the dead state is -1. */
export class ValueScanner {
  readonly start: number;
  readonly #context: PasteContext;
  readonly #wanted: Wanted;
  readonly #exact: boolean;
  /** Characters that are a kind of their own. */
  readonly #alone: ReadonlySet<string>;
  readonly #states: ScanState[] = [];
  readonly #ids = new Map<string, number>();

  constructor(context: PasteContext, wanted: Wanted) {
    this.#context = context;
    this.#wanted = wanted;
    this.#exact = wanted === "id";
    const literal = (CHAINS.get(context.role)?.parts ?? []).flatMap((part) =>
      part.kind === "text" ? [part.text] : [],
    );
    this.#alone = new Set([
      ...SPECIAL,
      ...(this.#exact ? WITNESS : ""),
      ...literal,
      ...(context.hereDocument === undefined ? "" : `${context.hereDocument.delimiter}\t`),
    ]);
    const first = this.#first();
    this.start = this.#intern(context.escaped ? { ...first, mode: "escape", back: first.mode } : first);
  }

  /** Characters of one kind lead to the same states. */
  kindOf(character: string): string {
    if (this.#alone.has(character)) return character;
    if (/[A-Za-z_]/.test(character)) return "x";
    if (/[0-9]/.test(character)) return "0";
    if (BLANK.test(character)) return " ";
    if (BRACE_OPERATOR.test(character)) return NAME_START.test(character) ? "/" : ":";
    return NAME_START.test(character) ? "." : "@";
  }

  /** The state after one character; -1 if no value that goes on so does harm. */
  step(state: number, character: string): number {
    if (state === -1) return -1;
    const found = this.#next(this.#states[state]!, character);
    return found === undefined ? -1 : this.#intern(found);
  }

  /** What a value does that ends in this state; `undefined` if nothing, or the script no longer parses. */
  harmAt(state: number): Harm | undefined {
    if (state === -1) return undefined;
    const scan = this.#states[state]!;
    const { harm, mode, step } = scan;
    const ended = harm ?? (mode === "name" && !this.#context.attached && this.#isCommand(step) ? "command" : undefined);
    if (ended === undefined || (ended === "write") !== (this.#wanted === "write")) return undefined;
    return this.#mayEnd(scan) ? ended : undefined;
  }

  #intern(given: ScanState): number {
    const state = withoutStale(given);
    const { mode, back, outside, step, operator, harm, star } = state;
    const key = `${mode} ${back} ${outside} ${step} ${operator} ${harm} ${star}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#states.push(state) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }

  #first(): ScanState {
    const { quoting, before, outer, hereDocument } = this.#context;
    switch (quoting) {
      case "word":
        return { ...START, mode: before === "inside" ? "word" : before === "start" ? "gap" : "needed" };
      case "here-document":
        return { ...START, mode: "body", step: hereDocument?.atLineStart === true ? 1 : 0 };
      case "arithmetic":
        return {
          ...START,
          mode: quoting,
          outside: outer === "double" ? "double" : outer === "command" ? "gap" : "word",
          step: 1,
        };
      default:
        return { ...START, mode: quoting };
    }
  }

  /** Whether the script is free of syntax errors if the value ends here, as far as it has been so without the value. */
  #mayEnd(state: ScanState): boolean {
    const { mode, operator, step, outside, back } = state;
    const { quoting, attached, beforeOperator, mayCutLine, opensExpansion, plainRest, hereDocument } = this.#context;
    const inCommand = mode === "word" || mode === "gap" || mode === "name";
    if (mode === "comment") return mayCutLine || quoting === "comment";
    if (mode === "dollar") return !opensExpansion && this.#mayEnd({ ...state, mode: back });
    switch (quoting) {
      case "word":
        if (mode === "separated") return !beforeOperator && !attached && !operator.endsWith("|");
        return inCommand;
      case "double":
      case "single":
        return mode === quoting && outside === "word";
      case "comment":
        return plainRest && (inCommand || mode === "separated");
      case "here-document":
        if (mode === "body") return step !== hereDocument!.delimiter.length + 1;
        return mayCutLine && ((plainRest && inCommand) || (mode === "separated" && operator === "\n"));
      case "computed":
        return mode === "computed";
      case "arithmetic":
      case "expansion":
        return mode === quoting;
    }
  }

  #isCommand(step: number): boolean {
    return this.#exact ? step === WITNESS.length : step === 1;
  }

  #next(state: ScanState, char: string): ScanState | undefined {
    switch (state.mode) {
      case "needed":
        return this.#needed(state, char);
      case "gap":
        if (char === "#") return { ...state, mode: "comment" };
        return this.#unquoted(state, char);
      case "word":
        return this.#unquoted(state, char);
      case "separated":
        return this.#separated(state, char);
      case "name":
        return this.#name(state, char);
      case "redirect":
        return this.#redirect(state, char);
      case "double":
        return this.#double(state, char);
      case "single":
        return char === "'" ? { ...state, mode: state.outside, outside: "word" } : state;
      case "comment":
        if (char !== "\n") return state;
        if (this.#mayChain() || state.harm !== undefined) return { ...state, mode: "separated", operator: "\n" };
        return this.#context.role === "array" ? { ...state, mode: "gap" } : undefined;
      case "escape":
        return { ...state, mode: state.back === "gap" ? "word" : state.back };
      case "dollar":
        return this.#dollar(state, char);
      case "braces":
        return this.#braces(state, char);
      case "skipped-braces":
        if (char === "}") return { ...state, mode: state.back };
        return /["'`$\\\n]/.test(char) ? undefined : state;
      case "substitution":
        return this.#substitution(state, char);
      case "chain":
        return this.#chain(state, char);
      case "arithmetic":
        if (char === ")") return state.step === 1 ? undefined : { ...state, mode: "closing-arithmetic" };
        if (char === "$" || char === "`") return this.#expansion(state, char);
        return BLANK.test(char) ? state : { ...state, step: IDENTIFIER.test(char) ? 0 : 1 };
      case "closing-arithmetic":
        if (char === ")") return { ...state, mode: state.outside, outside: "word" };
        return this.#next({ ...state, mode: "arithmetic" }, char);
      case "opening-arithmetic":
        return char === "(" ? { ...state, mode: "arithmetic", outside: "gap", step: 1 } : undefined;
      case "expansion":
        return this.#inExpansion(state, char);
      case "computed":
      case "computed-name":
        return this.#computed(state, char);
      case "subscript":
        if (char === "]") return state.harm === undefined ? undefined : { ...state, mode: "computed" };
        if (char === "$" || char === "`") return this.#expansion(state, char);
        return /["'\\\n]/.test(char) ? undefined : state;
      case "body":
        return this.#body(state, char);
      case "delimiter":
        return this.#delimiter(state, char);
    }
  }

  /** `$` or a backtick in text that is expanded; `undefined` for other characters, and where it leads to nothing. */
  #expansion(state: ScanState, char: string): ScanState | undefined {
    const back = state.mode === "gap" || state.mode === "name" || state.mode === "needed" ? "word" : state.mode;
    if (char === "$") return { ...state, mode: "dollar", back };
    if (char !== "`" || this.#context.inBackticks) return undefined;
    return { ...state, mode: "substitution", back, step: 0, operator: "`" };
  }

  #needed(state: ScanState, char: string): ScanState | undefined {
    if (BLANK.test(char)) return state;
    if (/[\n;&|()<>#]/.test(char)) return undefined;
    return this.#unquoted({ ...state, mode: "word" }, char);
  }

  /** In a word of the author's command, or between two. */
  #unquoted(state: ScanState, char: string): ScanState | undefined {
    const { role } = this.#context;
    const chain = state.harm === undefined ? CHAINS.get(role) : undefined;
    if (chain?.opensWith.test(char) === true) {
      if (role === "case-pattern" && !state.star) return undefined;
      return this.#chain({ ...state, mode: "chain", step: 0, operator: "" }, char);
    }
    if (BLANK.test(char)) {
      if (role === "assignment" && state.harm === undefined) return { ...state, mode: "separated", operator: " " };
      if (role === "case-word") return undefined;
      return { ...state, mode: "gap" };
    }
    if (/[\n;&|]/.test(char)) return this.#mayChain() ? { ...state, mode: "separated", operator: char } : undefined;
    switch (char) {
      case "(":
      case ")":
        return undefined;
      case "<":
      case ">":
        if (this.#mayChain() || HOLDS_WORDS.has(role)) return { ...state, mode: "redirect", operator: char };
        return undefined;
      case '"':
        return { ...state, mode: "double", outside: "word" };
      case "'":
        return { ...state, mode: "single", outside: "word" };
      case "\\":
        return { ...state, mode: "escape", back: "word" };
      case "$":
      case "`":
        return this.#expansion(state, char);
      default:
        return { ...state, mode: "word", star: state.star || char === "*" };
    }
  }

  /** Whether another command may follow by `;`, `&`, `|` or a line break. */
  #mayChain(): boolean {
    const { role } = this.#context;
    return role === "command" || role === "assignment";
  }

  #separated(state: ScanState, char: string): ScanState | undefined {
    const { operator } = state;
    if (BLANK.test(char)) return state;
    if (char === "\n") return { ...state, operator: operator.endsWith("|") || operator === "&&" ? operator : "\n" };
    if (char === "#") return { ...state, mode: "comment" };
    if (/[;&|]/.test(char)) {
      if (operator === " ") return { ...state, operator: char };
      const both = operator + char;
      return both === "&&" || both === "||" || both === "|&" ? { ...state, operator: both } : undefined;
    }
    if (char === "(" && this.#context.quoting === "arithmetic") return { ...state, mode: "opening-arithmetic" };
    if (char === "<" || char === ">") return { ...state, mode: "redirect", operator: char };
    return this.#begin({ ...state, mode: "name" }, char);
  }

  /** The first character of a command's name. */
  #begin(state: ScanState, char: string): ScanState | undefined {
    if (state.harm !== undefined) return this.#unquoted({ ...state, mode: "word" }, char);
    if (this.#exact ? char !== WITNESS[0] : !NAME_START.test(char)) return undefined;
    return { ...state, step: PATH_ONLY.test(char) ? NO_NAME : 1 };
  }

  #name(state: ScanState, char: string): ScanState | undefined {
    if (ENDS_WORD.test(char)) {
      if (!this.#isCommand(state.step)) return undefined;
      return this.#unquoted({ ...state, mode: "word", step: 0, harm: "command" }, char);
    }
    if (this.#exact) return char === WITNESS[state.step] ? { ...state, step: state.step + 1 } : undefined;
    // An assignment runs nothing.
    if (/["'`$\\=]/.test(char)) return undefined;
    return { ...state, step: PATH_ONLY.test(char) ? (char === "/" ? NO_NAME : state.step) : 1 };
  }

  #redirect(state: ScanState, char: string): ScanState | undefined {
    const { operator } = state;
    const { hereDocument, processSubstitution } = this.#context;
    if (char === "(" && operator.length === 1 && processSubstitution)
      return { ...state, mode: "substitution", back: "word", step: 0, operator: ")" };
    if (char === "<" && operator === "<" && hereDocument !== undefined && state.harm !== undefined)
      return { ...state, mode: "delimiter", step: 0 };
    if (!this.#mayChain() && state.harm === undefined) return undefined;
    if (BLANK.test(char)) return { ...state, operator: `${operator[0]} ` };
    if (char === ">" && operator === ">") return { ...state, operator: ">>" };
    if (char === "|" && operator === ">") return { ...state, operator: ">|" };
    if (!/[A-Za-z_]/.test(char)) return undefined;
    return { ...state, mode: "word", harm: state.harm ?? (operator.startsWith(">") ? "write" : undefined) };
  }

  #double(state: ScanState, char: string): ScanState | undefined {
    if (char === '"') return { ...state, mode: state.outside, outside: "word" };
    if (char === "\\") return { ...state, mode: "escape", back: "double" };
    if (char === "$" || char === "`") return this.#expansion(state, char);
    return state;
  }

  #dollar(state: ScanState, char: string): ScanState | undefined {
    if (char === "(") return { ...state, mode: "substitution", step: 0, operator: ")" };
    if (char === "{") return { ...state, mode: "braces", step: 0 };
    if (char === "$") return state;
    if (char === "'" && state.back !== "double" && state.back !== "body" && state.back !== "arithmetic")
      return undefined;
    return this.#next({ ...state, mode: state.back }, char);
  }

  #braces(state: ScanState, char: string): ScanState | undefined {
    if (char === "}") return state.step > 0 ? { ...state, mode: state.back } : undefined;
    if (IDENTIFIER.test(char)) return { ...state, step: 1 };
    if (state.step === 0) return undefined;
    if (BRACE_OPERATOR.test(char))
      return { ...state, mode: this.#context.quoting === "expansion" ? "expansion" : "skipped-braces" };
    return undefined;
  }

  /** In a substitution that the value has opened: before its command, in the name, or behind it. */
  #substitution(state: ScanState, char: string): ScanState | undefined {
    const { operator, step } = state;
    const behind = step === 10;
    if (char === operator) {
      const runs = behind || this.#isCommand(step);
      return { ...state, mode: state.back, step: 0, operator: "", harm: runs ? "command" : state.harm };
    }
    if (step === 0) {
      if (char === "(" && this.#context.quoting === "arithmetic" && operator === ")" && state.harm !== undefined)
        return { ...state, mode: "arithmetic", outside: state.back, operator: "", step: 1 };
      if (BLANK.test(char) || char === "\n") return state;
      if (this.#exact ? char !== WITNESS[0] : !NAME_START.test(char)) return undefined;
      return { ...state, step: PATH_ONLY.test(char) ? NO_NAME : 1 };
    }
    if (/["'`$\\()#]/.test(char)) return undefined;
    if (behind) return state;
    if (ENDS_WORD.test(char)) return this.#isCommand(step) ? { ...state, step: 10 } : undefined;
    if (this.#exact) return char === WITNESS[step] ? { ...state, step: step + 1 } : undefined;
    if (char === "=") return undefined;
    return { ...state, step: PATH_ONLY.test(char) ? (char === "/" ? NO_NAME : state.step) : 1 };
  }

  #inExpansion(state: ScanState, char: string): ScanState | undefined {
    switch (char) {
      case "}":
        return { ...state, mode: this.#context.outer === "double" ? "double" : "word", outside: "word" };
      case '"':
        return { ...state, mode: "double", outside: "expansion" };
      case "'":
        return this.#context.outer === "double" ? state : { ...state, mode: "single", outside: "expansion" };
      case "\\":
        return { ...state, mode: "escape", back: "expansion" };
      case "$":
      case "`":
        return this.#expansion(state, char);
      default:
        return state;
    }
  }

  /** In text that bash evaluates as an expression: it runs the substitutions in the subscripts of arrays. */
  #computed(state: ScanState, char: string): ScanState | undefined {
    if (char === "[") return state.mode === "computed-name" ? { ...state, mode: "subscript" } : undefined;
    if (/["'`$\\]/.test(char)) return undefined;
    const inName = state.mode === "computed-name" ? IDENTIFIER.test(char) : /[A-Za-z_]/.test(char);
    return { ...state, mode: inName ? "computed-name" : "computed" };
  }

  /** In a here-document; `step` is 0 in a line that cannot be its delimiter, else one more than the line holds of that so far. */
  #body(state: ScanState, char: string): ScanState | undefined {
    const { delimiter, stripsTabs, expands } = this.#context.hereDocument!;
    const { step } = state;
    if (char === "\n") {
      if (step === delimiter.length + 1) return { ...state, mode: "separated", operator: "\n" };
      return { ...state, step: 1 };
    }
    if (step === 1 && stripsTabs && char === "\t") return state;
    if (expands && char === "\\") return { ...state, mode: "escape", back: "body" };
    if (expands && (char === "$" || char === "`")) return this.#expansion(state, char);
    return { ...state, step: step > 0 && char === delimiter[step - 1] ? step + 1 : 0 };
  }

  /** Behind `<<` of a here-document that the value opens for the rest of the author's. */
  #delimiter(state: ScanState, char: string): ScanState | undefined {
    const { delimiter, expands } = this.#context.hereDocument!;
    if (state.step === 0 && (BLANK.test(char) || char === "-")) return state;
    if (!expands && (char === "'" || char === '"')) return state;
    if (char === delimiter[state.step]) return { ...state, step: state.step + 1 };
    return char === "\n" && state.step === delimiter.length ? { ...state, mode: "body", step: 1 } : undefined;
  }

  /** In the text by which the value leaves a compound command, runs one and opens the compound command again. */
  #chain(state: ScanState, char: string): ScanState | undefined {
    const chain: Chain = CHAINS.get(this.#context.role)!;
    const part = chain.parts[state.step];
    if (part === undefined) return this.#next({ ...state, mode: chain.endsIn, operator: "", harm: "command" }, char);
    const on: ScanState = { ...state, step: state.step + 1, operator: "" };
    const begun = state.operator.length;
    switch (part.kind) {
      case "text":
        return char === part.text ? on : undefined;
      case "blank":
        if (BLANK.test(char)) return { ...state, operator: " " };
        return begun > 0 ? this.#chain(on, char) : undefined;
      case "separator":
        if (begun === 0) return /[;\n]/.test(char) ? { ...state, operator: ";" } : BLANK.test(char) ? state : undefined;
        return BLANK.test(char) || char === "\n" ? state : this.#chain(on, char);
      case "command":
        if (ENDS_WORD.test(char)) {
          if (BLANK.test(char) && begun === 0) return state;
          return this.#isCommand(begun) ? this.#chain(on, char) : undefined;
        }
        if (this.#exact) return char === WITNESS[begun] ? { ...state, operator: `${state.operator}x` } : undefined;
        return NAME_START.test(char) && !PATH_ONLY.test(char) ? { ...state, operator: "x" } : undefined;
      case "word":
        return IDENTIFIER.test(char) ? on : undefined;
    }
  }
}
