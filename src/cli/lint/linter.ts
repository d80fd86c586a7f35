/** ESLint's `Linter`, made ready for one run. */
import { parse as parsePath } from "node:path";
import { Linter } from "eslint/universal";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { CommentNode } from "../../eslint/comments.ts";
import type { SsmSourceCode } from "../../eslint/source-code.ts";
import { fileProgress, reported } from "../../eslint/file-progress.ts";
import { spent } from "../../eslint/spent.ts";
import { fullRuleName, rulesFor, type ResolvedConfig, type RuleLayer } from "../config/config.ts";
import { fixText, type Fixing } from "./fix-text.ts";
import { fileResult, type FileResult, type Message, type ReadCounts, type SuppressedMessage } from "./result.ts";
import { allRules, type UserPlugin } from "../config/user-plugins.ts";
import type { DocumentLanguage, Plugin } from "../config/plugin.ts";
import type { Timing } from "./timing.ts";

export interface EngineOptions {
  readonly plugin: Plugin;
  readonly config: ResolvedConfig;
  /** Rules set on the command line, over the configuration. */
  readonly rules: RuleLayer["rules"];
  readonly timing: Timing;
}

export interface Linted {
  readonly result: FileResult;
  /** What the result would be without the fixes, where there were any. */
  readonly unfixed: FileResult | undefined;
  /** SSM documents found in the file. */
  readonly documents: number;
  /** Suggestions that were applied, and findings with one that would lead to another finding. */
  readonly suggestions: { readonly applied: number; readonly left: number };
}

