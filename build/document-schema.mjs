/**
 * `npm run build:schema`: compiles `document.schema.json` to functions, so that no run has to load and start ajv.
 *
 * The result is committed. test/unit/analysis/validity/schema.test.ts fails if it differs from this program's output.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

const source = new URL("../document.schema.json", import.meta.url);
const result = new URL("../src/analysis/validity/schema/compiled.ts", import.meta.url);

/** The parts of a document that are checked separately, by the names of their definitions. */
const parts = ["command", "runtimeCommand", "automation", "parameter", "commandStep", "automationStep", "shellInputs"];

/** Removes descriptions, which the checks do not need. */
const withoutText = (key, value) => (key === "description" && typeof value === "string" ? undefined : value);

/** The source text of a module with one function for each part. */
export function compiledSchema() {
  const ajv = new Ajv({
    allErrors: true,
    inlineRefs: false,
    messages: false,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
  });
  const schema = JSON.parse(readFileSync(source, "utf8"), withoutText);
  ajv.addSchema(schema, "document");
  const names = Object.fromEntries(parts.map((part) => [part, `document#/definitions/${part}`]));
  const code = standaloneCode.default(ajv, names);
  const keys = Object.entries(schema.definitions).flatMap(([name, { properties }]) =>
    properties ? [[name, Object.keys(properties)]] : [],
  );
  const head =
    "// @ts-nocheck\n/** document.schema.json as functions. Written by build/document-schema.mjs: do not edit. */\n";
  const actionsOf = (step) => schema.definitions[step].properties.action.enum;
  const actions = { command: actionsOf("commandStep"), automation: actionsOf("automationStep") };
  return [
    `${head}${code}`,
    `export const keys = ${JSON.stringify(Object.fromEntries(keys))};`,
    `export const actions = ${JSON.stringify(actions)};`,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(result, compiledSchema());
