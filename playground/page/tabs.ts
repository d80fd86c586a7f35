/** Tabs that follow the ARIA pattern: arrow keys select a tab, and its panel is shown. */
import { element } from "./dom.ts";

export interface Tabs {
  open(id: string): void;
}

/** @param panels maps the ids of panels to their labels. The first panel is open. */
export function createTabs(list: HTMLElement, panels: ReadonlyMap<string, string>): Tabs {
  const ids = [...panels.keys()];
  const tabs = new Map(
    [...panels].map(([id, label]) => [
      id,
      element("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": id }, label),
    ]),
  );
  const open = (selected: string): void => {
    for (const [id, tab] of tabs) {
      tab.setAttribute("aria-selected", String(id === selected));
      tab.tabIndex = id === selected ? 0 : -1;
      const panel = document.getElementById(id)!;
      panel.hidden = id !== selected;
      panel.setAttribute("aria-labelledby", `tab-${id}`);
    }
  };
  for (const [id, tab] of tabs) tab.addEventListener("click", () => open(id));
  list.addEventListener("keydown", ({ key }) => {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const at = ids.findIndex((id) => tabs.get(id) === document.activeElement);
    if (step === 0 || at < 0) return;
    const next = ids[(at + step + ids.length) % ids.length]!;
    open(next);
    tabs.get(next)!.focus();
  });
  list.replaceChildren(...tabs.values());
  open(ids[0]!);
  return { open };
}
