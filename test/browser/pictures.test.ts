/** The README's screenshots are up to date. `npm run pictures` takes them again. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const hasChromium = existsSync(process.env["CHROMIUM"] ?? "/usr/bin/chromium");

test.skipIf(!hasChromium)(
  "the text in the screenshots is up to date",
  async () => {
    const { pictures } = (await import("../../build/pictures.mjs" as string)) as {
      pictures(): Promise<Readonly<Record<"terminal" | "playground", string>>>;
    };
    expect(await pictures()).toEqual(JSON.parse(readFileSync("docs/pictures/text.json", "utf8")));
  },
  120_000,
);
