/**
 * Bundles the command line, so that a cold run reads a few files instead of some three hundred.
 *
 * ESLint's `Linter` brings its own language (JavaScript) and its own rules along; ssmlint uses neither, and they are more
 * than half of what would be loaded. They are left out here. The paths below are ESLint's insides: when a release moves
 * one, the bundle does not build, and test/cli runs on the bundle that is shipped.
 */
import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

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
  "debug/src/index.js": "module.exports = () => Object.assign(() => {}, { enabled: false });",
};

const used = new Set();

const leaveOut = {
  name: "leave-out",
  setup({ onLoad, onEnd }) {
    for (const [path, contents] of Object.entries(replaced)) {
      const filter = new RegExp(`node_modules/${path.replaceAll(/[.+]/g, "\\$&")}$`);
      onLoad({ filter }, () => {
        used.add(path);
        return { contents, loader: "js" };
      });
    }
    onEnd(() => {
      const unused = Object.keys(replaced).filter((path) => !used.has(path));
      if (unused.length === 0) return {};
      return { errors: unused.map((path) => ({ text: `ESLint no longer loads ${path}. See build/bundle.mjs.` })) };
    });
  },
};

/** The package's own facts, which `src/eslint/links.ts` reads from package.json, as part of the bundle. */
const packageFacts = {
  name: "package-facts",
  setup({ onLoad }) {
    onLoad({ filter: /src\/eslint\/links\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(
        /createRequire\(import\.meta\.url\)\("ssmlint\/package\.json"\)/,
        JSON.stringify({ name, version, repository }),
      ),
      loader: "ts",
    }));
  },
};

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { ssmlint: "src/cli/main.ts" },
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: "[name]-[hash]",
  platform: "node",
  format: "esm",
  target: "node20.19",
  metafile: true,
  legalComments: "linked",
  external: ["jiti"],
  banner: {
    js: 'import { createRequire as ssmlintCreateRequire } from "node:module"; const require = ssmlintCreateRequire(import.meta.url);',
  },
  plugins: [leaveOut, packageFacts],
  logLevel: "warning",
});
const sizes = Object.entries(metafile.outputs).map(([path, { bytes }]) => [path, bytes]);
const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
console.log(`${values.outdir}: ${sizes.length} files, ${Math.round(total / 1024)} KB`);
if (values.metafile) console.log(JSON.stringify(metafile));
