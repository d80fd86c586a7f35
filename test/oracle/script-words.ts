/** Words of generated scripts: numbers, quoted text and variable names. */
import type { Target } from "./generate.ts";

/** Numbers for places, conditions, variables and files. Each number is used once. */
export class Numbers {
  #last = 0;

  next(): number {
    return ++this.#last;
  }
}

/** The text in single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const variables: Readonly<Record<Target, readonly string[]>> = {
  profile: ["AWS_PROFILE"],
  "default-profile": ["AWS_DEFAULT_PROFILE"],
  keys: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  key: ["AWS_ACCESS_KEY_ID"],
  secret: ["AWS_SECRET_ACCESS_KEY"],
  "web-identity": ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
  file: ["AWS_SHARED_CREDENTIALS_FILE"],
};

export function variablesOf(target: Target): readonly string[] {
  return variables[target];
}
