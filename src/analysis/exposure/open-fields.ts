/** Fields of a secret in JSON that are no secrets: where the database is, and who asks. */
import { OPEN_FIELDS } from "../../aws/json/secret-keys.ts";
import { wordsOf } from "./parameter-names.ts";

/** Whether the name ends so: `host`, `DB_HOST`, `dbUserName`. */
export function isOpenField(name: string): boolean {
  if (OPEN_FIELDS.has(name.toLowerCase())) return true;
  const words = wordsOf(name).slice(-2);
  return OPEN_FIELDS.has(words.join("")) || OPEN_FIELDS.has(words.at(-1) ?? "");
}
