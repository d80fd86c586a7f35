/** A plugin for esbuild that replaces modules of dependencies, for code that the bundle never runs. */

/** ESLint's own rules, which are for JavaScript. Neither the command line nor the page lints JavaScript. */
export const WITHOUT_RULES = { "eslint/lib/rules/index.js": "module.exports = new Map();" };

/** @param contents the source that replaces each module, by its path below `node_modules` */
export function replacedModules(contents) {
  return {
    name: "replaced-modules",
    setup({ onLoad }) {
      for (const [path, source] of Object.entries(contents)) {
        const filter = new RegExp(`node_modules[\\\\/]${path.replaceAll(/[.+]/g, "\\$&").replaceAll("/", "[\\\\/]")}$`);
        onLoad({ filter }, () => ({ contents: source, loader: "js" }));
      }
    },
  };
}
