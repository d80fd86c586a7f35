import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { configSchema } from "../../../../src/cli/config/schema.ts";
import { validateValue, type JsonSchema } from "../../../../src/cli/config/validate.ts";

const schema = configSchema({
  "first-rule": {
    meta: {
      schema: [
        {
          type: "object",
          properties: {
            allowImplicit: { type: "boolean" },
            credentials: {
              oneOf: [
                { const: "instance-role" },
                {
                  type: "object",
                  properties: { profile: { type: "string", minLength: 1 } },
                  required: ["profile"],
                  additionalProperties: false,
                },
              ],
            },
            names: { type: "array", items: { type: "string", pattern: "^a" }, uniqueItems: true, minItems: 1 },
            depth: { type: "integer", minimum: 1, maximum: 3 },
          },
          additionalProperties: false,
        },
      ],
    },
  },
  "second-rule": { meta: { schema: [] } },
});

test("agrees with ajv on configurations that are nearly valid", () => {
  const ajv = new Ajv2020({ strict: false }).compile(schema);
  const level = fc.constantFrom<unknown>("off", "warn", "error", 0, 1, 2, "eror", 3, null, true);
  const options = fc.record(
    {
      allowImplicit: fc.constantFrom<unknown>(true, false, "yes"),
      credentials: fc.constantFrom<unknown>("instance-role", { profile: "x" }, { profile: "" }, {}, "other"),
      names: fc.constantFrom<unknown>(["a"], ["a", "a"], ["b"], [], "a"),
      depth: fc.constantFrom<unknown>(1, 3, 4, 0, 1.5, "1"),
      unknown: fc.constant(1),
    },
    { requiredKeys: [] },
  );
  const setting = fc.oneof(
    level,
    fc.tuple(level, options),
    fc.tuple(level),
    fc.constant([]),
    fc.tuple(level, options, level),
  );
  const name = fc.constantFrom("first-rule", "ssm/first-rule", "second-rule", "third-rule");
  const rules = fc.dictionary(name, setting, { maxKeys: 2 });
  const globs = fc.constantFrom<unknown>("a", ["a"], [], [""], 1);
  const config = fc.record(
    {
      extends: globs,
      ignores: globs,
      rules,
      overrides: fc.array(fc.record({ files: globs, rules }, { requiredKeys: [] }), { maxLength: 1 }),
      reportUnusedDisableDirectives: level,
    },
    { requiredKeys: [] },
  );
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(config, (value) => {
      const isRight = ajv(value);
      seen[isRight ? "right" : "wrong"]++;
      expect(validateValue(value, schema).length === 0, JSON.stringify(value)).toBe(isRight);
    }),
    { numRuns: 2000 },
  );
  expect(seen.right).toBeGreaterThan(50);
  expect(seen.wrong).toBeGreaterThan(50);
});

test("agrees with ajv on numbers, references and lengths", () => {
  const small: JsonSchema = {
    $defs: { short: { type: "string", minLength: 2 } },
    type: ["object", "null"],
    properties: {
      name: { $ref: "#/$defs/short" },
      list: { type: "array", items: { type: "number", maximum: 2 }, maxItems: 2 },
    },
    additionalProperties: { const: "x" },
  };
  const ajv = new Ajv2020({ strict: false }).compile(small);
  const leaf = fc.constantFrom<unknown>("x", "xy", "", 1, 2.5, null, [1], [1, 2], [1, 2, 1], [3], {});
  fc.assert(
    fc.property(fc.oneof(leaf, fc.dictionary(fc.constantFrom("name", "list", "other"), leaf)), (value) => {
      expect(validateValue(value, small).length === 0, JSON.stringify(value)).toBe(ajv(value));
    }),
    { numRuns: 1000 },
  );
});