/** A directive that sets a rule's options inside a file: only then do the rules' schemas have to be compiled. */
const inlineConfig = /\b(?:eslint|ssmlint)\s+["']?[\w-]+(?:\/[\w-]+)?["']?\s*:/;

/** ESLint's own types leave this method out. */
type SsmLinter = Linter & { getSuppressedMessages(): SuppressedMessage[] };

/** Checks files one after the other. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #linters = new Map<string, SsmLinter>();
  readonly #configs = new Map<string, Linter.Config[]>();
  readonly #quickPlugin: Plugin;
  /** Those of plugins too. */
  readonly #rules: Plugin["rules"];

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#rules = allRules(options.plugin.rules, options.config.plugins);
    this.#quickPlugin = {
      ...options.plugin,
      rules: rulesWithoutSchema(options.plugin.rules),
    };
  }

  /**
   * Checks one text.
   * @param path absolute; it need not exist.
   * @param fixing `undefined` to fix nothing.
   */
  lint(path: string, text: string, fixing: Fixing | undefined): Linted {
    const linter = this.#linterFor(path);
    const config = this.#configFor(path, text);
    const { timing } = this.#options;
    const parsedBefore = timing.spent("parse");
    const scriptsBefore = { ...spent };
    const start = performance.now();
    const verify = (code: string): Message[] => linter.verify(code, config, { filename: path });
    const found = verify(text);
    let messages = this.#named(linter, found);
    let output: string | undefined;
    let unfixed: FileResult | undefined;
    const read = readIn(linter);
    let suggestions = { applied: 0, left: 0 };
    const before = fixing && fileResult(path, messages, linter.getSuppressedMessages(), { source: text, output });
    const fixed = fixing && fixText({ text, messages: found }, verify, fixing);
    if (fixed !== undefined) {
      suggestions = fixed;
      messages = this.#named(linter, fixed.messages);
      if (fixed.text !== text) {
        output = fixed.text;
        unfixed = before && { ...before, read };
      }
    }
    const suppressed = linter.getSuppressedMessages();
    const whole = performance.now() - start;
    const parsing = spent.parsing - scriptsBefore.parsing;
    const evaluating = spent.evaluating - scriptsBefore.evaluating;
    timing.add("rules", whole - parsing - evaluating - (timing.spent("parse") - parsedBefore));
    timing.add("parse", parsing);
    timing.add("evaluate", evaluating);
    const result = { ...fileResult(path, messages, suppressed, { source: text, output }), read };
    return { result, unfixed, documents: read.documents, suggestions };
  }

  /** ESLint's own messages about directives, in the words of the directive, with the nearest name of a rule or an option. */
  #named(linter: Linter, messages: readonly Message[]): Message[] {
    const known = Object.keys(this.#rules).map(fullRuleName);
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

  /** `Linter` takes only files below its `cwd`, so each drive has its own, at the root. */
  #linterFor(path: string): SsmLinter {
    const { root } = parsePath(path);
    let linter = this.#linters.get(root);
    if (linter === undefined) this.#linters.set(root, (linter = new Linter({ cwd: root || "/" }) as SsmLinter));
    return linter;
  }

  #configFor(path: string, text: string): Linter.Config[] {
    const { config, plugin, rules } = this.#options;
    const inForce = rulesFor(config, path, rules);
    const checksOptions = inlineConfig.test(text);
    const key = `${checksOptions} ${config.layers.map(({ matches }) => (matches?.(path) ? 1 : 0)).join("")}`;
    let result = this.#configs.get(key);
    if (result === undefined) {
      const on = Object.entries(inForce).filter(([, [severity]]) => severity !== 0);
      // A directive may turn on any rule.
      const mayRun = checksOptions ? Object.keys(this.#rules) : on.map(([name]) => name);
      const language = timedLanguage(
        plugin.languages.document.forRules(
          mayRun.map((name) => ({ rule: this.#rules[name]!, options: inForce[name]?.slice(1) ?? [] })),
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
          languageOptions: { complete: false },
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
 * The rule without its options' schema: its options are checked already, and `Linter` would load ajv for each rule that
 * has a schema, even for one that says "no options". That is half of a cold run.
 */
function withoutSchema(rule: Plugin["rules"][string]): Plugin["rules"][string] {
  return Object.create(rule, { meta: { value: { ...rule.meta, schema: false }, enumerable: true } }) as typeof rule;
}

/** Without a prototype, as the plugin's own. */
function rulesWithoutSchema(rules: UserPlugin["rules"]): Plugin["rules"] {
  const all = Object.create(null) as Plugin["rules"];
  for (const [name, rule] of Object.entries(rules)) all[name] = withoutSchema(rule);
  return all;
}

function timedLanguage(language: DocumentLanguage, timing: Timing): DocumentLanguage {
  const timed = Object.create(language) as typeof language;
  timed.parse = (file, context) => timing.measure("parse", () => language.parse(file, context));
  const { listener } = fileProgress;
  if (listener !== undefined)
    timed.createSourceCode = (...given) => {
      const code = language.createSourceCode(...given) as SsmSourceCode;
      const traverse = code.traverse.bind(code);
      return Object.defineProperty(code, "traverse", { value: () => reported(traverse(), listener) });
    };
  return timed;
}

/** What is read of the file that was checked last. */
function readIn(linter: Linter): ReadCounts {
  const code = linter.getSourceCode() as unknown as SsmSourceCode | null;
  const { documents = [], skipped = [] } = code?.ast.file ?? {};
  const scripts = documents.reduce((sum, document) => sum + document.steps.length, 0);
  const steps = documents.reduce((sum, { content, steps: own }) => sum + Math.max(content.steps.length, own.length), 0);
  const placed = skipped.map(({ id, range, reason }) => ({ id, ...code!.getLocFromIndex(range[0]), reason }));
  return { documents: documents.length, steps, scripts, ...(placed.length > 0 && { skipped: placed }) };
}

function directivesIn(linter: Linter): readonly CommentNode[] {
  return (linter.getSourceCode() as unknown as SsmSourceCode | null)?.directives ?? [];
}

/** The message with the directive's name and its rules' names as they are written in the file. */
function unusedDirective({ message, fix }: Message, directives: readonly CommentNode[]): string {
  const at = fix?.range[0] ?? -1;
  const written = directives.find(({ range }) => range[0] <= at && at < range[1])?.directive;
  if (written === undefined) return message;
  const names = new Map(written.rules.map((rule) => [rule.id, rule.written]));
  return message
    .replace(/^Unused eslint-(?:dis|en)able/, `Unused ${written.label}-${written.kind}`)
    .replaceAll(/'([^']+)'/g, (quoted, id: string) => (names.has(id) ? `'${names.get(id)}'` : quoted));
}
