/** A program that fails if its file is empty checks the calls whose output the file contains. */
import { expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

it.each(["openssl x509 -in", "tar xf", "jq -e ."])("%s", (reader) => {
  const script = `export AWS_PROFILE=p\naws s3 cp s3://b/x - | jq -r .cert > cert.pem\n${reader} cert.pem || exit 1\necho`;
  // `lint` compares the findings of the slice with those of the complete script.
  expect(lint(document(script), { rules })).toEqual([]);
  expect(lint(document(script.replace(" || exit 1", "")), { rules })).toHaveLength(1);
});
