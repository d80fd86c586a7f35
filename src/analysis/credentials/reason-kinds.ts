/** The reasons for which an invocation gets no explicit credentials. */
import type { Span } from "../../shell/index.ts";

/**
 * - nothing: the script contains nothing about credentials.
 * - somePaths: other paths have credentials.
 * - inherited: only those paths have them on which the script found them in its initial environment.
 * - unseen: paths that run unknown code may have them.
 * - unseenRemoved: unknown code may have set a key, which has been removed since.
 * - downloaded: only code that the script has just downloaded may give them.
 * - What became of a variable: notExported, lost (with a subshell, pipeline …), uncalled (in a function or trap that has not
 *   run), otherBranch, later, oneCommand (`X=1 cmd`), unreached (for an undetermined reason), noValue (`export X`), otherStep,
 *   dropped (by `sudo` …), removed (by `unset` …), empty.
 * - emptyOption: the value of `--profile` is empty.
 * - keyWithoutSecret, secretWithoutKey: half of a key.
 */
export type ReasonKind =
  | "nothing"
  | "somePaths"
  | "inherited"
  | "unseen"
  | "unseenRemoved"
  | "downloaded"
  | "notExported"
  | "lost"
  | "uncalled"
  | "otherBranch"
  | "later"
  | "oneCommand"
  | "unreached"
  | "noValue"
  | "otherStep"
  | "dropped"
  | "removed"
  | "empty"
  | "emptyOption"
  | "keyWithoutSecret"
  | "secretWithoutKey";

/** Reasons that apply to a script that does not try to give its commands credentials. */
const SHOWS_NO_INTENT: ReadonlySet<ReasonKind> = new Set(["nothing", "inherited", "unseen", "downloaded"]);

export interface Reason {
  readonly kind: ReasonKind;
  /** The variable (or option) that the message mentions; "" if there is none. */
  readonly variable: string;
  /** The assignment or export that misleads the reader: this invocation does not see it. */
  readonly span: Span | undefined;
  /** What removed the variable, and where; or the scope that the variable is lost with, and where that scope ends. */
  readonly by: string;
  readonly until: Span | undefined;
  /** Document index of the earlier step that contains `span`. */
  readonly step: number | undefined;
  /** Whether the script fetches the variable's value later, such as with `aws sts assume-role`. */
  readonly isFetched: boolean;
}

/** Creates a reason; without details, it names no variable and no position. */
export function reason(kind: ReasonKind, variable = "", span?: Span, more: Partial<Reason> = {}): Reason {
  return { kind, variable, span, by: "", until: undefined, step: undefined, isFetched: false, ...more };
}

/**
 * Whether the script tries to give the command credentials. It does not after `unset`, and before it fetches them: until then, it
 * has those of the instance.
 */
export function showsIntent({ kind, by, isFetched }: Reason): boolean {
  const isUnset = (kind === "removed" || kind === "unseenRemoved") && by === "unset";
  return !SHOWS_NO_INTENT.has(kind) && !isFetched && !isUnset;
}
