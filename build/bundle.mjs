/** Bundles the command line, so that a cold run reads two files instead of some three hundred. */
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { replacedModules, WITHOUT_RULES } from "./replaced-modules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: { outdir: { type: "string", default: "dist/cli" }, metafile: { type: "boolean" } },
});
const outdir = resolve(root, values.outdir);
const { name, version, repository } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The name, version and license text of each package in the bundle, which their licenses require to be kept. */
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

/** Loads the sources, and includes in the bundle what they load on demand by `createRequire`. */
const sources = {
  name: "sources",
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8")
        .replace(
          'createRequire(import.meta.url)("ssmlint/package.json")',
          JSON.stringify({ name, version, repository }),
        )
        .replace(/createRequire\(import\.meta\.url\)\("(@eslint\/plugin-kit|re2js|yaml)"\)/, 'require("$1")');
      return { contents, loader: "ts" };
    });
  },
};

/** Without ESLint's rules and its parser, a third less is loaded in each run. */
const withoutJavaScript = replacedModules({ ...WITHOUT_RULES, "espree/dist/espree.cjs": "module.exports = {};" });

rmSync(outdir, { recursive: true, force: true });
const options = {
  absWorkingDir: root,
  outdir,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20.19",
  charset: "ascii",
  // Every run reads the whole text, so white space is removed. Names stay, for readable stack traces.
  minifyWhitespace: true,
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  metafile: true,
  legalComments: "none",
  external: ["jiti"],
  // The main file of jsonc-parser is UMD, whose `require` esbuild cannot follow.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
  plugins: [sources, withoutJavaScript],
  logLevel: "warning",
};
const outputs = await Promise.all([
  build({ ...options, entryPoints: { ssmlint: "src/cli/launch.ts" } }),
  build({
    ...options,
    entryPoints: { bundle: "src/cli/main.ts" },
    // Code from V8's code cache cannot call import(). So Node's modules are loaded by `require`, and launch.ts imports configuration files.
    supported: { "dynamic-import": false },
  }),
]).then((built) => built.flatMap(({ metafile }) => Object.entries(metafile.outputs)));
chmodSync(resolve(outdir, "ssmlint.cjs"), 0o755);
writeFileSync(resolve(outdir, "LICENSES.txt"), licences(outputs.flatMap(([, { inputs }]) => Object.keys(inputs))));
const bytes = outputs.reduce((sum, [, output]) => sum + output.bytes, 0);
console.log(`${values.outdir}: ${Math.round(bytes / 1024)} KB`);
if (values.metafile) console.log(JSON.stringify({ outputs: Object.fromEntries(outputs) }));
