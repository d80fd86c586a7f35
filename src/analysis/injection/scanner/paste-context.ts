/** The context of a pasted value in a script, as far as it determines which of the value's characters the shell interprets. */

/**
 * What surrounds the value.
 *
 * word: no quotes; expansion: the operand of `${X:-…}`; here-document: its body; arithmetic: `$((…))`, `((…))`; computed: the
 * value of a variable that bash computes with.
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
 * The role of the word, which determines what may follow it.
 *
 * command: a word of a simple command or a redirection's target; assignment: the value in `X=…` before any command name; list: a
 * word of `for … in`; array: an element of `A=(…)`; test: an operand in `[[ ]]`; name: the name of a variable; other: only a
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
   * What precedes the value in the word. inside: a part of the word; start: nothing, and the value may be empty; needed: nothing,
   * and the syntax requires a word here (a redirection's target, a command's name).
   */
  readonly before: "inside" | "start" | "needed";
  /** Whether line breaks may precede the value, because it begins a pattern of a `case`. */
  readonly mayBreakBefore: boolean;
  /**
   * For a pattern of a `case`: how its `*` matches. any: the word is unknown, so other text may accompany the `*`; alone: the
   * word is known; never: the word does not contain the text before the value.
   */
  readonly star?: "any" | "alone" | "never" | undefined;
  /**
   * Whether the value names the file that a command reads. The file may not exist: the command's further redirections are then
   * not performed.
   */
  readonly isInput?: boolean | undefined;
  /** Whether only bash reads the value, as the subscript of an assignment. */
  readonly isSubscript?: boolean | undefined;
  /** Whether only bash reads the value, and computes with it immediately: the script ends there if the value is not an expression. */
  readonly isComputed?: boolean | undefined;
  /** Whether the character after the value belongs to the same word. */
  readonly attached: boolean;
  /** Whether `;`, `|` or `&` comes next on the line, before which no separator is allowed. */
  readonly beforeOperator: boolean;
  /** Whether the value is the name of the command, or begins it. */
  readonly namesCommand: boolean;
  /**
   * The command's status if the value ends it, whatever the value is: after success nothing after `||` runs, after failure
   * nothing after `&&`.
   */
  readonly status: "success" | "failure" | undefined;
  /** Whether the shell runs a line before it reads the next, so that the following lines may be anything. */
  readonly readsLines: boolean;
  /** Whether the command ends the shell or leaves the list: what is after it does not run. */
  readonly ends: boolean;
  /** Whether the rest of the line may become a comment and the script still runs the value's commands. */
  readonly mayCutLine: boolean;
  /** Whether the rest of the line contains nothing that quotes, opens or closes anything. */
  readonly plainRest: boolean;
  /** Whether the following text turns a `$` at the value's end into an expansion. */
  readonly opensExpansion: boolean;
  /** Whether field splitting has replaced all tabs and line breaks by spaces before the value is read. */
  readonly isSplit: boolean;
  /** Whether a backslash precedes the value, so that its first character is literal. */
  readonly escaped: boolean;
  /** Whether the value is inside backticks, where a further backtick ends the substitution. */
  readonly inBackticks: boolean;
  /** The context of the backticks, if a value may run its command between two backticks of its own. */
  readonly outside?: PasteContext | undefined;
  /** Whether the shell supports `<(…)`; `sh` is bash on some systems. */
  readonly processSubstitution: boolean;
  /**
   * Whether the value is in an arithmetic expression whose text could be a command's words, so that bash may read the whole as
   * subshells.
   */
  readonly mayBeSubshell: boolean;
  /** For arithmetic that is the operand of `${X:…}`. start: the value is directly after the first colon. */
  readonly isSlice?: "start" | "inside" | undefined;
  /** For arithmetic: whether another parameter before the value makes the expression one that no shell can compute. */
  readonly isBroken?: boolean | undefined;
  /** For arithmetic: whether the value is the first thing in the expression. */
  readonly opensArithmetic: boolean;
  /** Whether only bash reads the value: no other shell that `sh` may be. */
  readonly isBash: boolean;
  /** For arithmetic and an expansion: what contains it. */
  readonly outer?: "word" | "double" | "command" | undefined;
  /** For a here-document. */
  readonly hereDocument?: HereDocumentContext | undefined;
  /** How `xargs` has read the value before, if it has. */
  readonly byXargs?: XargsReading | undefined;
  /** Set if the value is in the command of a cron job. */
  readonly table?: CronTable | undefined;
  /** This place among those of the same value that the shell reads together, if there are several. */
  readonly together?: PlacesTogether | undefined;
}

/**
 * How `xargs` reads its input. raw: unchanged (`-0`); lines: each line is an item (`-d`); quoted-lines: each line is an item,
 * without its quotes (`-I`); words: spaces separate items too.
 */
export type XargsReading = "raw" | "lines" | "quoted-lines" | "words";

/** Crontabs whose lines do not contain a user, and those whose lines do. */
export type CronTable = "own" | "with-user";

/** Several places of one value in order of the script: they get the same text. */
export interface PlacesTogether {
  readonly index: number;
  readonly places: readonly PlaceTogether[];
}

export interface PlaceTogether {
  readonly context: PasteContext;
  /** The author's text up to the next place, if a scan can follow it. Expansions in it are replaced by letters. */
  readonly between: string | undefined;
  /** Whether the shell runs what it has read before it reads the line of the next place. */
  readonly endsLine: boolean;
}

/** Returns a context with the given quoting and role, and defaults for everything else. */
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
  /** Whether the operator is `<<-`: tabs before the delimiter are ignored. */
  readonly stripsTabs: boolean;
  /** Whether the delimiter is not quoted. */
  readonly expands: boolean;
  /** Whether the value is at the start of a line. */
  readonly atLineStart: boolean;
}
