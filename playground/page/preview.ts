/** The preview of a change: a dialog with a unified diff, which the reader can apply. */
import { structuredPatch } from "diff";
import { button, byId, element } from "./dom.ts";

/** Shows the preview. @param apply is called if the reader applies the change. */
export function previewChange(title: string, before: string, after: string, apply: () => void): void {
  const dialog = byId<HTMLDialogElement>("preview");
  byId("preview-title").textContent = title;
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: 2 });
  const lines = hunks.flatMap(({ oldStart, lines: changed }) => [`@@ line ${oldStart}`, ...changed]);
  const kinds: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "hunk" };
  byId("preview-diff").replaceChildren(
    ...lines.map((line) => element("span", { class: kinds[line[0] ?? ""] ?? "same" }, `${line}\n`)),
  );
  const close = (): void => dialog.close();
  const applyAndClose = (): void => {
    close();
    apply();
  };
  byId("preview-tools").replaceChildren(
    button("Apply", applyAndClose, { id: "preview-apply" }),
    button("Close", close, { id: "preview-close" }),
  );
  dialog.showModal();
}
