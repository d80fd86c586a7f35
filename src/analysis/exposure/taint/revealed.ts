/**
 * Determines which secrets are in a text (taint analysis): it follows the text back to the programs that print secrets. Text
 * tools are simulated on a made-up output with marks in it; for other programs it is known whether they pass on what they read.
 */
import {
  type Run,
  knownText,
  textWithoutTrailingNewlines,
  type AbstractString,
  type Piece,
  textInForm,
} from "../../../shell/index.ts";
import { SECRET_VARIABLES } from "../../../aws/json/secret-keys.ts";
import { isTextTool } from "../../../programs/text/index.ts";
import { Effort } from "../../../programs/text/tool/effort.ts";
import { toolInput } from "../../extraction/pipeline.ts";
import { withoutFailed } from "./failed-programs.ts";
import { maySelectBlindly } from "../selection/blind-selection.ts";
import { printsNoSecret } from "../selection/jq-answers.ts";
import { jqFilter, printsRawStrings, isInputRefused } from "../selection/jq-command-line.ts";
import { selectedMatch } from "../selection/match-selection.ts";
import { selectedWord } from "../selection/word-selection.ts";
import { isSecureReference } from "../secrets/parameter-names.ts";
import type { Secret, Secrets } from "../secrets/secret.ts";
import { jqPrintedWithSecrets, printedWithSecrets } from "../selection/secret-words.ts";
import { MAX_TEXT, simulateProgram } from "../selection/simulation.ts";
import { INTERPRETERS, printedByCode } from "../selection/printed-by-code.ts";
import { secretText, NOTHING_HELD, secretsPrinted, type SecretText } from "../secrets/source.ts";
import { environmentReads } from "../printing/environment-reads.ts";
import { PRINTS_INPUT } from "../printing/passing-programs.ts";

/** The budget for simulating the tools of one script, in units. */
const MAX_EFFORT = 20_000_000;
/** The maximum number of programs that one text is followed through. */
const MAX_DEPTH = 60;

function isSecretVariable(name: string | undefined): boolean {
  return name !== undefined && (SECRET_VARIABLES as readonly string[]).includes(name);
}

/** Represents an unknown text without secrets. */
const ANY_WORD = "value";

/** Options with which a program prints only a count, or whether it found something. */
const ONLY_ANSWERS: readonly (readonly [program: string, option: RegExp])[] = [
  ["grep", /^-[A-Za-z]*[qcl]|^--(?:count|quiet|silent|files-with-matches)$/],
  ["diff", /^-[A-Za-z]*q|^--brief$/],
];

/** A filter that selects a field, also of JSON in a field: `.SecretString | fromjson | .password // empty`. */
const ONE_FIELD = /^(?:[.\w]+\s*\|\s*)*\.[.\w]*\w(?:\s*\/\/\s*empty)?$/;

export class Revealer {
  readonly secrets: Secrets;
  /** Secret parameters of the document, by name. */
  readonly #parameters: ReadonlySet<string>;
  readonly #effort: Effort;
  readonly #runs = new Map<Run, SecretText>();
  #depth = 0;

  constructor(secrets: Secrets, parameters: ReadonlySet<string>, effort: Effort = new Effort(MAX_EFFORT)) {
    this.secrets = secrets;
    this.#parameters = parameters;
    this.#effort = effort;
  }

  /** Returns the secrets that the text reveals. */
  in(value: AbstractString): readonly Secret[] {
    return this.held(value).secrets;
  }

