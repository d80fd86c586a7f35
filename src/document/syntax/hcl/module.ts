/** The files of one Terraform module: finds the definition of a name. */
import type { HclNode } from "./syntax-tree.ts";
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

  /**
   * @param siblings returns the texts of the other files in the directory. It is called at most once, if a name is not
   * defined in this file.
   */
  constructor(own: HclFile, siblings: () => readonly string[]) {
    this.#own = own;
    this.#siblings = siblings;
  }

  /** An attribute of a `data` block. */
  data(type: string, label: string, attribute: string): Definition | undefined {
    return this.#defined(`data.${type}.${label}.${attribute}`, label, (file) => {
      const block = file.blocks.find((one) => {
        return one.type === "data" && one.labels[0] === type && one.labels[1] === label;
      });
      return block?.attributes.find(({ name }) => name === attribute)?.value;
    });
  }

  /** The value of `local.name`, or the default of `var.name`. */
  definition(kind: "local" | "var", name: string): Definition | undefined {
    return this.#defined(`${kind}.${name}`, name, (file) => definitionIn(file, kind, name));
  }

  /** @param name a name that the text of the defining file contains. */
  #defined(key: string, name: string, find: (file: HclFile) => HclNode | undefined): Definition | undefined {
    if (!this.#known.has(key)) this.#known.set(key, this.#find(name, find));
    return this.#known.get(key);
  }

  #find(name: string, find: (file: HclFile) => HclNode | undefined): Definition | undefined {
    const own = find(this.#own);
    if (own) return { file: this.#own, value: own };
    this.#others ??= this.#siblings();
    for (const text of this.#others) {
      if (!text.includes(name)) continue;
      const file = readHcl(text);
      const value = find(file);
      if (value) return { file, value };
    }
    return undefined;
  }
}

/** Whether the default of a variable is empty, so that it is meant to be replaced. */
const isEmpty = (text: string, { endIndex, startIndex }: HclNode): boolean =>
  /^(?:null|""|\[\s*\]|\{\s*\})$/.test(text.slice(startIndex, endIndex));

function definitionIn(file: HclFile, kind: "local" | "var", name: string): HclNode | undefined {
  for (const block of file.blocks) {
    if (kind === "local" ? block.type !== "locals" : block.type !== "variable" || block.labels[0] !== name) continue;
    const wanted = kind === "local" ? name : "default";
    const attribute = block.attributes.find((one) => one.name === wanted);
    if (attribute && (kind === "local" || !isEmpty(file.text, attribute.value))) return attribute.value;
  }
  return undefined;
}
