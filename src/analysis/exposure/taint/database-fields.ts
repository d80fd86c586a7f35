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
const DIVIDES_URL = /[*+#\])^]@|@[*#|/]|\s-[dF]\s*["']?@/;
/** The same for `=`, which also ends `IFS`. */
const DIVIDES_LINES = /\bIFS=["']?=|\s-[dF]\s*["']?=|=(?:\*[}"']|\(?\.\*)|[*+)\]]=["']|\[\^=\]/;
/** The maximum length of a field name, in characters. */
const MAX_NAME = 40;

export class DatabaseFields {
  readonly #evaluation: Evaluation;
  readonly #parameters: ReadonlySet<string>;
  /** Whether the script divides a text as one in such a form. */
  readonly #others: OtherForms;
  #forms: readonly (readonly Revealer[])[] | undefined;
  #formsOfMany: readonly (readonly Revealer[])[] | undefined;

  /** @param text the script */
  constructor(evaluation: Evaluation, parameters: ReadonlySet<string>, text: string) {
    this.#others = { isUrl: DIVIDES_URL.test(text), hasLines: DIVIDES_LINES.test(text) };
    this.#evaluation = evaluation;
    this.#parameters = parameters;
  }

  /**
   * Returns whether the text, which reveals these secrets, contains only open fields or names of fields if the secrets have one
   * of the forms, for every order of the fields. The script shows that they have a form by finding such a field, or by dividing.
   */
  areIn(value: AbstractString, secrets: readonly Secret[]): boolean {
    if (secrets.length === 0 || !secrets.every(isDocument)) return false;
    // One of several values is rarely a file of its own.
    const isOfMany = secrets.some(({ command }) => command?.includes("get-parameters") === true);
    const forms =
      isOfMany && this.#others.hasLines
        ? (this.#formsOfMany ??= this.#revealers({ ...this.#others, hasLines: false }))
        : (this.#forms ??= this.#revealers(this.#others));
    return forms.some((orders) =>
      orders.every((revealer) => {
        const held = revealer.held(value);
        return held.secrets.length === 0 && held.text !== undefined && hasOpenPart(held.text);
      }),
    );
  }

  #revealers({ hasLines, isUrl }: OtherForms): readonly (readonly Revealer[])[] {
    const names = namesIn(this.#evaluation);
    const hasFields = names.some((name) => isOpenField(name) || LISTS.test(name));
    if (names.length > MOST_NAMES || (!hasFields && !isUrl && !hasLines)) return [];
    const effort = new Effort(MAX_EFFORT);
    return databaseSamples(names, { hasLines, isUrl }).map((orders) =>
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
