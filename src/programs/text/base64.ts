/** `base64` of coreutils, and jq's formats of the same name. */
import { countText } from "./tool/effort.ts";
import { readOptions } from "./tool/options.ts";
import { printedResult, type TextTool } from "./tool/tool.ts";

const PRINTABLE = /^[\t\n\r\u0020-\u007E]*$/;

/** `undefined` if the text is not ASCII. */
export function encodedBase64(text: string): string | undefined {
  return PRINTABLE.test(text) ? countText(btoa(text)) : undefined;
}

/** `undefined` if the text is not the base64 of an ASCII text. */
export function decodedBase64(text: string): string | undefined {
  const digits = /^([A-Za-z\d+/]*)=*$/.exec(text)?.[1];
  if (digits === undefined || digits.length % 4 === 1) return undefined;
  const decoded = countText(atob(digits));
  return PRINTABLE.test(decoded) ? decoded : undefined;
}

/** `base64` on stdin, with the options `-d` and `-w`. */
export const base64: TextTool = (argv, stdin) => {
  const line = readOptions(argv, {
    flags: "di",
    valued: "w",
    long: { decode: "d", wrap: "w", "ignore-garbage": "i" },
  });
  if (line === undefined || line.has("i") || line.operands.some((operand) => operand !== "-")) return undefined;
  if (line.has("d")) {
    const digits = stdin.replaceAll("\n", "");
    const decoded = digits.length % 4 === 0 ? decodedBase64(digits) : undefined;
    return decoded === undefined ? undefined : printedResult(decoded);
  }
  const width = line.value("w") ?? "76";
  const encoded = encodedBase64(stdin);
  if (encoded === undefined || !/^\d{1,6}$/.test(width)) return undefined;
  if (width === "0" || encoded === "") return printedResult(encoded);
  return printedResult(countText(encoded.replaceAll(new RegExp(`.{1,${width}}`, "g"), "$&\n")));
};
