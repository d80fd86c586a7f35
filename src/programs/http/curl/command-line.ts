/** Determines the requests of a curl command line, as curl 8.14 parses it. */
import { type Argument, type Run, knownText, type AbstractString, dropCharacters } from "../../../shell/index.ts";
import { dropPrefix, leadingText, madeArgument } from "../../argv/argument.ts";
import { configLines } from "./config-file.ts";
import { Operation } from "./operation.ts";
import { curlLetter, curlOption, type CurlOption } from "./options.ts";
import { Variables } from "./variables.ts";
import { NOTHING, type HttpCommandLine, type HttpRequest, type Refusal } from "../request.ts";
import { mayBeOptions, mayVanish } from "../../argv/unknown-argument.ts";
import { seal } from "../../argv/opaque-text.ts";

/** The parts of a run that determine what curl sends. */
export type CurlRun = Pick<Run, "argv" | "stdin" | "file" | "environment">;

/** Maximum nesting depth of config files that name other config files. */
const CONFIG_DEPTH = 4;

/** Options with which curl prints something and exits, regardless of the rest of the command line. */
const ENDS = new Set(["help", "version", "manual", "dump-ca-embed"]);

/** Receives each option, and each header and URL, in order. `value` is `undefined` for an option without a value. */
export type OptionListener = (name: string, isReversed: boolean, value: AbstractString | undefined) => void;

class Reader {
  readonly operations = [new Operation()];
  readonly variables: Variables;
  readonly run: CurlRun;
  open = false;
  ended = false;
  refusal: Refusal | undefined;

  readonly #listener: OptionListener | undefined;

  constructor(run: CurlRun, listener: OptionListener | undefined) {
    this.run = run;
    this.#listener = listener;
    this.variables = new Variables(run);
  }

