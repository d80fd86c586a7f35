/** The JSON Schema of the configuration file, built from the rules' own schemas. */
import type { JsonSchema } from "./validate.ts";

/** The part of a rule that the schema uses. */
export interface RuleForSchema {
  readonly meta?:
    | { readonly schema?: unknown; readonly docs?: { readonly description?: string | undefined } | undefined }
    | undefined;
}

const level: JsonSchema = {
  description: "off (0), warn (1, which does not change the exit code) or error (2)",
  type: ["string", "integer"],
  enum: ["off", "warn", "error", 0, 1, 2],
};

/** A reference to the rule's definition, with `/` escaped as in JSON pointers. */
const reference = (name: string): JsonSchema => ({ $ref: `#/$defs/${name.replaceAll("/", "~1")}` });

/** The setting of one rule: a level, or a list of a level and the rule's options. */
function settingSchema({ meta }: RuleForSchema): JsonSchema {
  const schema = meta?.schema;
  const listed = Array.isArray(schema) ? (schema as JsonSchema[]) : [];
  const options: JsonSchema[] =
    Array.isArray(schema) || typeof schema !== "object" || schema === null
      ? listed
      : ([(schema as JsonSchema).items ?? []].flat() as JsonSchema[]);
  return {
    ...(meta?.docs?.description && { description: meta.docs.description }),
    anyOf: [
      { $ref: "#/$defs/level" },
      {
        type: "array",
        prefixItems: [{ $ref: "#/$defs/level" }, ...options],
        minItems: 1,
        maxItems: options.length + 1,
      },
    ],
  };
}

/**
 * The schema of a whole configuration file, JSON Schema 2020-12. Names of ssmlint's own rules may have the prefix `ssm/`.
 * Rules of plugins have their full names.
 */
export function configSchema(rules: Readonly<Record<string, RuleForSchema>>): JsonSchema {
  const names = Object.keys(rules).toSorted();
  const settings = names.flatMap((name) => [
    [name, reference(name)] as const,
    ...(name.includes("/") ? [] : [[`ssm/${name}`, reference(name)] as const]),
  ]);
  const ofPlugins: JsonSchema = {
    "^(?!ssm/)@?[\\w.-]+/": { anyOf: [{ $ref: "#/$defs/level" }, { type: "array", minItems: 1 }] },
  };
  const globs: JsonSchema = { type: "array", items: { type: "string", minLength: 1 } };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of ssmlint",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "This schema, for editors" },
      extends: {
        description:
          "Configurations to build on: ssmlint:recommended (the default), ssmlint:relaxed, ssmlint:all, a path (./base.yaml) or a package",
        anyOf: [{ type: "string", minLength: 1 }, globs, { type: "null" }],
      },
      ignores: {
        ...globs,
        type: ["array", "null"],
        description:
          "Files to ignore, in .gitignore's syntax, relative to this file (in a package: to the file that extends it)",
      },
      plugins: {
        description:
          "ESLint plugins with further rules, by the namespace of the rules: a path (./rules.mjs) or a package",
        type: ["object", "null"],
        additionalProperties: { type: ["string", "object"], minLength: 1 },
      },
      rules: { $ref: "#/$defs/rules" },
      overrides: {
        description: "Settings for some of the files; later ones take precedence",
        type: ["array", "null"],
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files", "rules"],
          properties: {
            files: {
              description:
                "Globs relative to this file (in a package: to the file that extends it); one without a / matches at any depth",
              anyOf: [
                { type: "string", minLength: 1 },
                { ...globs, minItems: 1 },
              ],
            },
            rules: { $ref: "#/$defs/rules" },
          },
        },
      },
      reportUnusedDisableDirectives: {
        ...level,
        description: "How to report a directive that suppresses nothing (default: warn)",
      },
    },
    $defs: {
      level,
      rules: {
        type: ["object", "null"],
        additionalProperties: false,
        properties: Object.fromEntries(settings),
        patternProperties: ofPlugins,
      },
      ...Object.fromEntries(names.map((name) => [name, settingSchema(rules[name]!)])),
    },
  };
}
