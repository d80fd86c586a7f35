/** The rules' pages as HTML, which the build generates from their Markdown. They are loaded when the first one is opened. */
let pages: Promise<Readonly<Record<string, string>>> | undefined;

/** @returns the HTML of the rule's page, or a sentence if the pages cannot be loaded. */
export async function rulePage(name: string): Promise<string> {
  pages ??= fetch(new URL("rules.json", import.meta.url)).then((response) => response.json());
  try {
    return (await pages)[name] ?? "";
  } catch {
    pages = undefined;
    return "<p>The pages of the rules cannot be loaded.</p>";
  }
}
