/** XML 1.0, as far as reports need it. */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** What XML 1.0 cannot hold in any spelling: most control characters, lone surrogates, two non-characters. */
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text for an attribute or an element's content; characters that XML cannot hold become U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replaceAll(impossible, "\uFFFD").replaceAll(/[&<>"'\t\n\r]/g, (character) => entities[character]!);

/** An element with its attributes in order and its children, each on a line of its own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly string[] | string = [],
): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  if (typeof children === "string") return `<${name}${list}>${escapeXml(children)}</${name}>`;
  if (children.length === 0) return `<${name}${list}/>`;
  const inside = children.map((child) => child.replaceAll(/^/gm, "  ")).join("\n");
  return `<${name}${list}>\n${inside}\n</${name}>`;
}

export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
