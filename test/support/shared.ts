/** Test material that is beside the repository, and not in it: real documents and measured facts. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The directory of the material. Tests that read it are skipped if {@link hasShared} is false. */
export const shared = fileURLToPath(new URL("../../../shared", import.meta.url));

export const hasShared = existsSync(`${shared}/corpus/MANIFEST.tsv`);
