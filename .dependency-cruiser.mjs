/**
 * Which package may import which: `npm run imports` checks it.
 *
 * The packages from the bottom to the top. A file imports from its own package and from those that are listed before it. A
 * package is the files of one directory, without its subdirectories.
 */
const packages = [
  "src/sorted",
  "src/grouping",
  "src/lines",
  "src/spelling",
  // From a file's text to steps and scripts.
  "src/document/model",
  "src/document/scalars",
  "src/document/syntax",
  "src/document/syntax/hcl",
  "src/document/source-map",
  "src/document/kinds",
  "src/document",
  // From a script's text to the programs that it starts.
  "src/shell/spans",
  "src/shell/limits",
  "src/shell/syntax",
  "src/shell/model",
  "src/shell/values",
  "src/shell/state/path",
  "src/shell/state/interfaces",
  "src/shell/state",
  "src/shell/outcomes",
  "src/shell/results",
  "src/shell/refinement",
  "src/shell/slice/survey",
  "src/shell/slice/criterion",
  "src/shell/slice/functions",
  "src/shell/slice/flow",
  "src/shell/slice/closure",
  "src/shell/slice",
  "src/shell/liveness",
  "src/shell/paths",
  "src/shell/expansion",
  "src/shell/assignment",
  "src/shell/conditionals",
  "src/shell/embedded",
  "src/shell/builtins",
  "src/shell/commands",
  "src/shell",
  // What AWS and the programs do.
  "src/aws/json",
  "src/aws/metadata",
  "src/aws/credentials",
  "src/programs/argv",
  "src/programs/text/tool",
  "src/programs/text/regular-expression",
  "src/programs/text/awk",
  "src/programs/text/sed",
  "src/programs/text",
  "src/programs/jq",
  "src/programs/http",
  "src/programs/http/curl",
  "src/programs/http/wget",
  "src/programs/coreutils",
  "src/programs/aws",
  "src/programs/shells",
  "src/programs/wrappers",
  "src/programs/remote",
  "src/programs",
  // What rules decide and fix.
  "src/analysis/watches",
  "src/analysis/trials",
  "src/analysis/credentials",
  "src/analysis/metadata",
  "src/analysis/extraction/verdicts",
  "src/analysis/extraction",
  "src/analysis/injection/language",
  "src/analysis/injection/scanner",
  "src/analysis/injection/places",
  "src/analysis/injection/rereading",
  "src/analysis/injection",
  "src/analysis/injection/fixes",
  "src/analysis/portability/kinds",
  "src/analysis/portability",
  "src/analysis/exposure/secrets",
  "src/analysis/exposure/printing",
  "src/analysis/exposure/selection",
  "src/analysis/exposure/taint",
  "src/analysis/exposure",
  "src/analysis/failures",
  "src/analysis/trace",
  "src/analysis/validity/report",
  "src/analysis/validity/schema",
  "src/analysis/validity",
  "src/analysis",
  // How it is served: to ESLint, and on the command line.
  "src/package-info.ts",
  "src/eslint/scripts",
  "src/eslint/tree",
  "src/eslint/comments",
  "src/eslint/findings",
  "src/eslint",
  // What each call of a file sees, for a person.
  "src/trace",
  "rules",
  "src/index.ts",
  "src/browser.ts",
  "src/cli/support",
  "src/cli/arguments",
  "src/cli/terminal",
  "src/cli/trace",
  "src/cli/config",
  "src/cli/files",
  "src/cli/lint",
  "src/cli/baseline",
  "src/cli/fix",
  "src/cli/reports",
  "src/cli/commands",
  "src/cli",
];

/** Packages whose files import each other in circles, because what they are about does. */
const circles = [
  // A string may be the output of a run, and a run has strings.
  "src/shell/model",
  // `${X:-$(( ${Y} ))}`
  "src/shell/expansion",
  // Commands contain commands.
  "src/shell/commands",
];

/** Packages that know nothing of each other, though one is above the other. */
const apart = [
  ["src/shell", ["src/document"]],
  ["src/aws", ["src/document"]],
  ["src/programs", ["src/document"]],
  ["src/cli", ["src/shell", "src/aws", "src/programs", "src/analysis"]],
];

/**
 * Packages of packages that others see by their `index.ts` alone. The command line asks single files of them, so that a run that
 * finds no document loads nothing else.
 */
const faces = ["src/document", "src/shell"];

const escaped = (path) => path.replaceAll(".", "\\.");
/** The files of a package. */
const filesOf = (name) => (name.endsWith(".ts") ? `^${escaped(name)}$` : `^${name}/[^/]+$`);
/** The same, and those of the packages in it. */
const allBelow = (name) => `^${name}/`;

export default {
  forbidden: [
    ...packages.map((name, index) => ({
      name: `${name} imports only from what is listed before it`,
      severity: "error",
      from: { path: filesOf(name) },
      to: { path: "^(?:src|rules)/", pathNot: packages.slice(0, index + 1).map(filesOf) },
    })),
    ...apart.map(([name, others]) => ({
      name: `${name} knows nothing of ${others.join(", ")}`,
      severity: "error",
      from: { path: allBelow(name) },
      to: { path: others.map(allBelow) },
    })),
    ...faces.map((name) => ({
      name: `${name} is seen by its index.ts alone`,
      severity: "error",
      from: { path: "^(?:src|rules)/", pathNot: [allBelow(name), allBelow("src/cli")] },
      to: { path: allBelow(name), pathNot: `^${name}/index\\.ts$` },
    })),
    {
      name: "no circle",
      severity: "error",
      from: { path: "^(?:src|rules)/", pathNot: circles.map(filesOf) },
      to: { circular: true },
    },
    ...circles.map((name) => ({
      name: `circles of ${name} stay inside it`,
      severity: "error",
      from: { path: filesOf(name) },
      to: { circular: true, via: { pathNot: filesOf(name) } },
    })),
    {
      name: "every file is in a package that is listed",
      severity: "error",
      from: { pathNot: packages.map(filesOf) },
      to: {},
    },
  ],
  options: {
    // Sees imports of types too; TypeScript 7 has no API that the tool could ask.
    parser: "swc",
    tsPreCompilationDeps: true,
    includeOnly: "^(?:src|rules)/",
    enhancedResolveOptions: { extensions: [".ts"] },
  },
};
