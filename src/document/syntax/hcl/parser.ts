/**
 * HCL, the language of Terraform, read by tree-sitter: its runtime and its grammar are WebAssembly in data/hcl/.
 *
 * tree-sitter starts asynchronously, and ESLint's languages are synchronous. But nothing in its start waits for anything outside: in a
 * context whose queue of microtasks is run when a script ends (`microtaskMode: "afterEvaluate"`) it has started when the script
 * ends. All of it is read and compiled when the first Terraform file is.
 */
import type { Context } from "node:vm";

/** A node of tree-sitter's syntax tree. Positions are UTF-16 offsets. */
export interface HclNode {
  readonly id: number;
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  /** Whether the text has an error in this node. */
  readonly hasError: boolean;
  readonly isError: boolean;
  /** Whether the parser has put it in: nothing is written there. */
  readonly isMissing: boolean;
  readonly children: readonly HclNode[];
  readonly namedChildren: readonly HclNode[];
  descendantsOfType(types: string | string[]): readonly HclNode[];
}

/** Gives the root, a `config_file`. */
export type HclParser = (text: string) => HclNode;

let parser: HclParser | undefined;

/** Parses HCL. Never throws for its text: errors are in the tree. */
export function parseHcl(text: string): HclNode {
  return (parser ??= startParser())(withoutSigns(text));
}

/**
 * `$$${`: to HashiCorp's parser the last two signs are an escape, to the grammar the first two. So those before are taken out, without
 * a change of length.
 */
function withoutSigns(text: string): string {
  let result = "";
  let from = 0;
  for (let brace = text.indexOf("{"); brace !== -1; brace = text.indexOf("{", brace + 1)) {
    const sign = text[brace - 1];
    if ((sign !== "$" && sign !== "%") || text[brace - 3] !== sign || text[brace - 2] !== sign) continue;
    let start = brace - 3;
    while (text[start - 1] === sign) start--;
    result += text.slice(from, start) + "x".repeat(brace - 2 - start);
    from = brace - 2;
  }
  return from === 0 ? text : result + text.slice(from);
}

/** Whether HCL can be parsed: in a browser, only after {@link setHclParser}. */
export function canParseHcl(): boolean {
  return parser !== undefined || (typeof process !== "undefined" && process.getBuiltinModule !== undefined);
}

/** For a browser, where the files of the package cannot be read. */
export function setHclParser(ready: HclParser): void {
  parser = ready;
}

/** What is used of `web-tree-sitter`. */
interface TreeSitter {
  readonly Parser: {
    new (): { setLanguage(language: object): void; parse(text: string): { readonly rootNode: HclNode } | null };
    init(options: object): Promise<void>;
  };
  readonly Language: { loadSync(module: object): object };
}

/** Runs in the context, with the names of its globals. */
const START = `
var module = { exports: {} }, isReady = false, failure;
define(module.exports, undefined, module);
module.exports.Parser.init({
  locateFile: (name) => name,
  instantiateWasm(imports, done) {
    const compiled = new WebAssembly.Module(runtime);
    done(new WebAssembly.Instance(compiled, imports), compiled);
    return {};
  },
}).then(() => (isReady = true), (error) => (failure = error));
`;

function startParser(): HclParser {
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const { createRequire } = process.getBuiltinModule("node:module");
  const { dirname, join } = process.getBuiltinModule("node:path");
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  const { createContext, runInContext } = process.getBuiltinModule("node:vm");
  const directory = join(dirname(createRequire(import.meta.url).resolve("ssmlint/package.json")), "data", "hcl");
  const code = readFileSync(join(directory, "web-tree-sitter.cjs"), "utf8");
  const globals = {
    TextDecoder,
    TextEncoder,
    URL,
    performance,
    console,
    runtime: readFileSync(join(directory, "web-tree-sitter.wasm")),
    grammar: readFileSync(join(directory, "tree-sitter-terraform.wasm")),
  };
  const context: Context = createContext(globals, { microtaskMode: "afterEvaluate" });
  // Optimizing the parser costs three times what it saves in a file.
  setFlagsFromString("--liftoff-only");
  context["define"] = runInContext(`(function (exports, require, module) { ${code}\n})`, context);
  runInContext(START, context);
  if (context["isReady"] !== true) throw new Error(`tree-sitter did not start: ${String(context["failure"])}`);
  const { Language, Parser } = (context["module"] as { exports: TreeSitter }).exports;
  const sitter = new Parser();
  sitter.setLanguage(Language.loadSync(runInContext("new WebAssembly.Module(grammar)", context) as object));
  setFlagsFromString("--no-liftoff-only");
  return (text) => {
    const tree = sitter.parse(text);
    if (tree === null) throw new Error("tree-sitter gave no tree");
    return tree.rootNode;
  };
}
