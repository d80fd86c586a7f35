/** The type of a finding about a placeholder. */
import type { Span } from "../../shell/index.ts";
import type { PasteContext } from "./scanner/paste-context.ts";
import type { Pasted } from "./places/pasted-values.ts";
import type { Instead } from "./rereading/handing-on.ts";
import type { SecondParse } from "./rereading/second-parses.ts";
import type { Harm } from "./scanner/scan-state.ts";

/**
 * - command: a permitted value runs a command.
 * - write: it writes a file.
 * - unanchored: it would do no harm if the pattern had to match the whole value.
 * - secondParse: it runs a command when it is read as code again.
 * - computed: it does so when bash computes with it.
 * - together: it does so with the value of another parameter.
 * - splits: it becomes several words.
 * - The others are about `interpolationType: ENV_VAR`. envOldAgent: an agent that does not support the key pastes the value.
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
  | "envTilde"
  | "envSecondParse"
  | "envDropped"
  | "envIgnored"
  | "envOldAgent";

export interface Rereading {
  readonly by: string;
  readonly span: Span;
  /** For "envDropped": how the code can get the value. */
  readonly instead?: Instead | undefined;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly pasted: Pasted;
  /** The harm that the value does; `undefined` if it runs a command, or does no harm. */
  readonly harm?: Harm | undefined;
  /** A value that the declaration permits and that does the harm. */
  readonly witness: string | undefined;
  /** The values of other parameters, by name, that are needed for the harm. */
  readonly others?: ReadonlyMap<string, string> | undefined;
  /** The context in which the value does harm. */
  readonly context: PasteContext | undefined;
  /** For harm where the value is pasted: the shell that reads it again as code. */
  readonly reread?: SecondParse | undefined;
  /** What reads the value again, and where. */
  readonly again: Rereading | undefined;
  /** For "envNameCharacter": the characters after the placeholder that the shell reads as a part of the name. */
  readonly suffix?: string | undefined;
}
