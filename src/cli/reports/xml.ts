/** XML 1.0, as far as reports need it. */

/** What XML has no spelling for is replaced; what a terminal or a runner would obey is written as a number. */
const numbered = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|#(?=#\w*\[)/g;

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

/** Text for an attribute or an element's content; characters that XML cannot contain become U+FFFD. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll(impossible, "\uFFFD")
    .replaceAll(/[&<>"'\t\n\r]/g, (character) => entities[character]!)
    .replaceAll(numbered, (character) => `&#${character.charCodeAt(0)};`);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const list = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");

/** The beginning of an element whose children follow. */
export const openingTag = (name: string, attributes: Attributes): string => `<${name}${list(attributes)}>`;

/** An element with its attributes in order and its children, each on a line of its own. */
export function element(name: string, attributes: Attributes, children: readonly string[] | string = []): string {
  const start = `<${name}${list(attributes)}`;
  if (typeof children === "string") return `${start}>${escapeXml(children)}</${name}>`;
  if (children.length === 0) return `${start}/>`;
  return `${start}>\n${children.map(indented).join("")}</${name}>`;
}

/** A child of another element, on lines of its own. */
export const indented = (child: string): string => `${child.replaceAll(/^/gm, "  ")}\n`;

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
