/** The list of findings beside the editor. */
import { button, element } from "./dom.ts";
import type { Change, Finding } from "./finding.ts";

export interface FindingActions {
  select(finding: Finding): void;
  preview(change: Change): void;
  openPage(rule: string): void;
}

const ICONS = { error: "✖", warning: "▲" };

export function showFindings(parent: HTMLElement, findings: readonly Finding[], actions: FindingActions): void {
  parent.replaceChildren(
    element("ol", { class: "findings" }, ...findings.map((finding) => findingItem(finding, actions))),
  );
}

function findingItem(finding: Finding, actions: FindingActions): HTMLLIElement {
  const { severity, rule, message, line, column, changes } = finding;
  const icon = element("span", { class: "icon", "aria-hidden": "true" }, ICONS[severity]);
  const where = button("", () => actions.select(finding), { class: "where" });
  where.append(icon, element("span", { class: "sr" }, severity), ` Line ${line}, column ${column}`);
  const item = element("li", { class: severity }, where);
  if (rule !== undefined)
    item.append(button(rule, () => actions.openPage(rule), { class: "rule", title: "Show the rule's page" }));
  item.append(element("p", {}, ...withCode(message)));
  if (changes.length > 0) {
    const buttons = changes.map((change) => button(change.label, () => actions.preview(change), { class: "change" }));
    item.append(element("div", { class: "changes" }, ...buttons));
  }
  return item;
}

/** The message, with text in backticks as code. */
function withCode(message: string): Node[] {
  return message
    .split(/(`[^`]+`)/)
    .filter((part) => part !== "")
    .map((part) => (/^`.+`$/s.test(part) ? element("code", {}, part.slice(1, -1)) : document.createTextNode(part)));
}
