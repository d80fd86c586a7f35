/** Random documents in every style of YAML and JSON, written by independent serializers. */
import fc from "fast-check";
import { stringify } from "yaml";

const word = fc.constantFrom(
  "aws s3 ls",
  "echo",
  "$X",
  '"$Y"',
  "'z'",
  "a",
  "é",
  "😀",
  "{{ p }}",
  "# c",
  "k: v",
  "\\",
  "-n",
  "|",
  ">",
  "&a",
  "*b",
  "!t",
  "%",
  "@",
  "`id`",
  ",",
  "[x]",
  "{y}",
  "true",
  "null",
  "12",
  "0x1F",
  "~",
  "---",
  "''",
  "${Z}",
  "\\n",
  "/",
  "yes",
  "=",
  ":",
  "?",
  '"',
);
const space = fc.constantFrom(" ", "  ", "\t", "\n", "\n\n", "\n  ", " \n", "", " ");
const exotic = fc.constantFrom("\u0007", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u007f", "\u001b", "\ud800", "\r");

/** Text like that of scripts, with characters that are hard to write in some styles. */
export const scriptText: fc.Arbitrary<string> = fc
  .array(fc.tuple(word, space, fc.option(exotic, { freq: 12 })), { maxLength: 8 })
  .map((parts) => parts.map(([a, b, c]) => a + b + (c ?? "")).join(""));

/** Chooses by a stream of random numbers, so that each style can be shrunk independently. */
type Pick = (below: number) => number;
const pick = (numbers: readonly number[]): Pick => {
  let at = 0;
  return (below) => (numbers.length === 0 ? 0 : numbers[at++ % numbers.length]!) % below;
};

type Writer = (text: string, indent: number, choose: Pick) => string | undefined;

const NAMED: Readonly<Record<string, string>> = {
  "\n": "n",
  "\t": "t",
  "\u0007": "a",
  "\u0085": "N",
  "\u00a0": "_",
  "\u2028": "L",
  "\u001b": "e",
  "/": "/",
  " ": " ",
};

/** A double-quoted scalar with all kinds of escapes, folded lines and escaped line breaks. */
const doubleQuoted: Writer = (text, indent, choose) => {
  const pad = " ".repeat(indent);
  let out = "";
  const points = [...text];
  for (const [index, char] of points.entries()) {
    const code = char.codePointAt(0)!;
    const hex = (width: number): string => code.toString(16).padStart(width, "0");
    const must =
      char === '"' ||
      char === "\\" ||
      char === "\n" ||
      char === "\r" ||
      code < 0x20 ||
      (code >= 0xd800 && code < 0xe000) ||
      code === 0xfeff ||
      code === 0x7f;
    const inside =
      index > 0 && index < points.length - 1 && !/[\s\\]/.test(points[index - 1]!) && !/\s/.test(points[index + 1]!);
    if (char === " " && inside && choose(4) === 0) out += `\n${pad}`;
    else if (char === "\n" && inside && choose(2) === 0) out += `\n\n${pad}`;
    else if (must || choose(8) === 0) {
      const how = choose(4);
      if (code > 0xffff)
        out +=
          how === 0
            ? [...char]
                .flatMap((c) => [c.charCodeAt(0), c.charCodeAt(1)])
                .map((unit) => `\\u${unit.toString(16)}`)
                .join("")
            : `\\U${hex(8)}`;
      else if (how === 0 && NAMED[char] !== undefined) out += `\\${NAMED[char]}`;
      else if (how === 1 && code < 256) out += `\\x${hex(2)}`;
      else if (how === 2) out += `\\U${hex(8)}`;
      else out += `\\u${hex(4)}`;
    } else out += char;
    if (inside && choose(12) === 0) out += `\\\n${pad}`;
  }
  return `"${out}"`;
};

const singleQuoted: Writer = (text, indent, choose) => {
  if (/[^\n\t\u0020-\u007e\u00a0-\ud7ff\u{10000}-\u{10ffff}]/u.test(text) || /[ \t]\n|\n[ \t]|^\n|\n$/.test(text))
    return undefined;
  const pad = " ".repeat(indent);
  const folded = text
    .replaceAll("'", "''")
    .replaceAll(/(?<=[^ \t\n])(\n+| )(?=[^ \t\n])/g, (gap) =>
      gap === " " ? (choose(3) === 0 ? `\n${pad}` : " ") : `${gap}\n${pad}`,
    );
  return /(?<!\n)\n(?!\n)/.test(text) && folded === text ? undefined : `'${folded}'`;
};

const literal: Writer = (text, indent, choose) => {
  if (/[^\n\t\u0020-\u007e\u0085\u00a0-\ud7ff\u{10000}-\u{10ffff}]/u.test(text) || text.trim() === "") return undefined;
  const explicit = /^\n*[ \t]/.test(text) || choose(4) === 0 ? String(indent - 4 || 4) : "";
  if (explicit !== "" && indent !== 8) return undefined;
  const chomp = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? (choose(5) === 0 ? "+" : "") : "-";
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const lines = body.split("\n").map((line) => (line === "" ? " ".repeat(choose(3)) : " ".repeat(indent) + line));
  const order = choose(2) === 0 ? explicit + chomp : chomp + explicit;
  return `|${order}${choose(5) === 0 ? " # comment" : ""}\n${lines.join("\n")}`;
};

const byYaml =
  (type: "PLAIN" | "BLOCK_FOLDED" | "QUOTE_SINGLE"): Writer =>
  (text, indent) => {
    const written = stringify(
      { k: text },
      {
        defaultStringType: type === "BLOCK_FOLDED" ? "PLAIN" : type,
        blockQuote: type === "BLOCK_FOLDED" ? "folded" : true,
        lineWidth: 30,
      },
    );
    if (!written.startsWith("k: ")) return undefined;
    const value = written.slice(3).replace(/\n$/, "");
    return value
      .split("\n")
      .map((line, index) => (index === 0 || line === "" ? line : " ".repeat(indent - 2) + line))
      .join("\n");
  };

const STYLES: readonly Writer[] = [
  doubleQuoted,
  doubleQuoted,
  singleQuoted,
  literal,
  literal,
  byYaml("PLAIN"),
  byYaml("BLOCK_FOLDED"),
  byYaml("QUOTE_SINGLE"),
];

/** A list of commands in YAML, each item in a random style that can represent it. */
function yamlItems(items: readonly string[], choose: Pick): string {
  return items
    .map((item) => {
      const order = [STYLES[choose(STYLES.length)]!, doubleQuoted];
      const written = order.map((style) => style(item, 8, choose)).find((result) => result !== undefined);
      const trail = choose(6) === 0 && !/^[|>]/.test(written!) ? " # trailing" : "";
      return `    - ${written}${trail}\n`;
    })
    .join("");
}

export interface RandomDocument {
  readonly text: string;
  readonly language: "yaml" | "json";
}

function yamlDocument(steps: readonly (readonly string[])[], choose: Pick): string {
  const written = steps.map(
    (items, index) =>
      `- name: step${index}\n  action: aws:runShellScript\n  inputs:\n    runCommand:${items.length === 0 ? " []\n" : `\n${yamlItems(items, choose)}`}    timeoutSeconds: 60 # after\n`,
  );
  const text = `# head\nschemaVersion: "2.2"\nmainSteps:\n${written.join("")}`;
  return choose(4) === 0 ? text.replaceAll("\n", "\r\n") : text;
}

/** A JSON string with unnecessary escapes. Lone surrogates must be escaped. */
function jsonString(text: string, choose: Pick): string {
  const units = Array.from({ length: text.length }, (_, index) => {
    const code = text.charCodeAt(index);
    const surrogate = code >= 0xd800 && code < 0xe000;
    if (surrogate || choose(9) === 0) return `\\u${code.toString(16).padStart(4, "0")}`;
    if (text[index] === "/" && choose(2) === 0) return "\\/";
    return JSON.stringify(text[index]).slice(1, -1);
  });
  return `"${units.join("")}"`;
}

function jsonDocument(steps: readonly (readonly string[])[], choose: Pick): string {
  const [line, tab] = [
    ["", ""],
    ["\n", "  "],
    ["\r\n", "\t"],
    [" ", ""],
  ][choose(4)] as [string, string];
  const written = steps.map((items, index) => {
    const commands = items.map((item) => `${line}${tab}${jsonString(item, choose)}`).join(",");
    return `{"name": "step${index}",${line}"action": "aws:runShellScript", "inputs": {"runCommand": [${commands}${line}]}}`;
  });
  return `{"schemaVersion": "2.2",${line}"mainSteps": [${written.join(",")}]}${line}`;
}

/** A command document with a few steps. */
export const commandDocument: fc.Arbitrary<RandomDocument> = fc
  .tuple(
    fc.array(fc.array(scriptText, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 40 }),
    fc.constantFrom("yaml" as const, "yaml" as const, "json" as const),
  )
  .map(([steps, numbers, language]) => ({
    language,
    text: language === "json" ? jsonDocument(steps, pick(numbers)) : yamlDocument(steps, pick(numbers)),
  }));
