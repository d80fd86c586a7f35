/**
 * Parses HCL, the language of Terraform, with tree-sitter. Its runtime and the grammar are WebAssembly in data/hcl/.
 *
 * tree-sitter starts asynchronously, but ESLint's languages are synchronous. However, its start does not wait for anything
 * outside. In a context whose microtask queue is run when a script ends (`microtaskMode: "afterEvaluate"`), the start is
 * complete when the script ends. Runtime and grammar are read and compiled with the first Terraform file.
 */
import type { Context } from "node:vm";
import { copyTree, type HclNode, type SitterTree } from "./syntax-tree.ts";

/** Returns the root, a `config_file`. */
export type HclParser = (text: string) => HclNode;

let parser: HclParser | undefined;

/** Parses HCL. Never throws because of its text: the tree contains the errors. */
export function parseHcl(text: string): HclNode {
  return (parser ??= startParser())(withoutSigns(text));
}

/**
 * Replaces surplus signs before an escape. In `$$${`, HashiCorp's parser reads the last two signs as an escape, the grammar
 * the first two. The signs before the escape are therefore replaced, without a change of length.
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

/** Sets the parser in a browser, where the files of the package cannot be read. */
export function setHclParser(ready: HclParser): void {
  parser = ready;
}

/** The part of `web-tree-sitter` that is used. */
interface TreeSitter {
  readonly Parser: {
    new (): { setLanguage(language: object): void; parse(text: string): SitterTree | null };
    init(options: object): Promise<void>;
  };
  readonly Language: { loadSync(module: object): object };
}

/** Runs in the context. Uses the names of its globals. */
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
  // Optimizing the parser would cost three times what it saves in one file.
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
    const root = copyTree(tree);
    tree.delete();
    return root;
  };
}
