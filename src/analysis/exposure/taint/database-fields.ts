/** Open fields of a database's secret: the host and the user's name, whatever tool extracts them. */
import { type AbstractString, type Evaluation, outline } from "../../../shell/index.ts";
import { Effort } from "../../../programs/text/tool/effort.ts";
import { databaseSamples, hasOpenPart } from "./database-samples.ts";
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
const DIVIDES_URL = /[*+#\])^]@|@[*#|/]|\s-[dF]\s*["']?@/;
/** The maximum length of a field name, in characters. */
const MAX_NAME = 40;

export class DatabaseFields {
  readonly #evaluation: Evaluation;
  readonly #parameters: ReadonlySet<string>;
  /** Whether the script divides a text at `@`, as the URL of a database. */
  readonly #isUrl: boolean;
  #forms: readonly (readonly Revealer[])[] | undefined;

  /** @param text the script */
  constructor(evaluation: Evaluation, parameters: ReadonlySet<string>, text: string) {
    this.#isUrl = DIVIDES_URL.test(text);
    this.#evaluation = evaluation;
    this.#parameters = parameters;
  }

  /**
   * Returns whether the text, which reveals these secrets, contains only open fields or names of fields if the secrets are JSON:
   * in at least one form, for every order of the fields. The script shows that they are JSON by finding such a field.
   */
  areIn(value: AbstractString, secrets: readonly Secret[]): boolean {
    if (secrets.length === 0 || !secrets.every(isDocument)) return false;
    this.#forms ??= this.#revealers();
    return this.#forms.some((orders) =>
      orders.every((revealer) => {
        const held = revealer.held(value);
        return held.secrets.length === 0 && held.text !== undefined && hasOpenPart(held.text);
      }),
    );
  }

  #revealers(): readonly (readonly Revealer[])[] {
    const names = namesIn(this.#evaluation);
    const hasFields = names.some((name) => isOpenField(name) || LISTS.test(name));
    if (names.length > MOST_NAMES || (!hasFields && !this.#isUrl)) return [];
    const effort = new Effort(MAX_EFFORT);
    return databaseSamples(names, this.#isUrl).map((orders) =>
      orders.map((written) => new Revealer(new Secrets(written), this.#parameters, effort)),
    );
  }
}

/** Names in the words of programs that select text. */
function namesIn({ invocations }: Evaluation): readonly string[] {
  const names = new Set<string>();
  for (const { program, runs } of invocations) {
    if (!passesOnInput(program) || /^(?:echo|printf|cat)$/.test(program)) continue;
    for (const { argv } of runs)
      for (const { value } of argv.slice(1))
        for (const [name] of outline(value).matchAll(/[A-Za-z_]\w*/g)) {
          if (name.length <= MAX_NAME) names.add(name);
          if (names.size > MOST_NAMES) return [...names];
        }
  }
  return [...names];
}
