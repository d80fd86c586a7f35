/** Material for tests that lies beside the repository, not in it: real documents, facts that were measured. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The directory; tests that read it are skipped where {@link hasShared} is false. */
export const shared = fileURLToPath(new URL("../../../shared", import.meta.url));

export const hasShared = existsSync(`${shared}/corpus/MANIFEST.tsv`);
