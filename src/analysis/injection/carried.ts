/** Which values reach what reads them a second time as they are: those that the first reading neither changes nor stumbles over. */
import type { PasteContext } from "./scanner/paste-context.ts";

/** Characters that the first reading obeys; `undefined` if it obeys none. */
export function obeyedOnTheWay(context: PasteContext | undefined): RegExp | undefined {
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
