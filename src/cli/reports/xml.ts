/** Writes XML 1.0, to the extent that reports need it. */

/** Characters that a terminal or a runner would interpret. They are written as numeric character references. */
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

/** Characters that XML 1.0 cannot represent: most control characters, lone surrogates, two non-characters. */
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Escapes text for an attribute or an element's content. Characters that XML cannot represent become U+FFFD. */
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

/** The start tag of an element whose children follow. */
export const openingTag = (name: string, attributes: Attributes): string => `<${name}${list(attributes)}>`;

/** An element with its attributes in order and its children, each on its own line. */
export function xmlElement(name: string, attributes: Attributes, children: readonly string[] | string = []): string {
  const start = `<${name}${list(attributes)}`;
  if (typeof children === "string") return `${start}>${escapeXml(children)}</${name}>`;
  if (children.length === 0) return `${start}/>`;
  return `${start}>\n${children.map(indentLines).join("")}</${name}>`;
}

/** A child of another element, on its own lines. */
export const indentLines = (child: string): string => `${child.replaceAll(/^/gm, "  ")}\n`;

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
