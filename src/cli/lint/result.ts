/** The result of linting one file, in ESLint's own format. */
import type { Linter } from "eslint";

export type Message = Linter.LintMessage;
export type SuppressedMessage = Linter.LintMessage & {
  readonly suppressions: readonly { readonly kind: string; readonly justification: string }[];
};

/** Counts of what was read in a file. */
export interface ReadCounts {
  readonly documents: number;
  /** Steps of all kinds. */
  readonly steps: number;
  /** Scripts of the steps that run shell scripts. */
  readonly scripts: number;
  /** Resources whose document is not in the file and cannot be determined from it. Absent if there are none. */
  readonly skipped?: readonly {
    readonly id: string;
    readonly line: number;
    readonly column: number;
    readonly reason: string;
  }[];
}

/** ESLint's `LintResult`, the input of its formatters and of `--format json`. */
export interface FileResult {
  /** Absolute, or `<text>` for stdin without a name. */
  readonly filePath: string;
  messages: Message[];
  suppressedMessages: SuppressedMessage[];
  errorCount: number;
  fatalErrorCount: number;
  warningCount: number;
  fixableErrorCount: number;
  fixableWarningCount: number;
  /** The text that the messages' positions refer to, if there are messages and nothing was fixed. */
  readonly source?: string;
  /** The text after fixing, if it changed. */
  readonly output?: string;
  readonly usedDeprecatedRules: readonly never[];
  /** Not part of ESLint's results. */
  readonly read?: ReadCounts;
}

/** A result with its counts, in ESLint's order of keys. */
export function fileResult(
  filePath: string,
  messages: Message[],
  suppressedMessages: SuppressedMessage[],
  text: { readonly source: string; readonly output: string | undefined },
): FileResult {
  return {
    filePath,
    messages,
    suppressedMessages,
    ...countsOf(messages),
    ...(text.output !== undefined && { output: text.output }),
    ...(text.output === undefined && messages.length + suppressedMessages.length > 0 && { source: text.source }),
    usedDeprecatedRules: [],
  };
}

/** A file that could not be read, checked or written. */
export interface FailedFile {
  readonly path: string;
  readonly reason: string;
}

/** ESLint's counts of messages. */
export function countsOf(messages: readonly Message[]) {
  const count = (wanted: (message: Message) => unknown) => messages.filter(wanted).length;
  return {
    errorCount: count(({ severity }) => severity === 2),
    fatalErrorCount: count(({ fatal }) => fatal),
    warningCount: count(({ severity }) => severity === 1),
    fixableErrorCount: count(({ severity, fix }) => severity === 2 && fix),
    fixableWarningCount: count(({ severity, fix }) => severity === 1 && fix),
  };
}

/** The text that a result's positions refer to. */
export const textOf = (result: FileResult): string => (result.output ?? result.source ?? "").replace(/^\uFEFF/, "");

/** The lines of this text, without line terminators. */
export const linesOf = (result: FileResult): string[] => textOf(result).split(/\r?\n/);
