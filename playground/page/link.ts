/** A link that reproduces what the page shows. The fragment never reaches a server. */

/** The content of a link. */
export interface Shared {
  readonly text: string;
  readonly rules?: Readonly<Record<string, unknown>>;
}

/** The version of the fragment's format. Each format has its own number. */
const VERSION = "1";
/** Programs into which a link with more characters is pasted may truncate it. */
export const LONG_LINK = 30_000;
/** A fragment that expands to more characters is rejected. */
const MAX_TEXT = 1_000_000;

/** @returns the fragment without `#`: the version and the deflated JSON in base64url. */
export async function encodeLink(shared: Shared): Promise<string> {
  const stream = new Blob([JSON.stringify(shared)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return VERSION + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @returns `undefined` if the fragment has another format, is damaged, or expands to too much text. */
export async function decodeLink(fragment: string): Promise<Shared | undefined> {
  if (!fragment.startsWith(VERSION)) return undefined;
  try {
    const binary = atob(fragment.slice(VERSION.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = await inflate(bytes);
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return isShared(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    text += decoder.decode(chunk.value, { stream: true });
    if (text.length > MAX_TEXT) {
      await reader.cancel();
      return undefined;
    }
  }
  return text + decoder.decode();
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== "object" || value === null) return false;
  const { text, rules } = value as Partial<Record<"text" | "rules", unknown>>;
  return typeof text === "string" && (rules === undefined || (typeof rules === "object" && rules !== null));
}
