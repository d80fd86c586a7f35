import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { configSchema } from "../../src/cli/config/schema.ts";
import plugin from "../../src/index.ts";

const schema = configSchema(plugin.rules);

test("schema.json matches the schemas of the rules (npm run generate writes it)", async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot("../../schema.json");
});

test("schema.json is a valid schema that accepts the recommended configuration", () => {
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validateSchema(schema)).toBe(true);
  const validate = ajv.compile(schema);
  expect(validate({ rules: plugin.configs.recommended.rules })).toBe(true);
  expect(validate({ rules: { "no-such-rule": "error" } })).toBe(false);
});
