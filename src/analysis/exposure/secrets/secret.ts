/** Secrets, and the made-up values that represent them: if such a value is printed, the secret is. */

export type SecretKind =
  /** A part of what an `aws` command prints, or the whole output. */
  | "aws"
  /** The role's credentials from the metadata service. */
  | "role"
  /** The session token of IMDSv2. */
  | "token"
  /** A parameter of the document, by its name. */
  | "parameter"
  /** A variable that the AWS CLI reads a key from. */
  | "variable";

export interface Secret {
  readonly kind: SecretKind;
  /** The name of a key, a parameter or a variable; `undefined` if the secret is the whole output of a command. */
  readonly name: string | undefined;
  /** The command that prints the secret: `aws sts assume-role`. */
  readonly command: string | undefined;
  /** If the mark is printed, so is the secret. */
  readonly mark: string;
  /** Represents the secret's value: the mark, or a text that contains the mark. */
  readonly value: string;
  /** Whether the form of the secret's value is unknown: a pattern may match a part of it. */
  readonly isOpaque: boolean;
  /** Whether it is one field of a secret that is JSON. */
  readonly isField?: true;
  /** Whether a tool selected something of it that may not be secret. */
  readonly isPart?: true;
}

const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 40;

/** Returns a unique value with digits and letters of both cases, so that tools that test for these find them. */
function markFor(number: number): string {
  let state = (number + 1) * 2_654_435_761;
  let mark = "";
  while (mark.length < LENGTH) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e_37_79_b9) | 0;
    mark += LETTERS[(state >>> 8) % LETTERS.length];
  }
  return mark;
}

/** Secrets that are often JSON with several fields. */
const DOCUMENTS = new Set(["SecretString", "SecretBinary", "Value", "Plaintext"]);

/** Returns whether the secret may be JSON, of which some fields are not secret. */
export function isDocument({ isOpaque, kind, name }: Pick<Secret, "isOpaque" | "kind" | "name">): boolean {
  return isOpaque && kind === "aws" && name !== undefined && DOCUMENTS.has(name);
}

/** The secrets of one evaluation, each with its own mark. */
export class Secrets {
  readonly #all = new Map<string, Secret>();
  readonly #written: ((mark: string) => string) | undefined;

  /** @param written returns the JSON, with the mark in it, for secrets that may be JSON */
  constructor(written?: (mark: string) => string) {
    this.#written = written;
  }

  /** One field of a secret that is JSON: a word of unknown length, or JSON again. */
  fieldOf(secret: Secret): Secret {
    const key = `field of ${secret.mark}`;
    let field = this.#all.get(key);
    if (field === undefined) {
      const mark = markFor(this.#all.size);
      this.#all.set(key, (field = { ...secret, isOpaque: false, isField: true, mark, value: mark }));
    }
    return field;
  }

  /** Something that a tool selects from the secret: a part of it, or a field that is not secret. */
  partOf(secret: Secret): Secret {
    const key = `part of ${secret.mark}`;
    const part = this.#all.get(key) ?? { ...secret, isPart: true };
    this.#all.set(key, part);
    return part;
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

/** This many consecutive characters of a secret are more than a hint. */
const TELLING = 8;

/**
 * Returns whether the text reveals a secret: it contains a longer part of the secret's mark, in either case, forwards or
 * backwards, or in base64.
 */
export function revealsSecret(text: string, secret: Secret): boolean {
  return showsPlainly(text, secret) || decodedIn(text).some((decoded) => showsPlainly(decoded, secret));
}

/** Returns whether the text contains such a part without an encoding. */
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

/** A string of this length in base64 can reveal a part of a secret. */
const ENCODED = /[A-Za-z\d+/]{12,}/g;

/** Decodes the parts of the text that are in base64, for each possible start of the groups of four. */
function decodedIn(text: string): readonly string[] {
  return [...text.matchAll(ENCODED)].flatMap(([digits]) =>
    [0, 1, 2, 3].map((start) => {
      const end = digits.length - ((digits.length - start) % 4 === 1 ? 1 : 0);
      return atob(digits.slice(start, end));
    }),
  );
}
