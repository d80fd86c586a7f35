/** The table of what `aws` operations print: it is as large as the rest of the page, so it is loaded if a script needs it. */
import { setOperationsTable } from "../../src/browser.ts";

let text: string | undefined;
let wanted = false;

setOperationsTable(() => {
  wanted = text === undefined;
  return text;
});

export const operations = {
  /** Whether the last text asked for the table in vain. */
  isWanted: (): boolean => wanted,
  /** @returns whether it is there; if it cannot be loaded, scripts are judged without it, and it is not asked for again. */
  async load(): Promise<boolean> {
    wanted = false;
    try {
      const response = await fetch(new URL("aws-operations.jsonl", import.meta.url));
      text = response.ok ? await response.text() : "";
    } catch {
      text = "";
    }
    return text !== "";
  },
};
