/** What is found wrong with a placeholder. */
import type { Span } from "../../shell/index.ts";
import type { PasteContext } from "./scanner/paste-context.ts";
import type { Pasted } from "./places/pasted-values.ts";
import type { Harm } from "./scanner/scan-state.ts";

/**
 * command: a permitted value runs a command; write: it writes a file; unanchored: it would not if the pattern had to match the whole
 * value; secondParse: it runs a command when it is read as code again; computed: when bash computes with it; together: with the value of another
 * parameter it runs a command; splits: it becomes several
 * words. The others are about `interpolationType: ENV_VAR`; envOldAgent: an agent pastes it that does not know the key.
 */
export type FindingKind =
  | "command"
  | "write"
  | "unanchored"
  | "secondParse"
  | "computed"
  | "together"
  | "splits"
  | "envLiteral"
  | "envNameCharacter"
  | "envSecondParse"
  | "envDropped"
  | "envIgnored"
  | "envOldAgent";

export interface Rereading {
  readonly by: string;
  readonly span: Span;
  /** For "envDropped": an option of sudo keeps the variable. */
  readonly isSudo?: boolean | undefined;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly pasted: Pasted;
  /** What the value does: without it, it runs a command, or does no harm. */
  readonly harm?: Harm | undefined;
  /** A value that the declaration permits. */
  readonly witness: string | undefined;
  /** Values of other parameters, by their names, without which it would not. */
  readonly others?: ReadonlyMap<string, string> | undefined;
  /** Where the value does it. */
  readonly context: PasteContext | undefined;
  /** What reads the value again, and where. */
  readonly again: Rereading | undefined;
  /** For "envNameCharacter": the characters behind the placeholder that the shell takes for a part of the name. */
  readonly suffix?: string | undefined;
}
