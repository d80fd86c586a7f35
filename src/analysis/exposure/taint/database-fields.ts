/** Open fields of a database's secret, and names of fields: in JSON, a URL or lines, whatever tool extracts them. */
import { type AbstractString, type Evaluation, outline } from "../../../shell/index.ts";
import { Effort } from "../../../programs/text/tool/effort.ts";
import { databaseSamples, hasOpenPart, type OtherForms } from "./database-samples.ts";
import { isOpenField } from "../secrets/open-fields.ts";
import { Revealer } from "./revealed.ts";
import { passesOnInput } from "../printing/passing-programs.ts";
import { isDocument, Secrets, type Secret } from "../secrets/secret.ts";

/** The budget for simulating tools on all forms of JSON for one script, in units. */
const MAX_EFFORT = 5_000_000;
/** The maximum number of possible field names; a script with more is not checked. */
const MOST_NAMES = 300;
/** jq functions that return the names of fields, or replace their values. */
const LISTS = /^(?:keys|keys_unsorted|key|to_entries|map_values|with_entries|walk|strings|scalars)$/;
/** A pattern that begins or ends at `@`, or `@` as a separator. */
const DIVIDES_URL = /[*+#\])^]@|@[*#|/.]|^-[dF]\n?@/m;
/** The same for `=`. */
const DIVIDES_LINES = /[*+)\]]=$|=\(?\.\*|\[\^=\]|^-[dF]\n?=/m;
/** The maximum number of pieces of text that one text is followed through. */
const MOST_PIECES = 500;
/** The maximum length of a field name, in characters: longer words are data. */
const MAX_NAME = 1_000;

export class DatabaseFields {
  readonly #evaluation: Evaluation;
  readonly #parameters: ReadonlySet<string>;
  readonly #forms = new Map<string, readonly (readonly Revealer[])[]>();

  constructor(evaluation: Evaluation, parameters: ReadonlySet<string>) {
    this.#evaluation = evaluation;
    this.#parameters = parameters;
  }

  /**
   * Returns whether the text, which reveals these secrets, contains only open fields or names of fields if the secrets have one
   * of the forms, for every order of the fields. The script shows that they have a form by finding such a field, or by dividing.
   */
  areIn(value: AbstractString, secrets: readonly Secret[]): boolean {
    if (secrets.length === 0 || !secrets.every(isDocument)) return false;
    const readers = readersOf(value);
    const others: OtherForms = {
      isUrl: DIVIDES_URL.test(readers),
      // One of several values is rarely a file of its own.
      hasLines: DIVIDES_LINES.test(readers) && !secrets.some(({ command }) => command?.includes("get-parameters")),
    };
    const key = `${others.isUrl} ${others.hasLines}`;
    let forms = this.#forms.get(key);
    if (forms === undefined) this.#forms.set(key, (forms = this.#revealers(others)));
    return forms.some((orders) =>
      orders.every((revealer) => {
        const held = revealer.held(value);
        return held.secrets.length === 0 && held.text !== undefined && hasOpenPart(held.text);
      }),
    );
  }

  #revealers(others: OtherForms): readonly (readonly Revealer[])[] {
    const names = namesIn(this.#evaluation);
    const hasFields = names.some((name) => isOpenField(name) || LISTS.test(name));
    if (names.length > MOST_NAMES || (!hasFields && !others.isUrl && !others.hasLines)) return [];
    const effort = new Effort(MAX_EFFORT);
    return databaseSamples(names, others).map((orders) =>
      orders.map((written) => new Revealer(new Secrets(written), this.#parameters, effort)),
    );
  }
}

/** The words of the programs that have read the text, and the patterns and separators with which the shell divides it, on lines. */
function readersOf(value: AbstractString): string {
  const words: string[] = [];
  const seen = new Set<object>();
  const follow = (text: AbstractString): void => {
    for (const piece of text) {
      const key = piece.kind === "output" ? piece.of : piece;
      if (piece.kind === "text" || seen.has(key) || seen.size >= MOST_PIECES) continue;
      seen.add(key);
      if (piece.kind === "unknown") {
        words.push(piece.match?.pattern ?? "", `-d${piece.word?.separators?.replace("\n", "") ?? ""}`);
        follow(piece.from ?? []);
        continue;
      }
      for (const { value: word } of piece.of.argv) {
        words.push(outline(word));
        follow([...word, ...(piece.of.file(outline(word)) ?? [])]);
      }
      follow(piece.of.stdin ?? []);
    }
  };
  follow(value);
  return words.join("\n");
}

/** Names in the words of programs that select text. */
function namesIn({ invocations }: Evaluation): readonly string[] {
  const names = new Set<string>();
  for (const { program, runs } of invocations) {
    if (!passesOnInput(program) || /^(?:echo|printf|cat)$/.test(program)) continue;
    for (const { argv } of runs)
      for (const { value } of argv.slice(1))
        for (const name of possibleNames(outline(value))) {
          if (name.length <= MAX_NAME) names.add(name);
          if (names.size > MOST_NAMES) return [...names];
        }
  }
  return [...names];
}

/** The words of a text, and what they are part of: in `."api-key"`, the name is `api-key`, and in `.host-1`, it is `host`. */
function* possibleNames(text: string): Iterable<string> {
  for (const [whole] of text.matchAll(/[A-Za-z_]\w*(?:[.-]\w+)*/g)) {
    yield whole;
    yield* whole.match(/[A-Za-z_]\w*/g)!;
  }
}
