/** Which values reach what reads them a second time as they are: those that the first reading neither changes nor stumbles over. */
import type { PasteContext } from "../scanner/paste-context.ts";

/** The character that ends the command of a job of cron. What a line break does is told by `throughCron`. */
const ENDS_JOB = /%/;

/** Characters with which no value gets whole to what reads it again. @param by the reader */
export function lostOnTheWay(context: PasteContext | undefined, by: string): RegExp | undefined {
  const obeyed = obeyedOnTheWay(context);
  if (by !== "cron") return obeyed;
  return obeyed === undefined ? ENDS_JOB : new RegExp(`${ENDS_JOB.source}|${obeyed.source}`);
}

/** Characters that the first reading obeys; `undefined` if it obeys none. */
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
