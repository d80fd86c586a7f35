/** What the page and the worker that lints say to each other. */
import type { Linter } from "eslint";

/** A rule's setting, as ESLint takes it. */
export type RuleSettings = Readonly<Record<string, unknown>>;

export interface Request {
  /** Counts up; an answer to an older request is stale. */
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
  /** SSM documents that the text holds. */
  readonly documents: number;
  /** What went wrong; there are no messages then. */
  readonly failure: string | undefined;
}
