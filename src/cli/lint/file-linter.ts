/** From a file that was found to what there is to say of it. */
import { mayHoldDocument } from "../../document/sniff.ts";
import { defaultConfig, type ResolvedConfig, type RuleLayer } from "../config/config.ts";
import { configFor, type NestedConfig } from "../config/nested.ts";
import { isOwnReport } from "../files/own-report.ts";
import { readDocumentFile, readInput, type ReadFile } from "../files/read.ts";
import type { FoundFile } from "../files/search.ts";
import type { Fixing } from "./fix-text.ts";
import type { Engine, Linted } from "./linter.ts";
import { knownRules, loadPlugin } from "../config/plugin.ts";
import { internalError } from "./internal-error.ts";
import type { Timing } from "./timing.ts";

export type Outcome =
  | Exclude<ReadFile, { readonly kind: "text" }>
  /** `before` is the text as it was read, if the result is fixed. */
  | { readonly kind: "linted"; readonly linted: Linted; readonly before: string | undefined };

export interface CheckerOptions {
  /** The defaults where there is none. */
  readonly config: ResolvedConfig | undefined;
  /** Those of directories below, which apply to their files instead. */
  readonly nested?: readonly NestedConfig[];
  /** Rules set on the command line, over the configuration. */
  readonly rules: RuleLayer["rules"];
  /** Which findings to fix. */
  readonly fixes: "none" | "errors" | "all";
  /** Whether to apply suggestions too, the first of each of these findings. */
  readonly suggestions?: boolean;
  readonly timing: Timing;
  /** Standard input, for a file that stands for it. */
  readonly readInput: (limit: number) => Buffer;
}

/** `acme/` of `acme/rule`. */
const namespaceOf = (rule: string): string => rule.slice(0, rule.lastIndexOf("/") + 1);

/** Reads and lints files one after the other. ESLint is loaded when the first of them may hold a document. */
export class Checker {
  readonly #options: CheckerOptions;
  readonly #engines = new Map<ResolvedConfig | undefined, Engine>();

  constructor(options: CheckerOptions) {
    this.#options = options;
  }

  /** At once but for the first file that has to be linted: thousands are only read. */
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

  /** A mistake of ssmlint's, or of a rule's, costs the one file that it was made in. */
  #lint(engine: Engine, path: string, text: string): Outcome {
    try {
      const linted = engine.lint(path, text, this.#fixing);
      return { kind: "linted", linted, before: linted.result.output === undefined ? undefined : text };
    } catch (error) {
      return { kind: "error", reason: internalError(error) };
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
    // A rule of a plugin that only another directory's configuration names is none here.
    const known = Object.entries(rules).filter(([name]) => !name.includes("/") || namespaces.has(namespaceOf(name)));
    return new Engine({ plugin, config: own, rules: Object.fromEntries(known), timing });
  }

  get #fixing(): Fixing | undefined {
    const { fixes, suggestions = false } = this.#options;
    if (fixes === "none") return undefined;
    return { wants: ({ severity }) => fixes === "all" || severity === 2, suggestions };
  }
}
