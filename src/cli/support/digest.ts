/** Hashes of text. */

/** The hash of the text. Node's `crypto` is loaded only here, because most runs hash nothing, and it takes as long as reading a document. */
export function digest(algorithm: "sha1" | "sha256", text: string): Buffer {
  return process.getBuiltinModule("node:crypto").createHash(algorithm).update(text).digest();
}
