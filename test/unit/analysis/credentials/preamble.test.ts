import { expect, it } from "vitest";
import { instanceRolePreamble } from "../../../../src/analysis/credentials/preamble.ts";

it("gets a token that requests at the end of a long script can use again", () => {
  expect(instanceRolePreamble().join("\n")).toContain("X-aws-ec2-metadata-token-ttl-seconds: 21600'");
});