  get #operation(): Operation {
    return this.operations.at(-1)!;
  }

  #refuse(argument: Argument, because: Refusal["because"], option: string): void {
    this.refusal ??= { argument, because, option };
  }

  /** The content of `@name` or `@-`. */
  #content(name: AbstractString): AbstractString | undefined {
    const path = knownText(name);
    return path === undefined ? undefined : path === "-" ? this.run.stdin : this.run.file(path);
  }

  #headerLine(text: AbstractString, from: Argument): void {
    this.#listener?.("header", false, text);
    this.#operation.header({ text, from });
  }

  #url(url: Argument): void {
    this.#listener?.("url", false, url.value);
    this.#operation.url(url);
  }

  #header(value: Argument): void {
    if (!leadingText(value.value).startsWith("@")) {
      this.#headerLine(value.value, value);
      return;
    }
    const content = this.#content(dropCharacters(value.value, 1));
    if (content === undefined) {
      this.open = true;
      return;
    }
    const { text, unseal } = seal(content);
    for (const line of text.split(/\r?\n/)) if (line !== "") this.#headerLine(unseal(line), value);
  }

  #urls(value: Argument): void {
    if (!leadingText(value.value).startsWith("@")) {
      this.#url(value);
      return;
    }
    const { text, unseal } = seal(this.#content(dropCharacters(value.value, 1)) ?? []);
    for (const line of text.split("\n")) if (line.trim() !== "") this.#url(madeArgument(value, unseal(line.trim())));
  }

  #config(value: Argument, depth: number): void {
    const content = this.#content(value.value);
    if (content === undefined || depth >= CONFIG_DEPTH) {
      this.open ||= knownText(value.value) !== "/dev/null";
      return;
    }
    const words = configLines(content).map((line) => line.map((word) => madeArgument(value, word)));
    for (const line of words) this.read(line, depth + 1);
  }

  #apply(option: CurlOption, value: Argument | undefined, written: Argument, depth: number): void {
    const { name } = option;
    if (ENDS.has(name)) this.ended = true;
    else if (name === "next") {
      if (this.#operation.hasUrls) this.operations.push(new Operation());
      else this.#refuse(written, "value", "--next");
    } else if (name === "url" && value) this.#urls(value);
    else if (name === "header" && value) this.#header(value);
    else if (name === "config" && value) this.#config(value, depth);
    else if (name === "variable" && value) this.variables.set(value.value);
    else {
      this.#listener?.(name, option.reversed, value?.value);
      this.#operation.option(name, value, option.reversed);
    }
  }

  #long(argument: Argument, next: Argument | undefined, depth: number): number {
    const given = leadingText(argument.value).slice(2);
    const whole = knownText(argument.value) !== undefined;
    const expand = given.startsWith("expand-") ? "expand-".length : 0;
    const option = whole ? curlOption(given.slice(expand)) : undefined;
    if (option !== undefined) {
      if (!option.takesValue) {
        this.#apply(option, undefined, argument, depth);
        return 1;
      }
      if (next === undefined) {
        this.#refuse(argument, "value", `--${given}`);
        return 1;
      }
      const value = expand > 0 ? madeArgument(next, this.variables.expand(next.value)) : next;
      this.#apply(option, value, argument, depth);
      return 2;
    }
    const equals = given.indexOf("=");
    const meant = equals < 0 ? undefined : curlOption(given.slice(0, equals));
    if (meant?.takesValue === true) {
      this.#refuse(argument, "equals", `--${given.slice(0, equals)}`);
      this.#apply(meant, dropPrefix(argument, equals + 3), argument, depth);
    } else if (whole) {
      this.#refuse(argument, "unknown", `--${given}`);
    } else {
      this.open = true;
    }
    return 1;
  }

  #bundle(argument: Argument, next: Argument | undefined, depth: number): number {
    const text = leadingText(argument.value);
    const whole = knownText(argument.value) !== undefined;
    for (let at = 1; at < text.length && !this.ended; at++) {
      const option = curlLetter(text[at]!);
      if (option === undefined) {
        this.#refuse(argument, "unknown", `-${text[at]}`);
        return 1;
      }
      if (!option.takesValue) {
        this.#apply(option, undefined, argument, depth);
        continue;
      }
      const glued = at + 1 < text.length || !whole;
      const value = glued ? dropPrefix(argument, at + 1) : next;
      if (value === undefined) this.#refuse(argument, "value", `-${text[at]}`);
      else this.#apply(option, value, argument, depth);
      return glued ? 1 : 2;
    }
    if (!whole) this.open = true;
    return 1;
  }

  read(written: readonly Argument[], depth: number): void {
    const words = written.filter((argument) => !mayVanish(argument));
    let options = true;
    const unknown: Argument[] = [];
    for (let index = 0; index < words.length && !this.ended;) {
      const argument = words[index]!;
      const text = leadingText(argument.value);
      if (options && text === "--" && argument.value.length === 1) {
        options = false;
        index++;
      } else if (options && text.startsWith("--")) {
        index += this.#long(argument, words[index + 1], depth);
      } else if (options && text.startsWith("-")) {
        index += this.#bundle(argument, words[index + 1], depth);
      } else {
        if (options && mayBeOptions(argument, words[index - 1])) unknown.push(argument);
        else this.#url(argument);
        index++;
      }
    }
    // curl needs a URL: in `curl -so x $URL`, no other word can be one.
    const [only, ...others] = unknown;
    if (only === undefined) return;
    if (others.length > 0 || this.operations.some(({ hasUrls }) => hasUrls)) this.open = true;
    else this.#url(only);
  }
}

/** The requests of a run of curl, in order. */
export function readCurl(run: CurlRun, listener?: OptionListener): HttpCommandLine {
  const reader = new Reader(run, listener);
  reader.read(run.argv.slice(1), 0);
  if (reader.ended) return NOTHING;
  const { operations } = reader;
  const sent = sentBy(operations);
  const requests = sent ?? operations.flatMap((operation) => operation.requests());
  const clash = sent === undefined ? run.argv[0] : undefined;
  const refusal = reader.refusal ?? (clash && ({ argument: clash, because: "conflict", option: "" } as const));
  return { requests, open: reader.open, refusal };
}

/**
 * The requests that are sent before curl detects a conflict, if there is one; `undefined` if it detects the conflict before
 * all requests.
 */
function sentBy(operations: readonly Operation[]): readonly HttpRequest[] | undefined {
  if (operations.some((one) => one.conflict && !one.conflictsLate)) return undefined;
  const sent: HttpRequest[] = [];
  for (const operation of operations) {
    const { requests, clash } = operation.sent();
    for (const request of requests) sent.push(request);
    if (clash) return sent.length > 0 ? sent : undefined;
  }
  return sent;
}
