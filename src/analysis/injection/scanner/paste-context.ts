/** Where in a script a value is pasted, as far as that decides which of its characters the shell obeys. */

/**
 * What surrounds the value.
 *
 * word: nothing quotes it; expansion: the operand of `${X:-…}`; here-document: its body; arithmetic: `$((…))`, `((…))`;
 * computed: it is the value of a variable that bash computes with.
 */
export type Quoting =
  | "word"
  | "double"
  | "single"
  | "comment"
  | "here-document"
  | "arithmetic"
  | "expansion"
  | "computed";

/**
 * What the word is for, which decides what may follow it.
 *
 * command: a word of a simple command or a redirection's target; assignment: the value in `X=…` before any command name;
 * list: a word of `for … in`; array: an element of `A=(…)`; test: an operand in `[[ ]]`; name: the name of a variable; other: only a
 * substitution can run a command.
 */
export type Role =
  | "command"
  | "assignment"
  | "list"
  | "case-word"
  | "case-pattern"
  | "array"
  | "test"
  | "name"
  | "other";

export interface PasteContext {
  readonly quoting: Quoting;
  readonly role: Role;
  /**
   * What of the word stands before the value. inside: some of it; start: nothing, and the value may be empty; needed: nothing, and the
   * syntax needs a word here (a redirection's target, a command's name).
   */
  readonly before: "inside" | "start" | "needed";
  /** Line breaks may stand before the value: it begins a pattern of a `case`. */
  readonly mayBreakBefore: boolean;
  /**
   * Of a pattern of a `case`: how its `*` matches. any: the word is not known, so that other text may stand beside it; alone: the
   * word is known; never: what stands before the value is not in it.
   */
  readonly star?: "any" | "alone" | "never" | undefined;
  /** It names the file that a command reads, which may be none: then no further redirection of the command's is made. */
  readonly isInput?: boolean | undefined;
  /** Only bash reads it, as the subscript of an assignment. */
  readonly isSubscript?: boolean | undefined;
  /** Only bash reads it, and computes with the value at once: the script ends there if that is no expression. */
  readonly isComputed?: boolean | undefined;
  /** Whether the character after the value belongs to the same word. */
  readonly attached: boolean;
  /** Whether `;`, `|` or `&` comes next on the line, behind which no separator may stand. */
  readonly beforeOperator: boolean;
  /** The value is the name of the command, or begins it. */
  readonly namesCommand: boolean;
  /** The command's status if the value ends it, whatever it is: after success nothing behind `||` runs, after failure nothing behind `&&`. */
  readonly status: "success" | "failure" | undefined;
  /** The shell runs a line before it reads the next, so that what stands behind may be anything. */
  readonly readsLines: boolean;
  /** The command ends the shell or leaves the list: what stands behind it does not run. */
  readonly ends: boolean;
  /** Whether the rest of the line may become a comment and the script still runs the value's commands. */
  readonly mayCutLine: boolean;
  /** Whether the rest of the line holds nothing that quotes, opens or closes anything. */
  readonly plainRest: boolean;
  /** What follows makes an expansion of a `$` at the value's end. */
  readonly opensExpansion: boolean;
  /** Field splitting has made spaces of all tabs and line breaks before the value is read. */
  readonly isSplit: boolean;
  /** A backslash stands before the value, which takes its first character's meaning away. */
  readonly escaped: boolean;
  /** Inside backticks, where a further backtick ends the substitution. */
  readonly inBackticks: boolean;
  /** What surrounds these, where a value may run its command between two backticks of its own. */
  readonly outside?: PasteContext | undefined;
  /** Whether the shell knows `<(…)`; `sh` is bash on some systems. */
  readonly processSubstitution: boolean;
  /** In an arithmetic expression whose text could be a command's words, so that bash may read the whole as subshells. */
  readonly mayBeSubshell: boolean;
  /** Of arithmetic: it is the operand of `${X:…}`; start: the value stands behind the first colon. */
  readonly isSlice?: "start" | "inside" | undefined;
  /** Of arithmetic: what another parameter puts before the value is nothing that a shell computes. */
  readonly isBroken?: boolean | undefined;
  /** Of arithmetic: the value is the first thing in the expression. */
  readonly opensArithmetic: boolean;
  /** Only bash reads it: no other shell that `sh` may be. */
  readonly isBash: boolean;
  /** Of arithmetic and an expansion: what it stands in. */
  readonly outer?: "word" | "double" | "command" | undefined;
  /** Of a here-document. */
  readonly hereDocument?: HereDocumentContext | undefined;
  /** `xargs` has read the value before. */
  readonly byXargs?: XargsReading | undefined;
  /** It is in the command of a job of `cron`. */
  readonly table?: CronTable | undefined;
  /** This place among those of the same value that the shell reads at once, if there are several. */
  readonly together?: PlacesTogether | undefined;
}

/**
 * How `xargs` reads its input. raw: as it is (`-0`); lines: each is an item (`-d`); quoted-lines: each is an item, without its quotes
 * (`-I`); words: spaces divide it, too.
 */
export type XargsReading = "raw" | "lines" | "quoted-lines" | "words";

/** Tables of `cron` whose lines name no user, and those whose lines do. */
export type CronTable = "own" | "with-user";

/** Several places of one value in the script's order: they get the same text. */
export interface PlacesTogether {
  readonly index: number;
  readonly places: readonly PlaceTogether[];
}

export interface PlaceTogether {
  readonly context: PasteContext;
  /** The author's text up to the next place, if a scan can follow it. Expansions in it are letters. */
  readonly between: string | undefined;
  /** The shell runs what it has read before it reads the line of the next place. */
  readonly endsLine: boolean;
}

/** A place of which nothing but its quotes and its role matters. */
export function plainPlace(quoting: Quoting, role: Role): PasteContext {
  return {
    quoting,
    role,
    before: "inside",
    mayBreakBefore: false,
    namesCommand: false,
    status: undefined,
    ends: false,
    readsLines: false,
    mayBeSubshell: false,
    opensArithmetic: false,
    attached: false,
    beforeOperator: false,
    mayCutLine: false,
    plainRest: false,
    opensExpansion: false,
    isSplit: false,
    escaped: false,
    inBackticks: false,
    processSubstitution: false,
    isBash: false,
  };
}

export interface HereDocumentContext {
  readonly delimiter: string;
  /** `<<-`: tabs before the delimiter do not count. */
  readonly stripsTabs: boolean;
  /** The delimiter is not quoted. */
  readonly expands: boolean;
  /** The value stands at the start of a line. */
  readonly atLineStart: boolean;
}
