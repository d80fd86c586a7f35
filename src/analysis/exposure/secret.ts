/** Secrets, and made-up values that stand for them: where such a value comes out, so does the secret. */

export type SecretKind =
  /** Of what an `aws` command prints, or the whole of it. */
  | "aws"
  /** The role's credentials from the metadata service. */
  | "role"
  /** The session token of IMDSv2. */
  | "token"
  /** A parameter of the document, by its name. */
  | "parameter"
  /** A variable that the AWS CLI takes a key from. */
  | "variable";

export interface Secret {
  readonly kind: SecretKind;
  /** What it is called: a key, a parameter, a variable; none if it is all that a command prints. */
  readonly name: string | undefined;
  /** The command that prints it: `aws sts assume-role`. */
  readonly command: string | undefined;
  /** Where it comes out, so does the secret. */
  readonly mark: string;
  /** Stands for its value: the mark, or a text that has it. */
  readonly value: string;
  /** Nobody knows the form of its value: a pattern may match a part of it. */
  readonly isOpaque: boolean;
}

const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 40;

/** A value like no other: a digit and a letter of either case first, so that what tests for these finds them. */
function markFor(number: number): string {
  let state = (number + 1) * 2_654_435_761;
  let mark = "";
  while (mark.length < LENGTH) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e_37_79_b9) | 0;
    mark += LETTERS[(state >>> 8) % LETTERS.length];
  }
  return mark;
}

/** Secrets that often are JSON with several fields. */
const DOCUMENTS = new Set(["SecretString", "SecretBinary", "Value", "Plaintext"]);

/** Whether it may be JSON, of which some fields are no secrets. */
export function isDocument({ isOpaque, kind, name }: Pick<Secret, "isOpaque" | "kind" | "name">): boolean {
  return isOpaque && kind === "aws" && name !== undefined && DOCUMENTS.has(name);
}

/** The secrets of one evaluation, each with a mark of its own. */
export class Secrets {
  readonly #all = new Map<string, Secret>();
  readonly #written: ((mark: string) => string) | undefined;

  /** @param written the JSON that those that may be JSON are, with the mark in it. */
  constructor(written?: (mark: string) => string) {
    this.#written = written;
  }

  of(kind: SecretKind, name: string | undefined, command?: string, isOpaque: boolean = true): Secret {
    const key = `${kind} ${name} ${command}`;
    let secret = this.#all.get(key);
    if (secret === undefined) {
      const mark = markFor(this.#all.size);
      secret = { kind, name, command, isOpaque, mark, value: mark };
      if (this.#written !== undefined && isDocument(secret))
        secret = { ...secret, isOpaque: false, value: this.#written(mark) };
      this.#all.set(key, secret);
    }
    return secret;
  }
}

/** So many characters of a secret in a row are more than a hint. */
const TELLING = 8;

/** Whether the text lets a secret be told: a longer part of its mark is in it, in either case, forwards or backwards, or in base64. */
export function reveals(text: string, secret: Secret): boolean {
  return showsPlainly(text, secret) || decodedIn(text).some((decoded) => showsPlainly(decoded, secret));
}

/** Whether such a part is in it as it is. */
export function showsPlainly(text: string, { mark }: Secret): boolean {
  if (text.includes(mark)) return true;
  if (text.length < TELLING) return false;
  const lower = text.toLowerCase();
  const whole = mark.toLowerCase();
  const reversed = [...whole].toReversed().join("");
  for (let at = 0; at + TELLING <= whole.length; at++)
    if (lower.includes(whole.slice(at, at + TELLING)) || lower.includes(reversed.slice(at, at + TELLING))) return true;
  return false;
}

/** Of that length is a part of base64 that tells a part of a secret. */
const ENCODED = /[A-Za-z\d+/]{12,}/g;

/** What parts of the text are in base64, wherever the groups of four begin. */
function decodedIn(text: string): readonly string[] {
  return [...text.matchAll(ENCODED)].flatMap(([digits]) =>
    [0, 1, 2, 3].map((start) => {
      const end = digits.length - ((digits.length - start) % 4 === 1 ? 1 : 0);
      return atob(digits.slice(start, end));
    }),
  );
}
