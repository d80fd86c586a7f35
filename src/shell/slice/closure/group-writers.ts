/** Finds the commands of a group whose common redirection writes a watched file: `{ echo …; } > ~/.aws/credentials`. */
import type { Statement } from "unbash";
import type { WatchedNames } from "../criterion/criterion.ts";
import { isInside, type Call } from "../survey/fragments.ts";
import { expansions } from "../../syntax/names.ts";
import type { Survey } from "../survey/survey.ts";

/** @param variables whose values may name such a file */
export function groupWriters(survey: Survey, watched: WatchedNames, variables: ReadonlySet<string>): readonly Call[] {
  const groups = new Set<Statement>();
  for (const { text, statement } of survey.redirected)
    if (statement !== undefined && (watched.file.test(text) || expansions(text).some((name) => variables.has(name))))
      groups.add(statement);
  return groups.size === 0 ? [] : survey.calls.filter(({ place }) => isInside(place, groups));
}
