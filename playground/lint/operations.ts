/** The table of the output of `aws` operations. It is as large as the rest of the page, so it is only loaded if a script needs it. */
import { setOperationsTable } from "../../src/browser.ts";

let text: string | undefined;
let wanted = false;

setOperationsTable(() => {
  wanted = text === undefined;
  return text;
});

export const operations = {
  /** Whether the last text needed the table before it was loaded. */
  isWanted: (): boolean => wanted,
  /** @returns whether the table is loaded. If it cannot be loaded, scripts are linted without it, and it is not requested again. */
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
