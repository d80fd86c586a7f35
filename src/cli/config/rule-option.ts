/** `--rule 'name: level'` on the command line. */
import { parse } from "yaml";
import { Failure } from "../support/failure.ts";
import { normalizeRules, type RuleLayer, type RuleSettings } from "./config.ts";
import { configSchema, type RuleForSchema } from "./schema.ts";
import { pathText, validate } from "./validate.ts";

/**
 * The settings that `--rule` values ask for. A value is a line of YAML or JSON: `name: warn`, `name: [error, {option: true}]`,
 * `{"name": "warn"}`.
 * @throws {Failure} that names the nearest rule or level.
 */
export function parseRuleOptions(
  values: readonly string[],
  rules: Readonly<Record<string, RuleForSchema>>,
): RuleLayer["rules"] {
  const settings = new Map<string, unknown>();
  for (const value of values) {
    if (value.trimStart().startsWith("{")) {
      for (const [name, setting] of Object.entries(yamlValue(value, value) as object)) settings.set(name, setting);
      continue;
    }
    const [, name, setting] = /^\s*["']?([@\w./-]+)["']?\s*:\s*(.+)$/s.exec(value) ?? [];
    if (name === undefined || setting === undefined) {
      throw new Failure(
        `--rule '${value}': write the rule's name, a colon and its level: --rule '${value.trim() || "NAME"}: warn'.`,
      );
    }
    const isPlain = /^["']?(?:off|warn|error|[012])["']?\s*$/.test(setting);
    settings.set(name, isPlain ? plainLevel(setting.trim().replaceAll(/["']/g, "")) : yamlValue(value, setting));
  }
  const schema = configSchema(rules);
  const given = Object.fromEntries(settings);
  const [violation] = validate(given, schema["$defs"]!["rules"]!, schema);
  if (violation) throw new Failure(`--rule: ${pathText(violation.path)} ${violation.message}`);
  return normalizeRules(given as RuleSettings);
}

const plainLevel = (text: string) => (/\d/.test(text) ? Number(text) : text);

function yamlValue(whole: string, text: string): unknown {
  try {
    return parse(text);
  } catch {
    throw new Failure(`--rule '${whole}': "${text}" is neither a level nor a list of a level and options.`);
  }
}
