/** The panel of rules: a level for each, and its options as JSON. */
import { button, element } from "./dom.ts";
import type { RuleSettings } from "./protocol.ts";

/** A rule, as the build describes it. */
export interface RuleInfo {
  readonly name: string;
  readonly description: string;
  readonly level: "off" | "warn" | "error";
  readonly hasOptions: boolean;
}

const LEVELS = ["off", "warn", "error"] as const;

/** The initial settings of the page. */
export function defaultSettings(rules: readonly RuleInfo[]): RuleSettings {
  return Object.fromEntries(rules.map(({ name, level }) => [`ssm/${name}`, level]));
}

/** The default settings with those of a link that have a known rule and a known level. Other settings are dropped. */
export function acceptableSettings(rules: readonly RuleInfo[], given: RuleSettings): RuleSettings {
  const known = new Set(rules.map(({ name }) => `ssm/${name}`));
  const entries = Object.entries(given).filter(
    ([name, setting]) => known.has(name) && LEVELS.includes(levelOf(setting) as never),
  );
  return { ...defaultSettings(rules), ...Object.fromEntries(entries) };
}

function levelOf(setting: unknown): unknown {
  return Array.isArray(setting) ? setting[0] : setting;
}

export interface RulesPanelOptions {
  readonly rules: readonly RuleInfo[];
  readonly settings: RuleSettings;
  onChange(settings: RuleSettings): void;
  openPage(rule: string): void;
}

export function showRules(parent: HTMLElement, { rules, settings, onChange, openPage }: RulesPanelOptions): void {
  const current: Record<string, unknown> = { ...settings };
  const rows = rules.map(({ name, description, hasOptions }) => {
    const key = `ssm/${name}`;
    const [level, options] = [current[key]].flat();
    const select = element("select", { "aria-label": `Level of ${name}` });
    for (const one of LEVELS) select.append(new Option(one, one, one === level, one === level));
    const field = element("input", {
      "aria-label": `Options of ${name}, as JSON`,
      placeholder: "{ }",
      spellcheck: "false",
      value: options === undefined ? "" : JSON.stringify(options),
    });
    const update = (): void => {
      const parsed = parseOptions(field.value);
      field.setAttribute("aria-invalid", String(parsed === undefined));
      if (parsed === undefined) return;
      current[key] = [select.value, ...parsed];
      onChange({ ...current });
    };
    select.addEventListener("change", update);
    field.addEventListener("change", update);
    return element(
      "li",
      {},
      element(
        "div",
        { class: "setting" },
        button(name, () => openPage(name), { class: "rule" }),
        select,
      ),
      element("p", {}, description),
      ...(hasOptions ? [field] : []),
    );
  });
  parent.replaceChildren(element("ul", { class: "rules" }, ...rows));
}

/** @returns the options as a list; `undefined` if the text is not a JSON object. */
function parseOptions(text: string): unknown[] | undefined {
  if (text.trim() === "") return [];
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? [value] : undefined;
  } catch {
    return undefined;
  }
}