  /** Returns the text of a value, with each secret replaced by its made-up value. */
  held(value: AbstractString): SecretText {
    const secrets = new Set<Secret>();
    const keys = new Set<string>();
    let text: string | undefined = "";
    let hasUnknown = false;
    for (const [index, piece] of value.entries()) {
      let one = this.#piece(piece);
      if (one.text === undefined && one.secrets.length === 0) {
        hasUnknown = true;
        one = { ...one, text: ANY_WORD };
      }
      for (const secret of one.secrets) secrets.add(secret);
      for (const key of one.keys) keys.add(key);
      if (one.text === undefined || text === undefined || text.length > MAX_TEXT) text = undefined;
      else
        text += index + 1 < value.length && piece.kind === "output" ? textWithoutTrailingNewlines(one.text) : one.text;
    }
    if (secrets.size === 0) return { ...NOTHING_HELD, text: hasUnknown ? undefined : text };
    return text === undefined
      ? { secrets: [...secrets], text, keys: [...keys] }
      : secretText(text, [...secrets], [...keys]);
  }

  #piece(piece: Piece): SecretText {
    if (piece.kind === "text") return { ...NOTHING_HELD, text: piece.text };
    if (piece.kind === "output") {
      const found = this.#run(piece.of);
      if (piece.form === "unknown") return { ...found, text: undefined };
      if (found.text === undefined || piece.form === undefined) return found;
      const text = textInForm(found.text, piece.form);
      return piece.form === "line" ? secretText(text, found.secrets, found.keys) : { ...found, text };
    }
    const { name, reason } = piece;
    if (piece.isLabelled === true) return this.#whole(this.secrets.of("variable", name, undefined, false));
    if (piece.from !== undefined) {
      const all = piece.from.map((one) => this.#piece(one));
      // Of the outputs of several calls, if the evaluation keeps no more of them apart.
      const isAnyOf = reason === "cut" && all.every((one) => one.text === all[0]!.text);
      const text = piece.from.length === 1 || isAnyOf ? all[0]!.text : undefined;
      if (piece.word !== undefined && text !== undefined) return selectedWord({ ...all[0]!, text }, piece.word);
      const secrets = [...new Set(all.flatMap((one) => one.secrets))];
      const keys = all.flatMap((one) => one.keys);
      // Code that was not analyzed has set the variable to one of these.
      if (isSecretVariable(name)) return { secrets, keys, text: secrets.map(({ value }) => value).join(" ") };
      if (piece.match === undefined || text === undefined)
        return { secrets, keys, text: isAnyOf && piece.word === undefined ? text : undefined };
      // The word of each line may have been read.
      const isWord = piece.from[0]!.kind === "unknown" && piece.from[0]!.word !== undefined;
      const matched = selectedMatch({ secrets, keys, text }, piece.match, isWord, this.#effort);
      // Another value of an unknown form may match.
      return matched ?? { secrets: this.#parts(secrets.filter(({ isOpaque }) => isOpaque)), keys, text: undefined };
    }
    if (reason === "placeholder" && name !== undefined && (this.#parameters.has(name) || isSecureReference(name)))
      return this.#whole(this.secrets.of("parameter", name));
    if (reason === "inherited" && piece.given === true && isSecretVariable(name))
      return this.#whole(this.secrets.of("variable", name, undefined, false));
    return { ...NOTHING_HELD, text: ANY_WORD };
  }

  #whole(secret: Secret): SecretText {
    return secretText(secret.value, [secret]);
  }

  #run(run: Run): SecretText {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    if (this.#depth > MAX_DEPTH) return NOTHING_HELD;
    this.#runs.set(run, NOTHING_HELD);
    this.#depth++;
    const found = secretsPrinted(run, this.secrets) ?? this.#handedOn(run);
    this.#depth--;
    this.#runs.set(run, found);
    return found;
  }

  /** What a program prints of its input. */
  #handedOn(run: Run): SecretText {
    const { program } = run.invocation;
    if (!PRINTS_INPUT.has(program)) return NOTHING_HELD;
    const input = this.#input(run);
    const given = this.held([...run.argv.slice(1).flatMap(({ value }) => value), ...environmentReads(run)]);
    const all = [...new Set([...input.secrets, ...given.secrets])];
    if (all.length === 0 && !INTERPRETERS.test(program))
      return simulateProgram(run, input, this.#effort) ?? NOTHING_HELD;
    const words = run.argv.slice(1).map(({ value }) => knownText(value) ?? "");
    if (program === "jq" || program === "gojq" || program === "yq") {
      if (program !== "yq" && given.secrets.length === 0 && isInputRefused(words, run.stdin, input))
        return NOTHING_HELD;
      const result =
        given.secrets.length === 0
          ? simulateProgram(run, input, this.#effort)
          : jqPrintedWithSecrets(run, (value) => this.held(value), input, this.#effort);
      if (result !== undefined) return result;
      const filter = jqFilter(words);
      const named = all.filter(({ name = "" }) => filter?.includes(`.${name}`));
      const read = named.length > 0 ? named : all;
      const shown = filter !== undefined && printsNoSecret(filter, input.keys) ? [] : read;
      const [only] = shown;
      // The value itself, as its form is known.
      if (only !== undefined && shown.length === 1 && printsRawStrings(words) && ONE_FIELD.test(filter ?? "")) {
        const value = only.isOpaque ? this.secrets.fieldOf(only) : only;
        return secretText(`${value.value}\n`, [value], input.keys);
      }
      const isWhole = /^[.\w"[\]]+$/.test(filter ?? "");
      return { secrets: isWhole ? shown : this.#parts(shown), text: undefined, keys: input.keys };
    }
    if (INTERPRETERS.test(program))
      return (
        simulateProgram(run, input, this.#effort) ?? {
          secrets: printedByCode(run, input, (value) => this.in(value)),
          text: undefined,
          keys: [],
        }
      );
    if (program === "openssl" && !/^(?:base64|enc)$/.test(words[0] ?? "")) return NOTHING_HELD;
    // expr prints its words only for these operators, otherwise a number.
    if (program === "expr" && !words.some((word) => /\\\(|^(?:[|&]|substr)$/.test(word))) return NOTHING_HELD;
    if (ONLY_ANSWERS.some(([name, option]) => program.endsWith(name) && words.some((word) => option.test(word))))
      return NOTHING_HELD;
    if (given.secrets.length > 0)
      return (
        printedWithSecrets(run, (value) => this.held(value), input, this.#effort) ?? {
          secrets: all,
          text: undefined,
          keys: input.keys,
        }
      );
    const result = simulateProgram(run, input, this.#effort);
    if (result === undefined) return { secrets: all, text: undefined, keys: input.keys };
    if (result.secrets.length > 0) return result;
    // The pattern may match a real value that the made-up value does not resemble.
    const isSure = !maySelectBlindly(run, words, input, result.text, this.#effort);
    return isSure ? result : { secrets: this.#parts(input.secrets), text: undefined, keys: input.keys };
  }

  #parts(secrets: readonly Secret[]): readonly Secret[] {
    return secrets.map((secret) => (secret.isOpaque ? this.secrets.partOf(secret) : secret));
  }

  /** What is read from stdin, and from files that the script has written. */
  #input(run: Run): SecretText {
    const held = (value: AbstractString): SecretText => this.held(withoutFailed(value, run.facts));
    const read = isTextTool(run.invocation.program) ? toolInput(run) : undefined;
    if (read?.input !== undefined) return held(read.input);
    const files = run.argv.slice(1).flatMap(({ value }) => {
      const name = knownText(value);
      const content = name === undefined || name === "" ? undefined : run.file(name);
      return content === undefined ? [] : [content];
    });
    if (files.length === 0) return run.stdin === undefined ? { ...NOTHING_HELD, text: undefined } : held(run.stdin);
    const all = [...files, ...(run.stdin === undefined ? [] : [run.stdin])].map(held);
    if (all.length === 1) return all[0]!;
    return {
      secrets: [...new Set(all.flatMap(({ secrets }) => secrets))],
      keys: all.flatMap(({ keys }) => keys),
      text: undefined,
    };
  }
}
