/** The playground's page: editor, findings, rules and their pages, and the link that reproduces them. */
import type { Diagnostic } from "@codemirror/lint";
import { examples, rules, version } from "virtual:project";
import { rulePage } from "./rule-pages.ts";
import { byId, element } from "./dom.ts";
import { createEditor } from "./editor.ts";
import { applyChange, findingsOf, type Change, type Finding } from "./finding.ts";
import { showFindings } from "./findings-list.ts";
import { decodeLink, encodeLink, LONG_LINK } from "./link.ts";
import { Linting } from "./linting.ts";
import type { Answer, RuleSettings } from "./protocol.ts";
import { acceptableSettings, defaultSettings, showRules } from "./rules-panel.ts";
import { createTabs } from "./tabs.ts";

const status = byId("status");
const editor = createEditor(byId("editor"), lint);
const linting = new Linting({ onAnswer: show });
const tabs = createTabs(
  byId("tabs"),
  new Map([
    ["findings", "Findings"],
    ["trace", "Trace"],
    ["rules", "Rules"],
    ["page", "Rule page"],
  ]),
);
let settings: RuleSettings = defaultSettings(rules);

function question() {
  return { text: editor.text(), language: editor.language(), rules: settings };
}

function lint(): void {
  linting.lint(question());
}

function show({ task, messages, output, trace, documents, failure }: Answer, text: string): void {
  if (text !== editor.text()) return;
  if (task === "trace") {
    byId("trace").replaceChildren(element("pre", {}, trace ?? failure ?? ""));
    return;
  }
  if (task === "fix") return showFixed(text, output);
  const findings = findingsOf(text, messages);
  editor.show(findings.map(diagnostic));
  showFindings(byId("findings"), findings, {
    select: ({ from, to }) => editor.select(from, to),
    preview,
    openPage,
  });
  status.textContent = failure ?? summary(findings, documents);
  if (!byId("trace").hidden) linting.trace(question());
}

function summary(findings: readonly Finding[], documents: number): string {
  if (findings.length > 0) return `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`;
  return documents > 0 ? "No findings" : "No SSM document in this text";
}

function showFixed(text: string, output: string | undefined): void {
  if (output === undefined) status.textContent = "Nothing can be fixed without a decision: see the suggestions.";
  else void showPreview("Fix all", text, output, () => editor.setText(output));
}

/** Loads the preview, which shows a change of the editor's text, when it is needed for the first time. */
async function showPreview(title: string, before: string, after: string, apply: () => void): Promise<void> {
  try {
    const { previewChange } = await import("./preview.ts");
    if (editor.text() === before) previewChange(title, before, after, apply);
  } catch {
    status.textContent = "The preview cannot be loaded.";
  }
}

/** A finding as a CodeMirror diagnostic: underlined, with the message and the possible changes on hover. */
function diagnostic({ from, to, severity, message, rule, changes }: Finding): Diagnostic {
  return {
    from,
    to,
    severity,
    message: rule === undefined ? message : `${message} (${rule})`,
    actions: changes.map((change) => ({ name: shorten(change.label), apply: () => preview(change) })),
  };
}

const shorten = (label: string): string => (label.length > 60 ? `${label.slice(0, 57)}…` : label);

function preview(change: Change): void {
  const text = editor.text();
  void showPreview(change.label, text, applyChange(text, change), () =>
    editor.change({ from: change.range[0], to: change.range[1], insert: change.text }),
  );
}

async function openPage(name: string): Promise<void> {
  if (!rules.some((one) => one.name === name)) return;
  // This HTML is built from the project's own Markdown. It contains nothing from a document.
  byId("page").innerHTML = await rulePage(name);
  tabs.open("page");
}

function showSettings(): void {
  showRules(byId("rules"), {
    rules,
    settings,
    openPage,
    onChange(changed) {
      settings = changed;
      lint();
    },
  });
}

async function copyLink(): Promise<void> {
  const changed = JSON.stringify(settings) !== JSON.stringify(defaultSettings(rules));
  const fragment = await encodeLink({ text: editor.text(), ...(changed ? { rules: settings } : {}) });
  history.replaceState(null, "", `#${fragment}`);
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "The link is copied.";
  } catch {
    status.textContent = "The link is in the address bar.";
  }
  if (fragment.length > LONG_LINK) status.textContent += " It is long: some programs truncate it.";
}

async function openLink(): Promise<boolean> {
  const shared = await decodeLink(location.hash.slice(1));
  if (shared === undefined) return false;
  settings = acceptableSettings(rules, shared.rules ?? {});
  showSettings();
  editor.setText(shared.text);
  lint();
  return true;
}

byId("tabs").addEventListener("click", () => {
  if (!byId("trace").hidden) linting.trace(question());
});
const menu = byId<HTMLSelectElement>("examples");
for (const { name } of examples) menu.append(new Option(name, name));
menu.addEventListener("change", () => {
  editor.setText(examples.find(({ name }) => name === menu.value)?.text ?? "");
});
byId("version").textContent = version;
byId("copy-link").addEventListener("click", () => void copyLink());
byId("fix-all").addEventListener("click", () => linting.fix(question()));
globalThis.addEventListener("hashchange", () => void openLink());
byId("page").textContent = "Choose a rule's name to read its page.";
showSettings();
if (!(await openLink())) editor.setText(examples[0]?.text ?? "");
document.documentElement.dataset["ready"] = "true";
