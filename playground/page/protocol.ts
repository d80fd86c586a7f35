/** The messages between the page and the worker that lints. */
import type { Linter } from "eslint";

/** The rules' settings, in ESLint's format. */
export type RuleSettings = Readonly<Record<string, unknown>>;

export interface Request {
  /** Increases with each request. Answers to older requests are stale. */
  readonly id: number;
  readonly task: "lint" | "fix" | "trace";
  readonly text: string;
  /** Whether the text is read as JSON or as YAML. */
  readonly language: "json" | "yaml";
  readonly rules: RuleSettings;
}

export interface Answer {
  readonly id: number;
  readonly task: Request["task"];
  readonly messages: readonly Linter.LintMessage[];
  /** The text with all fixes, for the task "fix". */
  readonly output: string | undefined;
  /** What each call sees, for the task "trace": text, laid out for a fixed-width font. */
  readonly trace: string | undefined;
  /** The number of SSM documents in the text. */
  readonly documents: number;
  /** An error message. If it is set, `messages` is empty. */
  readonly failure: string | undefined;
}
