/** ESLint's `Linter`, configured for one run. */
import { parse as parsePath } from "node:path";
import { Linter } from "eslint/universal";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { CommentNode } from "../../eslint/comments/comments.ts";
import type { SsmSourceCode } from "../../eslint/source-code.ts";
import { elapsed } from "../../eslint/scripts/elapsed-time.ts";
import { fullRuleName, rulesFor, type ResolvedConfig, type RuleLayer } from "../config/config.ts";
import type { LintedText } from "./edits.ts";
import { fixText, type Fixing } from "./fix-text.ts";
import type { SuggestionCounts } from "./file-outcome.ts";
import { fileResult, type FileResult, type Message, type ReadCounts, type SuppressedMessage } from "./result.ts";
import { allRules, type UserPlugin } from "../config/user-plugins.ts";
import type { DocumentLanguage, Plugin } from "../config/plugin.ts";
import type { Timing } from "./timing.ts";

export interface EngineOptions {
  readonly plugin: Plugin;
  readonly config: ResolvedConfig;
  /** Rules set on the command line, which override the configuration. */
  readonly rules: RuleLayer["rules"];
  readonly timing: Timing;
}

/** A version of a file's text and everything that the result says about it. */
interface LintedVersion extends LintedText {
  readonly messages: Message[];
  readonly suppressed: SuppressedMessage[];
  readonly read: ReadCounts;
}

export interface Linted {
  readonly result: FileResult;
  /** The result without the fixes; `undefined` if nothing was fixed. */
  readonly unfixed: FileResult | undefined;
  /** Number of SSM documents in the file. */
  readonly documents: number;
  readonly suggestions: SuggestionCounts;
}

/** "MaxDocumentSizeExceeded: The size limit of a document is 64 KB." (API reference, CreateDocument) */
const MOST_BYTES = 65_536;

