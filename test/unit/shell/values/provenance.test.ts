import { afterEach, beforeEach, expect, test } from "vitest";
import { labelValue } from "../../../../src/shell/state/variables.ts";
import { stringKey } from "../../../../src/shell/values/equality.ts";
import { inheritedValue } from "../../../../src/shell/values/pieces.ts";
import { keepProvenance } from "../../../../src/shell/values/provenance.ts";
import type { AbstractString } from "../../../../src/shell/model/value.ts";

beforeEach(() => keepProvenance(() => true));
afterEach(() => keepProvenance(undefined));

test("variables that are appended to each other keep a provenance of limited size", () => {
  const names = ["API_TOKEN", "DB_PASSWORD", "SECRET_KEY"];
  let values: AbstractString[] = names.map((name) => [inheritedValue(name)]);
  for (let round = 0; round < 12; round++)
    values = values.map((value, at) => labelValue(names[at]!, [...value, ...values.toSpliced(at, 1).flat()]));
  expect(stringKey(values[0]!).length).toBeLessThan(20_000);
});

test("a variable with a telling name is the provenance of what is made from it", () => {
  const password = labelValue("PASSWORD", [inheritedValue("GIVEN")]);
  const [url] = labelValue("URL_WITH_TOKEN", [{ kind: "text", text: "x", pos: 0, end: 1 } as never, ...password]);
  expect(url).toMatchObject({ name: "URL_WITH_TOKEN", from: [{ name: "PASSWORD", from: [{ name: "GIVEN" }] }] });
});
