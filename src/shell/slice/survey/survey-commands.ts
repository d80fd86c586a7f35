/** Surveys simple commands: what they use, define and write, and whether they may end the script. */
import type { Assignment, Command } from "unbash";
import { commandName, identifiers, namedBy, quotedExpansions, nameLikeWords } from "../../syntax/names.ts";
import { ASSIGNED, COPIES, COPIES_AS, DECLARES, DEFINES, DOWNLOADS, READS, RUNS_TEXT, givenNames } from "./definers.ts";
import type { Guard, Part, Surroundings } from "./fragments.ts";
import type { Survey } from "./survey.ts";
import { mayUseErrexit, mayUseNounset } from "../../syntax/shell-options.ts";

/** The surroundings of a node. */
export interface Position extends Surroundings {
  /** The text that its offsets index. */
  readonly source: string;
  /** Within a condition, whose failure `set -e` ignores. */
  readonly isTested: boolean;
}

/** `${!NAME}`, and `\$$NAME` or `\${$NAME}` in code that `eval` runs. */
const INDIRECT_EXPANSION = /(?:\$\{!|\\\$\{?\$\{?)([A-Za-z_]\w*)(?!\w|\[[@*]\])/g;
const COMPUTES_NAME = /\$\{!|\\\$\{?\w*\$|^(?:local|declare|typeset)\s+-\w*n/;
const DEMANDING_EXPANSION = /\$\{[A-Za-z_]\w{0,200}(?:\[[^\]]{0,64}\])?:?\?/;
const ASSIGNING_EXPANSION = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]{0,200}\])?:?=/g;
/** Parts of a command that may change its status from one run to the next: expansions, and the files that a test examines. */
const VARIES = /[$`]|(?<![\w-])-(?:[a-mo-yA-Z]|nt|ot|ef)\s/;
const TESTS: ReadonlySet<string> = new Set(["[", "test"]);

/** Whether the command is a `read` that fails at the end of its input, which comes before the delimiter. */
function readsToEnd(command: string): boolean {
  const input = command.lastIndexOf("<<");
  return input !== -1 && /^read\s[^$`]*$/.test(command) && /-\w*d/.test(command.slice(0, input));
}

/** Adds the simple commands of a script to a survey. */
export class CommandSurvey {
  /** Whether `set -e` may be on, or an `ERR` trap that runs when it would end the shell. */
  readonly errexit: boolean;
  readonly #nounset: boolean;
  readonly #survey: Survey;

  constructor(survey: Survey, script: string) {
    this.#survey = survey;
    this.errexit = mayUseErrexit(script) || /\bERR\b/.test(script);
    this.#nounset = mayUseNounset(script);
  }

  add(node: Command, at: Position): void {
    const survey = this.#survey;
    const slice = at.source.slice(node.pos, node.end);
    const name = commandName(node.name?.value ?? "");
    if (slice.includes("$")) {
      const isTest = this.errexit && TESTS.has(name);
      const ends = DEMANDING_EXPANSION.test(slice) || (isTest && !at.isTested);
      if (ends || isTest || this.#nounset) survey.demanding.push({ ...survey.partAt(slice, at), ends });
    }
    // `let N++` fails if N was 0.
    if (this.errexit && name === "let" && !at.isTested)
      survey.demanding.push({ ...survey.partAt("", at), uses: identifiers(slice), ends: true });
    for (const part of node.prefix) if (part.type === "Assignment") this.#assignment(part, name, at);
    for (const part of node.suffix) if (part.type === "Assignment") this.#assignment(part, name, at);
    this.#computedNames(slice, at);
    if (name === "") return;
    const uses = survey.texts.expansions(slice);
    let bodies = "";
    for (const one of node.redirects) if (one.type === "HereDoc") bodies += `\n${one.body.text}`;
    const code = bodies === "" ? slice : slice + bodies;
    this.#indirectExpansions(code);
    if (DEFINES.has(name)) this.#declaration(node, name, { ...survey.partAt(code, at), uses });
    this.#writtenFiles(node, name, slice, at);
    if (this.errexit && (mayFailAlways(name, node, at.guard) ? !mayVary(slice) : readsToEnd(slice)))
      survey.failing.push(survey.partAt("", at));
    if (name === "alias") this.#alias(survey.partAt(slice, at));
    if (RUNS_TEXT.has(name))
      for (const [, one] of code.matchAll(ASSIGNED)) this.#define(one!, { ...survey.partAt(code, at), uses });
    survey.calls.push({
      text: slice,
      uses,
      guard: at.guard,
      inside: at.inside,
      place: at.place,
      bodies,
      callee: name,
      callees: RUNS_TEXT.has(name) ? nameLikeWords(code) : [name],
      args: node.args.map(({ pos, end }) => at.source.slice(pos, end)),
      named: namedBy(at.source.slice(node.name!.pos, node.name!.end)),
    });
  }

  /** `${X:=value}` and `${!X}`. @param text of the expansion */
  assigningExpansions(text: string, at: Position): void {
    this.#indirectExpansions(text);
    this.#computedNames(text, at);
    if (!text.includes("=")) return;
    for (const [, name] of text.matchAll(ASSIGNING_EXPANSION)) this.#define(name!, this.#survey.partAt(text, at));
  }

  /** Adds the definitions of `read X`, `declare X=…` … */
  #declaration(node: Command, name: string, part: Part): void {
    const given = node.args.filter((one) => one.type === "Word").map((one) => one.text);
    const has = (option: RegExp): boolean => DECLARES.has(name) && given.some((one) => option.test(one));
    // `declare -n R=NAME`: a change of R is a change of NAME.
    if (has(/^-[A-Za-z]*n/))
      for (const one of identifiers(part.text)) {
        this.#survey.references.add(one);
        this.#survey.indirect.add(one);
      }
    if (name === "readonly" || has(/^-[A-Za-z]*r/))
      for (const one of identifiers(part.text)) this.#survey.fixed.add(one);
    for (const one of givenNames(name, given)) this.#define(one, part, READS.has(name));
  }

  #writtenFiles(node: Command, name: string, slice: string, at: Position): void {
    const copies = name === "tee" || COPIES.has(name) || COPIES_AS.test(slice);
    const downloads = DOWNLOADS.test(slice);
    if (!copies && !downloads) return;
    const part = this.#survey.partAt(slice, at);
    for (const { text } of node.args) if (downloads || !text.startsWith("-")) this.#survey.writes(text, part);
  }

  /** @param command the name of the assignment's command */
  #assignment(node: Assignment, command: string, at: Position): void {
    // An assignment for one command is evaluated together with that command.
    if (node.name === "IFS" && command !== "") return;
    const part = this.#survey.partAt(at.source.slice(node.pos, node.end), at);
    this.#survey.keep(quotedExpansions(part.text));
    this.#define(node.name, node.append === true ? { ...part, uses: [...part.uses, node.name] } : part);
  }

  #alias(part: Part): void {
    this.#survey.keep(quotedExpansions(part.text));
    for (const [, name] of part.text.matchAll(/[\s"']([\w.-]+)=/g)) {
      this.#survey.aliases.add(name!);
      this.#define(name!, part);
    }
  }

  #indirectExpansions(text: string): void {
    if (!text.includes("${!") && !text.includes("\\$")) return;
    for (const [, name] of text.matchAll(INDIRECT_EXPANSION)) this.#survey.indirect.add(name!);
  }

  #computedNames(text: string, { inside }: Position): void {
    if (inside !== undefined && COMPUTES_NAME.test(text)) this.#survey.naming.add(inside);
  }

  #define(name: string, part: Part, reads: boolean = false): void {
    this.#survey.define({ ...part, name, reads });
  }
}

/** Whether the command or test may have a different status in each run. */
export function mayVary(text: string): boolean {
  return VARIES.test(text);
}

/** `false`, `[ a = b ]`, and `return 1` that ends its function in every call. */
function mayFailAlways(name: string, { args }: Command, guard: Guard | undefined): boolean {
  if (name === "return") return guard === undefined && /^[1-9]/.test(args[0]?.text ?? "");
  return name === "false" || TESTS.has(name);
}
