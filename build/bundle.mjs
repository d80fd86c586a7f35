/**
 * Bundles the command line, so that a cold run reads a few files instead of some three hundred.
 *
 * ESLint's `Linter` brings its own language (JavaScript) and its own rules along; ssmlint uses neither, and they are more
 * than half of what would be loaded. They are left out here. The paths below are ESLint's insides: when a release moves
 * one, the bundle does not build, and test/cli runs on the bundle that is shipped.
 */
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { withoutIterators } from "./loops.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: { outdir: { type: "string", default: "dist/cli" }, metafile: { type: "boolean" } },
});
const outdir = resolve(root, values.outdir);
const { name, version, repository } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** ESLint's modules that are replaced, and by what. */
const replaced = {
  "eslint/lib/rules/index.js": "module.exports = new Map();",
  "eslint/lib/languages/js/index.js": "module.exports = {};",
  "eslint/lib/languages/js/source-code/index.js": "module.exports = { SourceCode: class {} };",
  "eslint-scope/dist/eslint-scope.cjs": "module.exports = {};",
  "eslint-visitor-keys/dist/eslint-visitor-keys.cjs": "module.exports = { KEYS: {} };",
  // Options that a comment in a document sets are checked as those of the configuration are, without ajv.
  "eslint/lib/shared/ajv.js": `
    const { validate, pathText } = require("./src/cli/config/validate.ts");
    module.exports = () => ({
      compile: (schema) =>
        function check(options) {
          const found = validate(options, schema);
          const shown = found.map(({ path, message }) => ({ data: options, message: pathText(path) + " " + message }));
          check.errors = found.length > 0 ? shown : null;
        },
    });`,
  "debug/src/index.js": "module.exports = () => Object.assign(() => {}, { enabled: false });",
};

/** In ESLint's `Linter`: a configuration that is given again is not made ready again. */
const changed = {
  "eslint/lib/linter/linter.js": [
    /configArray = (new FlatConfigArray\(configToUse, \{\s+basePath: cwd,\s+\}\));\s+configArray\.normalizeSync\(\);/,
    `const key = cwd ?? "";
    const made = (Linter.made ??= new WeakMap()).get(configToUse) ?? {};
    Linter.made.set(configToUse, made);
    configArray = made[key] ??= $1.normalizeSync();`,
  ],
};

const used = new Set();

const leaveOut = {
  name: "leave-out",
  setup({ onLoad, onEnd }) {
    for (const [path, contents] of Object.entries(replaced)) {
      const filter = new RegExp(`node_modules/${path.replaceAll(/[.+]/g, "\\$&")}$`);
      onLoad({ filter }, () => {
        used.add(path);
        return { contents, loader: "js", resolveDir: root };
      });
    }
    for (const [path, [pattern, replacement]] of Object.entries(changed)) {
      onLoad({ filter: new RegExp(`node_modules/${path.replaceAll(/[.+]/g, "\\$&")}$`) }, (file) => {
        const text = readFileSync(file.path, "utf8");
        if (pattern.test(text)) used.add(path);
        return { contents: text.replace(pattern, replacement), loader: "js" };
      });
    }
    onEnd(() => {
      const unused = [...Object.keys(replaced), ...Object.keys(changed)].filter((path) => !used.has(path));
      if (unused.length === 0) return {};
      return {
        errors: unused.map((path) => ({
          text: `ESLint no longer has ${path}, or not as it was. See build/bundle.mjs.`,
        })),
      };
    });
  },
};

/** What the packages in the bundle ask to be kept with them: name, version and licence of each. */
function licences(inputs) {
  const directories = new Set(
    inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []),
  );
  return [...directories]
    .toSorted()
    .map((directory) => {
      const taken = JSON.parse(readFileSync(resolve(root, directory, "package.json"), "utf8"));
      const file = readdirSync(resolve(root, directory)).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file && readFileSync(resolve(root, directory, file), "utf8");
      return `${taken.name} ${taken.version} (${taken.license})\n\n${text ? text.trim() : "The package has no text of its licence."}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** The sources, with what they take from outside when they need it as part of the bundle. */
const sources = {
  name: "sources",
  setup({ onLoad }) {
    const texts = withoutIterators();
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = texts
        .get(path.replaceAll("\\", "/"))
        ?.replace(
          'createRequire(import.meta.url)("ssmlint/package.json")',
          JSON.stringify({ name, version, repository }),
        )
        .replace(/createRequire\(import\.meta\.url\)\("(@eslint\/plugin-kit|re2js|yaml)"\)/, 'require("$1")');
      return contents === undefined ? undefined : { contents, loader: "ts" };
    });
  },
};

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { bundle: "src/cli/main.ts", ssmlint: "src/cli/launch.ts" },
  outdir,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20.19",
  charset: "ascii",
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  metafile: true,
  legalComments: "none",
  external: ["jiti"],
  // Its main file is UMD, whose `require` esbuild cannot follow.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
  plugins: [leaveOut, sources],
  logLevel: "warning",
});
const bundle = resolve(outdir, "bundle.cjs");
writeFileSync(bundle, readFileSync(bundle, "latin1").replaceAll(/(?<![.\w$])import\(/g, "importOutside("), "latin1");
chmodSync(resolve(outdir, "ssmlint.cjs"), 0o755);
writeFileSync(
  resolve(outdir, "LICENSES.txt"),
  licences(Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs))),
);
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`${values.outdir}: ${Math.round(bytes / 1024)} KB`);
if (values.metafile) console.log(JSON.stringify(metafile));
