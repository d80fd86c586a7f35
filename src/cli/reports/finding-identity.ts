/** Stable identities of findings, for services that compare reports. */
import { fingerprint } from "../baseline/fingerprint.ts";
import { linesOf, type FileResult, type Message, type SuppressedMessage } from "../lint/result.ts";
import { digest } from "../support/digest.ts";

export interface Identified<Finding extends Message> {
  readonly message: Finding;
  /** Stable when the lines around the finding move, and unique within the file. */
  readonly identity: string;
}

/** The findings of a file, each with an identity. Equal findings are distinguished by their order. */
export function* withIdentity<Finding extends Message | SuppressedMessage>(
  result: FileResult,
  messages: readonly Finding[],
): Generator<Identified<Finding>> {
  const lines = linesOf(result);
  const seen = new Map<string, number>();
  for (const message of messages) {
    const print = fingerprint(message, lines);
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    yield { message, identity: `${print}:${count}` };
  }
}

/** An identity that is also unique across files: 40 hexadecimal digits. */
export const globalIdentity = (path: string, identity: string): string =>
  digest("sha1", `${path}\0${identity}`).toString("hex");