/** A directive that sets a rule's options inside a file. Only such a directive requires the rules' schemas to be compiled. */
const inlineConfig = /\b(?:eslint|ssmlint)\s+["']?[\w-]+(?:\/[\w-]+)?["']?\s*:/;

/** ESLint's own types omit this method. */
type SsmLinter = Linter & { getSuppressedMessages(): SuppressedMessage[] };

/** Lints one file after another. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #linters = new Map<string, SsmLinter>();
  readonly #configs = new Map<string, Linter.Config[]>();
  readonly #quickPlugin: Plugin;
  /** Includes the rules of plugins. */
  readonly #rules: Plugin["rules"];
  /** The rules' names, with their namespaces. */
  readonly #known: ReadonlySet<string>;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#rules = allRules(options.plugin.rules, options.config.plugins);
    this.#known = new Set(Object.keys(this.#rules).map(fullRuleName));
    this.#quickPlugin = {
      ...options.plugin,
      rules: rulesWithoutSchema(options.plugin.rules),
    };
  }

  get hasPlugins(): boolean {
    return this.#options.config.plugins.length > 0;
  }

  /**
   * Lints one text.
   * @param path absolute; the file need not exist.
   * @param fixing `undefined` to fix nothing.
   */
  lint(path: string, text: string, fixing: Fixing | undefined): Linted {
    const linter = this.#linterFor(path);
    const config = this.#configFor(path, text, fixing !== undefined);
    const { timing } = this.#options;
    const parsedBefore = timing.spent("parse");
    const scriptsBefore = { ...elapsed };
    const start = performance.now();
    const lint = (code: string): LintedVersion => {
      const messages = this.#named(linter, linter.verify(code, config, { filename: path }));
      return { text: code, messages, suppressed: linter.getSuppressedMessages(), read: readIn(linter) };
    };
    const found = lint(text);
    const mostBytes = fixing && mostBytesOf(linter, text);
    const fixed = fixing && fixText(found, lint, { ...fixing, mostBytes });
    const { after, ...suggestions } = fixed ?? { after: found, applied: 0, left: 0, untried: 0, oversized: 0 };
    const resultOf = ({ messages, suppressed, read, text: linted }: LintedVersion): FileResult => ({
      ...fileResult(path, messages, suppressed, { source: text, output: linted === text ? undefined : linted }),
      read,
    });
    const whole = performance.now() - start;
    const parsing = elapsed.parsing - scriptsBefore.parsing;
    const evaluating = elapsed.evaluating - scriptsBefore.evaluating;
    timing.add("rules", whole - parsing - evaluating - (timing.spent("parse") - parsedBefore));
    timing.add("parse", parsing);
    timing.add("evaluate", evaluating);
    return {
      result: resultOf(after),
      unfixed: after.text === text ? undefined : resultOf(found),
      documents: after.read.documents,
      suggestions,
    };
  }

  /** Rewrites ESLint's own messages about directives: with the directive as written, and the nearest name of a rule or an option. */
  #named(linter: Linter, messages: readonly Message[]): Message[] {
    const known = [...this.#known];
    return messages.map((message) => {
      const unknown = /^Definition for rule '(.+)' (?:was )?not found\.$/.exec(message.message)?.[1];
      if (unknown !== undefined) return { ...message, message: message.message + didYouMean(unknown, known, "'") };
      if (message.ruleId === null && message.message.startsWith("Unused eslint-"))
        return { ...message, message: unusedDirective(message, directivesIn(linter)) };
      const [, option, expected] =
        /Unexpected property "([^"\n]+)"\. Expected properties: ("[^\n]+")\.\s*$/.exec(message.message) ?? [];
      if (option === undefined || expected === undefined) return message;
      const hint = didYouMean(option, expected.slice(1, -1).split('", "'));
      return { ...message, message: `${message.message.trimEnd()}${hint}` };
    });
  }

  /** `Linter` accepts only files below its `cwd`, so each drive has its own linter, at the drive's root. */
  #linterFor(path: string): SsmLinter {
    const { root } = parsePath(path);
    let linter = this.#linters.get(root);
    if (linter === undefined) this.#linters.set(root, (linter = new Linter({ cwd: root || "/" }) as SsmLinter));
    return linter;
  }

  /** @param all whether to report all findings: to judge a fix, those before and after it are compared. */
  #configFor(path: string, text: string, all: boolean): Linter.Config[] {
    const { config, plugin, rules } = this.#options;
    const inForce = rulesFor(config, path, rules);
    const checksOptions = inlineConfig.test(text);
    const key = `${checksOptions} ${all} ${config.layers.map(({ matches }) => (matches?.(path) ? 1 : 0)).join("")}`;
    let result = this.#configs.get(key);
    if (result === undefined) {
      const on = Object.entries(inForce).filter(([, [severity]]) => severity !== 0);
      // A directive may enable any rule.
      const mayRun = checksOptions ? Object.keys(this.#rules) : on.map(([name]) => name);
      const language = timedLanguage(
        plugin.languages.document.forRules(
          mayRun.map((name) => ({ rule: this.#rules[name]!, options: inForce[name]?.slice(1) ?? [] })),
          (id) => this.#known.has(id),
        ),
        this.#options.timing,
      );
      result = [
        { ignores: ["!**/node_modules/", "!**/.git/"] },
        {
          files: ["**"],
          plugins: {
            ssm: { ...(checksOptions ? plugin : this.#quickPlugin), languages: { document: language } },
            ...Object.fromEntries(
              config.plugins.map(({ namespace, rules: own }) => [namespace, { rules: rulesWithoutSchema(own) }]),
            ),
          },
          language: "ssm/document",
          languageOptions: { complete: false, allFindings: all },
          linterOptions: { reportUnusedDisableDirectives: config.reportUnusedDisableDirectives },
          rules: Object.fromEntries(on.map(([name, setting]) => [fullRuleName(name), [...setting]])),
        },
      ] as unknown as Linter.Config[];
      this.#configs.set(key, result);
    }
    return result;
  }
}

/**
 * The rule without the schema of its options. The options are already validated, and `Linter` would load ajv for each rule
 * that has a schema, even one that permits no options. Loading ajv takes half the time of a cold run.
 */
function withoutSchema(rule: Plugin["rules"][string]): Plugin["rules"][string] {
  return Object.create(rule, { meta: { value: { ...rule.meta, schema: false }, enumerable: true } }) as typeof rule;
}

/** An object without a prototype, as in the plugin itself. */
function rulesWithoutSchema(rules: UserPlugin["rules"]): Plugin["rules"] {
  const all = Object.create(null) as Plugin["rules"];
  for (const [name, rule] of Object.entries(rules)) all[name] = withoutSchema(rule);
  return all;
}

function timedLanguage(language: DocumentLanguage, timing: Timing): DocumentLanguage {
  const timed = Object.create(language) as typeof language;
  timed.parse = (file, context) => timing.measure("parse", () => language.parse(file, context));
  return timed;
}

/** The file that was linted last; `undefined` if it could not be parsed. */
function sourceIn(linter: Linter): SsmSourceCode | undefined {
  return (linter.getSourceCode() as unknown as SsmSourceCode | null) ?? undefined;
}

/** Counts of what was read in the file that was linted last. */
function readIn(linter: Linter): ReadCounts {
  const code = sourceIn(linter);
  const { documents = [], skipped = [] } = code?.ast.file ?? {};
  const scripts = documents.reduce((sum, document) => sum + document.steps.length, 0);
  const steps = documents.reduce((sum, { content, steps: own }) => sum + Math.max(content.steps.length, own.length), 0);
  const placed = skipped.map(({ id, range, reason }) => ({ id, ...code!.getLocFromIndex(range[0]), reason }));
  return { documents: documents.length, steps, scripts, ...(placed.length > 0 && { skipped: placed }) };
}

/** The maximum size of a file that is one document, unless AWS does not accept its size anyway. */
function mostBytesOf(linter: Linter, text: string): number | undefined {
  const [document, ...others] = sourceIn(linter)?.ast.file.documents ?? [];
  const isWhole = document !== undefined && others.length === 0 && document.kind === document.schema;
  return isWhole && Buffer.byteLength(text) <= MOST_BYTES ? MOST_BYTES : undefined;
}

function directivesIn(linter: Linter): readonly CommentNode[] {
  return sourceIn(linter)?.directives ?? [];
}

/** The message with the directive and its rules named as in the file. */
function unusedDirective({ message, fix }: Message, directives: readonly CommentNode[]): string {
  if (fix === undefined) return message;
  // A fix may also remove the line of the comment.
  const written = directives.find(({ range }) => range[0] < fix.range[1] && fix.range[0] < range[1])?.directive;
  if (written === undefined) return message;
  return message
    .replace(/^Unused eslint-(?:dis|en)able/, `Unused ${written.label}-${written.kind}`)
    .replace("matching eslint-disable", `matching ${written.label}-disable`)
    .replaceAll(/'([^']+)'/g, (quoted, id: string) => {
      const rule = written.rules.find((one) => one.id === id);
      return rule === undefined ? quoted : `'${rule.written}'`;
    });
}
