/** Which values reach what reads them a second time as they are: those that the first reading neither changes nor stumbles over. */
import type { PasteContext } from "./scanner/paste-context.ts";

/** What `xargs` obeys in its input. */
const BY_XARGS = String.raw`["'\\\n]`;

/** What the first reading obeys, and `xargs` if the value comes by that. */
export function obeyedOnTheWay(context: PasteContext | undefined, isByXargs: boolean): RegExp | undefined {
  const first = context && obeyedIn(context);
  if (!isByXargs) return first;
  return new RegExp(first === undefined ? BY_XARGS : `${first.source}|${BY_XARGS}`);
}

/** Characters that the first reading obeys; `undefined` if it obeys none. */
function obeyedIn({ quoting, hereDocument }: PasteContext): RegExp | undefined {
  switch (quoting) {
    case "single":
      return /'/;
    case "double":
      return /["$`\\]/;
    case "here-document":
      return hereDocument?.expands === true ? /[$`\\]/ : undefined;
    case "word":
      return /["'$`\\\n;&|<>()]/;
    default:
      return undefined;
  }
}
