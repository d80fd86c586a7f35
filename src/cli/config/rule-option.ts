/** Parses `--rule 'NAME: LEVEL'`. */
import { parse } from "yaml";
import { Failure } from "../support/failure.ts";
import { bareRuleName, normalizeRules, type RuleLayer, type RuleSettings } from "./config.ts";
import { configSchema, type RuleForSchema } from "./schema.ts";
import { pathText, validateValue } from "./validate.ts";

/**
 * The settings in the values of `--rule`; a later one overrides an earlier one. A value is a line of YAML or JSON:
 * `name: warn`, `name: [error, {option: true}]`, `{"name": "warn"}`, or `name=warn`. `*` means all rules.
 * @throws {Failure} that suggests the nearest rule or level.
 */
export function parseRuleOptions(
  values: readonly string[],
  rules: Readonly<Record<string, RuleForSchema>>,
): RuleLayer["rules"] {
  const settings = new Map<string, unknown>();
  const set = (name: string, setting: unknown): void => {
    if (name === "*") {
      if (typeof setting === "object")
        throw new Failure("--rule: * takes a level only: each rule has its own options.");
      for (const rule of Object.keys(rules)) settings.set(rule, setting);
    } else settings.set(bareRuleName(name), setting);
  };
  for (const value of values) {
    if (value.trimStart().startsWith("{")) {
      for (const [name, setting] of Object.entries(yamlValue(value, value) as object)) set(name, setting);
      continue;
    }
    const [, name, setting] = /^\s*["']?(\*|[@\w./-]+)["']?\s*[:=]\s*(\S.*)$/s.exec(value) ?? [];
    if (name === undefined || setting === undefined) {
      throw new Failure(`--rule '${value}': write the rule's name, a colon and its level: --rule '${meantBy(value)}'.`);
    }
    const isPlain = /^["']?(?:off|warn|error|[012])["']?\s*$/.test(setting);
    set(name, isPlain ? plainLevel(setting.trim().replaceAll(/["']/g, "")) : yamlValue(value, setting));
  }
  const schema = configSchema(rules);
  const given = Object.fromEntries(settings);
  const [violation] = validateValue(given, schema["$defs"]!["rules"]!, schema);
  if (violation) throw new Failure(`--rule: ${pathText(violation.path)} ${violation.message}`);
  return normalizeRules(given as RuleSettings);
}

const LEVEL = /(?:^|[\s:=])(off|warn|error)["']?\s*$/;

/** A correct value with the name and the level that an invalid one contains. */
function meantBy(value: string): string {
  const [, level = "warn"] = LEVEL.exec(value) ?? [];
  const [, name = "NAME"] = /^\s*["']?(\*|[@\w./-]+)/.exec(value) ?? [];
  return `${LEVEL.test(name) ? "NAME" : name}: ${level}`;
}

const plainLevel = (text: string) => (/\d/.test(text) ? Number(text) : text);

function yamlValue(whole: string, text: string): unknown {
  try {
    return parse(text);
  } catch {
    throw new Failure(`--rule '${whole}': "${text}" is neither a level nor a list of a level and options.`);
  }
}
