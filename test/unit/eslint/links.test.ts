import { expect, it } from "vitest";
import { projectUrl, rulePage } from "../../../src/eslint/links.ts";

it.each([
  ["owner/name", "https://github.com/owner/name"],
  ["github:owner/name", "https://github.com/owner/name"],
  [{ url: "git+https://example.com/owner/name.git" }, "https://example.com/owner/name"],
  [{ url: "git+ssh://git@example.com/owner/name.git" }, "https://example.com/owner/name"],
  [{ url: "https://example.com/owner/name/" }, "https://example.com/owner/name"],
  [undefined, undefined],
])("the files of repository %j are at %s", (repository, url) => {
  expect(projectUrl(repository === undefined ? {} : { repository })).toBe(url);
});

it("a rule page is a URL if the project has one, otherwise a path in the package", () => {
  expect(rulePage("no-x", "https://example.com/owner/name")).toBe(
    "https://example.com/owner/name/blob/HEAD/rules/no-x.md",
  );
  expect(rulePage("no-x", undefined)).toMatch(/rules\/no-x\.md$/u);
});
