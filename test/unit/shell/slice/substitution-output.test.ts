import { expect, test } from "vitest";
import { startedIn, withoutStarted } from "../../../../src/shell/slice/criterion/substitution-output.ts";

const withoutAws = (text: string): string => withoutStarted(text, startedIn("aws"));

test("a substitution is not closed: the next text is read from its start", () => {
  expect(withoutAws("echo `aws s3 ls")).toBe("echo `aws s3 ls");
  expect(withoutAws("X=$(aws s3 ls); aws b")).toBe("X=$( s3 ls); aws b");
  expect(withoutAws("aws b")).toBe("aws b");
});
