import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("src/package-info.ts matches package.json (npm run generate writes it)", async () => {
  const { name, version, repository } = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, unknown>;
  const known = { name, version, ...(repository === undefined ? {} : { repository }) };
  const literal = JSON.stringify(known, null, 1)
    .replaceAll(/\n\s*/g, " ")
    .replaceAll(/"(\w+)":/g, "$1:");
  const text = readFileSync("src/package-info.ts", "utf8");
  const expected = text.replace(/(packageInfo: PackageInfo = ).*;/, (_, start: string) => `${start}${literal};`);
  await expect(expected).toMatchFileSnapshot("../../src/package-info.ts");
});
