/** Fields of a JSON secret that are not secret themselves: the location of the database, and the user. */
import { OPEN_FIELDS } from "../../../aws/json/secret-keys.ts";
import { wordsOf } from "./parameter-names.ts";

/** Returns whether the name ends in that of an open field: `host`, `DB_HOST`, `dbUserName`. */
export function isOpenField(name: string): boolean {
  if (OPEN_FIELDS.has(name.toLowerCase())) return true;
  const words = wordsOf(name).slice(-2);
  return OPEN_FIELDS.has(words.join("")) || OPEN_FIELDS.has(words.at(-1) ?? "");
}
