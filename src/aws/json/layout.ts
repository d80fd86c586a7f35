/** Prints JSON documents in the layouts that real programs use. */
import type { Json } from "./json.ts";

export interface Layout {
  /** The indentation of each level; `undefined` prints everything on one line. */
  readonly indent: string | undefined;
  /** The text between a key and its value. */
  readonly colon: string;
  /** The text after a comma if everything is on one line. */
  readonly gap: string;
  /** Whether the text ends in a newline. */
  readonly newline: boolean;
}

export const layouts = {
  /** The instance metadata service: `"Code" : "Success",`, without a newline at the end. */
  metadata: { indent: "  ", colon: " : ", gap: "", newline: false },
  /** `aws … --output json`, to a terminal or a pipe. */
  cli: { indent: "    ", colon: ": ", gap: "", newline: true },
  /** `aws configure export-credentials`. */
  process: { indent: "  ", colon: ": ", gap: "", newline: true },
  /** The ECS agent, and what `jq -c` prints. */
  compact: { indent: undefined, colon: ":", gap: "", newline: false },
  /** One line with spaces, as Python prints it. */
  line: { indent: undefined, colon: ": ", gap: " ", newline: true },
  /** One key per line, without any other white space. */
  tight: { indent: "", colon: ":", gap: "", newline: true },
} as const satisfies Record<string, Layout>;

/** Cached texts by document and layout, because many pipelines may read the same one. */
const rendered = new WeakMap<object, Map<Layout, string>>();

/** The text of a document. */
export function renderJson(value: Json, layout: Layout): string {
  if (typeof value !== "object" || value === null) return rendering(value, layout);
  const texts = rendered.get(value) ?? new Map<Layout, string>();
  rendered.set(value, texts);
  let text = texts.get(layout);
  if (text === undefined) texts.set(layout, (text = rendering(value, layout)));
  return text;
}

function rendering(value: Json, layout: Layout): string {
  return render(value, layout, "\n") + (layout.newline ? "\n" : "");
}

function render(value: Json, layout: Layout, lineStart: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = layout.indent === undefined ? layout.gap : lineStart + layout.indent;
  const members = Array.isArray(value)
    ? value.map((element: Json) => render(element, layout, inner))
    : Object.entries(value).map(
        ([key, member]) => JSON.stringify(key) + layout.colon + render(member as Json, layout, inner),
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (members.length === 0) return `${open}${close}`;
  if (layout.indent === undefined) return open + members.join(`,${layout.gap}`) + close;
  return open + members.map((member) => inner + member).join(",") + lineStart + close;
}
