/** jq's `@text`, `@tsv`, `@base64` and similar formats. */
import { shellQuoted } from "../../shell/index.ts";
import type { Json } from "../../aws/json/json.ts";
import { decodedBase64, encodedBase64 } from "../text/base64.ts";
import { countText } from "../text/tool/effort.ts";
import { NotSimulated } from "./syntax.ts";
import { printValue } from "./values.ts";

/** `tostring`. */
export function asText(value: Json): string {
  return typeof value === "string" ? value : printValue(value);
}

const TSV = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\\", "\\\\"],
]);

export function formatted(name: string, value: Json): string {
  switch (name) {
    case "text":
      return asText(value);
    case "json":
      return printValue(value);
    case "tsv":
      return row(value, (text) => text.replaceAll(/[\t\n\r\\]/g, (one) => TSV.get(one)!), "\t");
    case "csv":
      return row(value, (text) => `"${text.replaceAll('"', '""')}"`, ",");
    case "sh":
      return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map(quoted).join(" ");
    case "base64":
      return known(encodedBase64(asText(value)));
    case "base64d":
      return known(decodedBase64(asText(value)));
    case "uri":
      return countText(
        encodeURIComponent(asText(value)).replaceAll(
          /[!'()*]/g,
          (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      );
    default:
      throw new NotSimulated();
  }
}

function known(text: string | undefined): string {
  if (text === undefined) throw new NotSimulated();
  return text;
}

function row(value: Json, of: (text: string) => string, between: string): string {
  if (!Array.isArray(value)) throw new NotSimulated();
  return countText(
    (value as readonly Json[])
      .map((one) => {
        if (typeof one === "object" && one !== null) throw new NotSimulated();
        return one === null ? "" : typeof one === "string" ? of(one) : printValue(one);
      })
      .join(between),
  );
}

function quoted(value: Json): string {
  if (typeof value === "object" && value !== null) throw new NotSimulated();
  return typeof value === "string" ? shellQuoted(value) : printValue(value);
}
