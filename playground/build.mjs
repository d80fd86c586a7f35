/**
 * `npm run playground`: builds the playground into dist/playground and serves it. `-- --build` only builds.
 *
 * The result is static: an HTML page, its style sheet, the modules of the page and of its worker, the rules' pages and the
 * table of `aws` output. Modules that are imported dynamically (the preview, the trace, the library for expressions) are files of their own.
 */
import {
  createReadStream,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { basename, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { marked } from "marked";
import { minify } from "terser";
import { replacedModules, WITHOUT_RULES } from "../build/replaced-modules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const { version: eslintVersion } = JSON.parse(readFileSync(join(root, "node_modules/eslint/package.json"), "utf8"));

/** Replacements for ESLint's own language and rules, which are for JavaScript. The page does not lint JavaScript. */
const WITHOUT_JAVASCRIPT = {
  ...WITHOUT_RULES,
  "eslint/lib/languages/js/index.js": "module.exports = {};",
  "eslint/lib/languages/js/source-code/index.js": "module.exports = { SourceCode: class {} };",
  "eslint-scope/dist/eslint-scope.cjs": "module.exports = {};",
  "eslint-visitor-keys/dist/eslint-visitor-keys.cjs": "module.exports = { KEYS: {} };",
  "debug/src/browser.js": "module.exports = () => Object.assign(() => {}, { enabled: false });",
  // ESLint reads only its version from this file.
  "eslint/package.json": `module.exports = ${JSON.stringify({ version: eslintVersion })};`,
  // Paths in the worker use slashes.
  "@eslint/config-array/dist/cjs/std__path/windows.cjs": "module.exports = {};",
  "@eslint/config-array/dist/cjs/std__path/posix.cjs":
    "module.exports = { ...require('path'), SEPARATOR: '/', toNamespacedPath: (path) => path };",
  // The only pattern to match is the name of the page's document.
  "minimatch/dist/commonjs/index.js": `exports.Minimatch = class {
    constructor(pattern) { this.pattern = pattern; }
    match(path) { return path === this.pattern; }
  };`,
  // The rules listen for types of nodes, which ESLint parses itself. Nothing calls esquery.
  "esquery/dist/esquery.min.js":
    'exports.parse = (selector) => { throw new SyntaxError("selector " + selector); }; exports.matches = () => true;',
  // ESLint loads the same module as CommonJS.
  "@eslint/plugin-kit/dist/esm/index.js": "export { ConfigCommentParser } from '../cjs/index.cjs';",
  // ESLint measures rules only if an environment variable asks for it.
  "eslint/lib/linter/timing.js": "module.exports = { enabled: false };",
  // ESLint gives ajv the meta-schema of draft 4, by which ajv does not validate schemas.
  "ajv/lib/refs/json-schema-draft-04.json": 'module.exports = { id: "http://json-schema.org/draft-04/schema#" };',
  "ajv/lib/refs/json-schema-draft-07.json": "module.exports = {};",
  "ajv/lib/refs/data.json": "module.exports = {};",
  // The page configures none of the rules that ESLint has removed.
  "eslint/conf/replacements.json": "module.exports = { rules: {} };",
  // ESLint compiles schemas synchronously, and without references to data.
  "ajv/lib/compile/async.js": "module.exports = undefined;",
  "ajv/lib/data.js": "module.exports = undefined;",
  // ESLint adds no keywords to ajv.
  "ajv/lib/keyword.js": "module.exports = {};",
  // No schema of a rule's options uses `format`.
  "ajv/lib/compile/formats.js": "module.exports = () => ({});",
  // The functions that levn and type-check use, which read `eslint rule: level` in comments.
  "prelude-ls/lib/index.js": `module.exports = {
    all: (test, list) => list.every((one) => test(one)),
    any: (test, list) => list.some((one) => test(one)),
    isItNaN: Number.isNaN,
    reject: (test, list) => list.filter((one) => !test(one)),
  };`,
  // The page's trace has no colors, and a font in which almost all characters have the same width.
  "fast-wrap-ansi/lib/main.js": `export function wrapAnsi(text, width) {
    const wrap = (rows, word) => {
      const last = rows.at(-1);
      if (last === undefined || last.length + word.length >= width) return [...rows, word];
      return [...rows.slice(0, -1), last + " " + word];
    };
    return text.split("\\n").map((line) => line.trim().split(" ").reduce(wrap, []).join("\\n")).join("\\n");
  }`,
  // The page reads YAML, and does not write it.
  "yaml/browser/dist/stringify/stringifyCollection.js": "export const stringifyCollection = undefined;",
  "yaml/browser/dist/stringify/stringifyDocument.js": "export const stringifyDocument = undefined;",
  "yaml/browser/dist/stringify/stringifyPair.js": "export const stringifyPair = undefined;",
  "yaml/browser/dist/stringify/stringifyString.js": "export const stringifyString = undefined;",
  "yaml/browser/dist/parse/cst-stringify.js": "export const stringify = undefined;",
  // It composes documents from tokens itself, and does not change tokens.
  "yaml/browser/dist/parse/cst-scalar.js":
    "export const createScalarToken = undefined, resolveAsScalar = undefined, setScalarValue = undefined;",
  "yaml/browser/dist/parse/cst-visit.js": "export const visit = undefined;",
  "yaml/browser/dist/public-api.js":
    "export const parse = undefined, parseAllDocuments = undefined, parseDocument = undefined, stringify = undefined;",
  // ajv uses this for references, and no schema of a rule's options refers to another schema.
  "uri-js/dist/es5/uri.all.js":
    "module.exports = { parse: () => ({}), serialize: () => '', resolve: (_, to) => to, normalize: (id) => id };",
};

/** Keywords of ajv that no schema of a rule's options uses. Their code generators are replaced by empty ones. */
const WITHOUT_KEYWORDS = Object.fromEntries(
  "_limit _limitProperties allOf anyOf comment contains custom dependencies format if multipleOf not propertyNames ref"
    .split(" ")
    .map((name) => [`ajv/lib/dotjs/${name}.js`, "module.exports = () => '';"]),
);

/** The page accepts only YAML and JSON. A browser does not load Terraform's parser, so nothing calls these modules. */
const withoutTerraform = {
  name: "without-terraform",
  setup({ onLoad }) {
    onLoad({ filter: /src\/document\/syntax\/hcl\/(?:file|module|tree|template-file)\.ts$/ }, () => ({
      contents:
        "export const readHcl = undefined, Module = undefined, HclTree = undefined, readTemplateFile = undefined;",
    }));
    onLoad({ filter: /src\/document\/(?:module-files|source-map\/hcl-edits)\.ts$/ }, () => ({
      contents:
        "export const hclEdits = undefined, scriptUse = undefined, siblingsOf = undefined, templateUse = undefined, whyUnread = undefined;",
    }));
  },
};

/** The page lints text with `Linter`, in one language: it has no use for the processor. */
const withoutProcessor = {
  name: "without-processor",
  setup({ onLoad }) {
    onLoad({ filter: /src\/eslint\/processor\.ts$/ }, () => ({
      contents: 'export const alongside = undefined, PART = "ssm";',
    }));
  },
};

/** Replaces `node:path`, which `eslint/universal` uses: paths in the worker use slashes. */
const posixPath = {
  name: "posix-path",
  setup({ onResolve }) {
    onResolve({ filter: /^(?:node:)?path$/ }, () => ({ path: join(root, "playground/lint/posix-path.ts") }));
  },
};

/** Replaces `re2js` in the rules: the worker loads the library itself, if a text needs it. */
const expressionsOnDemand = {
  name: "expressions-on-demand",
  setup({ onResolve }) {
    const path = join(root, "playground/lint/expressions.ts");
    onResolve({ filter: /^re2js$/ }, ({ importer }) => (importer === path ? undefined : { path }));
  },
};

/** The rules' pages as HTML. The playground loads them when the first one is opened. */
async function rulePages() {
  const { default: plugin } = await import("../dist/src/index.js");
  return Object.fromEntries(
    Object.keys(plugin.rules).map((name) => [
      name,
      marked.parse(readFileSync(join(root, "rules", `${name}.md`), "utf8"), { async: false }),
    ]),
  );
}

/** The rules, examples and version that the page shows. */
async function project() {
  const { default: plugin } = await import("../dist/src/index.js");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const rules = Object.entries(plugin.rules).map(([name, { meta }]) => ({
    name,
    description: meta.docs.description,
    level: plugin.configs.recommended.rules[`ssm/${name}`] ?? "off",
    hasOptions: Array.isArray(meta.schema) && meta.schema.length > 0,
  }));
  const directory = join(root, "examples");
  const examples = readdirSync(directory)
    .toSorted((a, b) => Number(b.includes("implicit")) - Number(a.includes("implicit")))
    .map((file) => ({ name: file, text: readFileSync(join(directory, file), "utf8") }));
  return { version, rules, examples };
}

const projectModule = {
  name: "project",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^virtual:project$/ }, ({ path }) => ({ path, namespace: "project" }));
    onLoad({ filter: /.*/, namespace: "project" }, async () => ({
      contents: Object.entries(await project())
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join("\n"),
    }));
  },
};

