/** The files of one Terraform module: where a name that an expression uses is defined. */
import type { HclNode } from "./parser.ts";
import { type HclFile, readHcl } from "./file.ts";

export interface Definition {
  readonly file: HclFile;
  readonly value: HclNode;
}

export class Module {
  readonly #own: HclFile;
  readonly #siblings: () => readonly string[];
  #others: readonly string[] | undefined;
  readonly #known = new Map<string, Definition | undefined>();

  /** @param siblings the texts of the other files in the directory; asked for once, if a name is not defined in this file. */
  constructor(own: HclFile, siblings: () => readonly string[]) {
    this.#own = own;
    this.#siblings = siblings;
  }

  /** What `local.name` stands for, or the default of `var.name`. */
  definition(kind: "local" | "var", name: string): Definition | undefined {
    const key = `${kind}.${name}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#find(kind, name));
    return this.#known.get(key);
  }

  #find(kind: "local" | "var", name: string): Definition | undefined {
    const own = definitionIn(this.#own, kind, name);
    if (own) return own;
    this.#others ??= this.#siblings();
    for (const text of this.#others) {
      if (!text.includes(name)) continue;
      const found = definitionIn(readHcl(text), kind, name);
      if (found) return found;
    }
    return undefined;
  }
}

function definitionIn(file: HclFile, kind: "local" | "var", name: string): Definition | undefined {
  for (const block of file.blocks) {
    if (kind === "local" ? block.type !== "locals" : block.type !== "variable" || block.labels[0] !== name) continue;
    const wanted = kind === "local" ? name : "default";
    const attribute = block.attributes.find((one) => one.name === wanted);
    if (attribute) return { file, value: attribute.value };
  }
  return undefined;
}
