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
    const mayDefine = (text: string): boolean => text.includes(label);
    return this.#defined(`data.${type}.${label}.${attribute}`, mayDefine, (file) => {
      const block = file.blocks.find((one) => {
        return one.type === "data" && one.labels[0] === type && one.labels[1] === label;
      });
      return block?.attributes.find(({ name }) => name === attribute)?.value;
    });
  }

  /** The value of `local.name`, or the default of `var.name`. */
  definition(kind: "local" | "var", name: string): Definition | undefined {
    let mark: RegExp | undefined;
    // Most files that contain a name only use it. A search for the name alone is much faster.
    const mayDefine = (text: string): boolean =>
      text.includes(name) && (mark ??= definitionMark(kind, name)).test(text);
    return this.#defined(`${kind}.${name}`, mayDefine, (file) => definitionIn(file, kind, name));
  }

  /** @param mayDefine whether a file with this text may contain the definition. Only such a file is parsed. */
  #defined(key: string, mayDefine: Filter, find: Find): Definition | undefined {
    if (!this.#known.has(key)) this.#known.set(key, this.#find(mayDefine, find));
    return this.#known.get(key);
  }

  #find(mayDefine: Filter, find: Find): Definition | undefined {
    const own = find(this.#own);
    if (own) return { file: this.#own, value: own };
    this.#others ??= this.#siblings();
    for (const text of this.#others) {
      if (!mayDefine(text)) continue;
      const file = readHcl(text);
      const value = find(file);
      if (value) return { file, value };
    }
    return undefined;
  }
}

type Filter = (text: string) => boolean;
type Find = (file: HclFile) => HclNode | undefined;

/** Matches the beginning of a definition. Between its parts, HCL permits spaces and comments, but no line break. */
function definitionMark(kind: "local" | "var", name: string): RegExp {
  const literal = name.replaceAll(/[^\w-]/g, "\\$&");
  return new RegExp(kind === "local" ? `${literal}[ \\t]*(?:=|/\\*)` : `variable[ \\t]*(?:"?${literal}|/\\*)`);
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
