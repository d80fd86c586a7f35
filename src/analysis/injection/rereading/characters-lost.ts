/** Determines which values reach a second parse unchanged: those that the first parse neither changes nor fails on. */
import type { PasteContext } from "../scanner/paste-context.ts";

/** The character that ends the command of a cron job. Line breaks are handled by `throughCron`. */
const ENDS_JOB = /%/;

/**
 * Returns the characters that keep a value from reaching the second parse whole.
 * @param by the reader
 */
export function charactersLost(context: PasteContext | undefined, by: string): RegExp | undefined {
  const obeyed = obeyedOnTheWay(context);
  if (by !== "cron") return obeyed;
  return obeyed === undefined ? ENDS_JOB : new RegExp(`${ENDS_JOB.source}|${obeyed.source}`);
}

/** Characters that the first parse interprets; `undefined` if there are none. */
function obeyedOnTheWay(context: PasteContext | undefined): RegExp | undefined {
  switch (context?.quoting) {
    case "single":
      return /'/;
    case "double":
      return /["$`\\]/;
    case "here-document":
      return context.hereDocument?.expands === true ? /[$`\\]/ : undefined;
    case "word":
      return /["'$`\\\n;&|<>()]/;
    default:
      return undefined;
  }
}
