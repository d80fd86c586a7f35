/** Reads and lints the files of a run. */
import { mayHoldDocument } from "../../document/sniff.ts";
import { defaultConfig, type ResolvedConfig, type RuleLayer } from "../config/config.ts";
import { configFor, type NestedConfig } from "../config/nested.ts";
import { isOwnReport } from "../files/own-report.ts";
import { readDocumentFile, readInput } from "../files/read.ts";
import type { ReadFile } from "../support/decode-file.ts";
import type { FoundFile } from "../files/search.ts";
import type { Fixing } from "./fix-text.ts";
import type { Engine, Linted } from "./linter.ts";
import { knownRules, loadPlugin } from "../config/plugin.ts";
import { internalError } from "./internal-error.ts";
import type { Timing } from "./timing.ts";

export type Outcome =
  | Exclude<ReadFile, { readonly kind: "text" }>
  /** `before` is the text as read; `undefined` if nothing was fixed. */
  | { readonly kind: "linted"; readonly linted: Linted; readonly before: string | undefined };

export interface CheckerOptions {
  /** `undefined` for the defaults. */
  readonly config: ResolvedConfig | undefined;
  /** Configurations of nested directories, which apply to the files there. */
  readonly nested?: readonly NestedConfig[];
  /** Rules set on the command line, which override the configuration. */
  readonly rules: RuleLayer["rules"];
  /** Which findings to fix. */
  readonly fixes: "none" | "errors" | "all";
  /** Whether to apply suggestions too: the first of each finding that is to be fixed. */
  readonly suggestions?: boolean;
  readonly timing: Timing;
  /** Reads standard input, for the file that stands for stdin. */
  readonly readInput: (limit: number) => Buffer;
}

/** `acme/` of `acme/rule`. */
const namespaceOf = (rule: string): string => rule.slice(0, rule.lastIndexOf("/") + 1);

/** Reads and lints one file after another. ESLint is loaded with the first file that may contain a document. */
export class Checker {
  readonly #options: CheckerOptions;
  readonly #engines = new Map<ResolvedConfig | undefined, Engine>();

  constructor(options: CheckerOptions) {
    this.#options = options;
  }

  /** Synchronous except for the first file that is linted, because most of thousands of files are only read. */
  check(file: FoundFile): Outcome | Promise<Outcome> {
    const { timing } = this.#options;
    const read = timing.measure("read", () => this.#read(file));
    if (read.kind !== "text") return read;
    const { text } = read;
    const config = configFor(file.path, this.#options.nested ?? [], this.#options.config);
    const ready = this.#engines.get(config);
    if (ready !== undefined) return this.#lint(ready, file.path, text);
    return timing
      .measureAsync("load", () => this.#load(config))
      .then((engine) => {
        this.#engines.set(config, engine);
        return this.#lint(engine, file.path, text);
      });
  }

  /** An exception in ssmlint or in a rule affects only the file that is being linted. */
  #lint(engine: Engine, path: string, text: string): Outcome {
    try {
      const linted = engine.lint(path, text, this.#fixing);
      return { kind: "linted", linted, before: linted.result.output === undefined ? undefined : text };
    } catch (error) {
      return { kind: "error", reason: internalError(error, engine.hasPlugins) };
    }
  }

  #read(file: FoundFile): ReadFile {
    if (file.isInput) return readInput(this.#options.readInput, mayHoldDocument);
    const mayHold = (text: string): boolean => file.isScript === true || mayHoldDocument(text);
    return readDocumentFile(file.path, file.named, (text) => mayHold(text) && !isOwnReport(text));
  }

  async #load(config: ResolvedConfig | undefined): Promise<Engine> {
    const { rules, timing } = this.#options;
    const [{ Engine }, plugin] = await Promise.all([import("./linter.ts"), loadPlugin()]);
    const own = config ?? defaultConfig(knownRules(plugin));
    const namespaces = new Set(own.plugins.map(({ namespace }) => `${namespace}/`));
    // Omits rules of plugins that only another directory's configuration names; they are not defined here.
    const known = Object.entries(rules).filter(([name]) => !name.includes("/") || namespaces.has(namespaceOf(name)));
    return new Engine({ plugin, config: own, rules: Object.fromEntries(known), timing });
  }

  get #fixing(): Fixing | undefined {
    const { fixes, suggestions = false } = this.#options;
    if (fixes === "none") return undefined;
    return { wants: ({ severity }) => fixes === "all" || severity === 2, suggestions };
  }
}