/** Makes the module smaller than esbuild does, by 4 % with gzip: mostly by names of variables that compress better. */
async function makeSmaller(file) {
  const { code } = await minify(readFileSync(file, "utf8"), { module: true });
  writeFileSync(file, code);
}

/** Builds the playground. The package must be built. @param directory is emptied first. */
export async function buildPlayground(directory) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      page: "playground/page/page.ts",
      lint: "playground/lint/worker.ts",
    },
    outdir: directory,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    metafile: true,
    legalComments: "linked",
    define: { "process.env.NODE_ENV": '"production"', "process.env": "{}" },
    plugins: [
      replacedModules({ ...WITHOUT_JAVASCRIPT, ...WITHOUT_KEYWORDS }),
      withoutTerraform,
      withoutProcessor,
      posixPath,
      expressionsOnDemand,
      projectModule,
    ],
    logLevel: "warning",
  });
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".js")))
    await makeSmaller(join(directory, file));
  for (const file of ["index.html", "page.css"]) cpSync(join(root, "playground", file), join(directory, file));
  writeFileSync(join(directory, "rules.json"), JSON.stringify(await rulePages()));
  cpSync(join(root, "data/aws-operations.jsonl"), join(directory, "aws-operations.jsonl"));
  return metafile;
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves the built files on a loopback address. @returns the listening server. */
export function servePlayground(directory, port = 0) {
  const server = createServer(({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
    const file = join(directory, path === "/" ? "index.html" : path);
    if (!file.startsWith(directory) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      build: { type: "boolean" },
      port: { type: "string", default: "8300" },
      outdir: { type: "string", default: join(root, "dist/playground") },
    },
  });
  await buildPlayground(values.outdir);
  console.log(`${basename(values.outdir)}: ${readdirSync(values.outdir).join(", ")}`);
  if (!values.build) {
    const server = await servePlayground(values.outdir, Number(values.port));
    console.log(`http://127.0.0.1:${server.address().port}/`);
  }
}
