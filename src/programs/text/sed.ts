/** `sed` on stdin. */
import { readOptions } from "./options.ts";
import { parseSed, type SedAction, type SedAddress, type SedCommand } from "./sed-script.ts";
import { linesOf, printed, type TextTool } from "./tool.ts";

const table = {
  flags: "nErsu",
  valued: "e",
  long: { quiet: "n", silent: "n", "regexp-extended": "E", expression: "e", unbuffered: "u", separate: "s" },
};

/** More steps than this end the simulation: a script may loop for ever. */
const stepLimit = 20_000;

export const sed: TextTool = (argv, stdin) => {
  const line = readOptions(argv, table);
  if (line === undefined) return undefined;
  const operands = [...line.operands];
  const expressions = line.options.filter(({ name }) => name === "e").map(({ value }) => value);
  const script = expressions.length > 0 ? expressions.join("\n") : operands.shift();
  if (
    script === undefined ||
    script.startsWith("#n") ||
    operands.some((operand) => operand !== "-") ||
    operands.length > 1
  )
    return undefined;
  const commands = parseSed(script, line.has("E") || line.has("r"));
  if (commands === undefined) return undefined;
  const output = new SedRun(commands, stdin, line.has("n")).run();
  return output === undefined ? undefined : printed(output);
};

type Step = "next" | "end of cycle" | "no print" | "restart" | "quit" | { readonly label: string };

class SedRun {
  private readonly commands: readonly SedCommand[];
  private readonly lines: readonly string[];
  private readonly terminated: boolean;
  private readonly quiet: boolean;
  private readonly active = new Map<SedCommand, number>();
  private current = -1;
  private pattern = "";
  private hold = "";
  /** GNU's sed copies with the text whether its line ended in a newline. */
  private patternNewline = true;
  private holdNewline = true;
  private substituted = false;
  private output = "";
  private steps = 0;
  private quitting = false;
  private lineOpen = false;

  constructor(commands: readonly SedCommand[], stdin: string, quiet: boolean) {
    this.commands = commands;
    this.lines = linesOf(stdin);
    this.terminated = stdin.endsWith("\n");
    this.quiet = quiet;
  }

  /** `undefined` where the script uses an unknown label or does not come to an end. */
  run(): string | undefined {
    let keepPattern = false;
    for (;;) {
      if (!keepPattern) {
        if (this.current + 1 >= this.lines.length) return this.output;
        this.pattern = this.readLine();
        this.substituted = false;
      }
      keepPattern = false;
      let step = this.execute(this.commands);
      for (let jumps = 0; typeof step === "object"; jumps++) {
        if (step.label === "") {
          step = "end of cycle";
          break;
        }
        const label = step.label;
        const target = this.commands.findIndex(({ action }) => action.kind === "label" && action.label === label);
        if (target < 0 || jumps > stepLimit) return undefined;
        step = this.execute(this.commands.slice(target));
      }
      if (this.steps > stepLimit) return undefined;
      if (step === "restart") {
        keepPattern = true;
        continue;
      }
      if (step !== "no print" && !this.quiet) this.print(this.pattern);
      if (step === "quit") {
        // `q` ends the last line; running out of input does not.
        if (this.quitting) this.endLine();
        return this.output;
      }
    }
  }

  private readLine(): string {
    const line = this.lines[++this.current]!;
    this.patternNewline = !this.last || this.terminated;
    return line;
  }

  private get last(): boolean {
    return this.current === this.lines.length - 1;
  }

  private endLine(): void {
    if (this.lineOpen) this.output += "\n";
    this.lineOpen = false;
  }

  private print(text: string): void {
    this.endLine();
    this.output += text + (this.patternNewline ? "\n" : "");
    this.lineOpen = !this.patternNewline;
  }

  private execute(commands: readonly SedCommand[]): Step {
    for (const command of commands) {
      if (++this.steps > stepLimit) return "quit";
      if (this.selected(command) === command.negated) continue;
      const step = this.act(command.action);
      if (step !== "next") return step;
    }
    return "next";
  }

  private selected(command: SedCommand): boolean {
    const { from, to } = command;
    if (from === undefined) return true;
    if (to === undefined) return this.matches(from);
    const number = this.current + 1;
    const until = this.active.get(command);
    if (until !== undefined) {
      // A range that ends at a line number ends there even where that line was jumped over.
      if (to.kind === "match" ? this.matches(to) : number >= until) this.active.delete(command);
      return to.kind === "match" || number <= until;
    }
    if (!this.matches(from)) return false;
    const end = this.endOf(to, number);
    if (end > number) this.active.set(command, end);
    return true;
  }

  private endOf(to: SedAddress, number: number): number {
    if (to.kind === "line") return to.number;
    if (to.kind === "more") return number + to.count;
    return to.kind === "last" ? this.lines.length : Infinity;
  }

  private matches(address: SedAddress): boolean {
    if (address.kind === "line") return this.current + 1 === address.number;
    if (address.kind === "last") return this.last;
    return address.kind === "match" && address.matcher.find(this.pattern, 0) !== undefined;
  }

  private act(action: SedAction): Step {
    switch (action.kind) {
      case "substitute":
        this.substitute(action);
        return "next";
      case "transliterate":
        this.pattern = Array.from(this.pattern, (character) => action.map.get(character) ?? character).join("");
        return "next";
      case "block":
        return this.execute(action.commands);
      case "label":
        return "next";
      case "branch":
        if (action.when === "substituted") {
          if (!this.substituted) return "next";
          this.substituted = false;
        }
        return { label: action.label };
      case "simple":
        return this.simple(action.letter);
    }
  }

  private simple(letter: string): Step {
    const firstLine = this.pattern.indexOf("\n");
    switch (letter) {
      case "p":
        this.print(this.pattern);
        return "next";
      case "P":
        this.print(firstLine < 0 ? this.pattern : this.pattern.slice(0, firstLine));
        return "next";
      case "=":
        this.endLine();
        this.output += `${this.current + 1}\n`;
        return "next";
      case "d":
        return "no print";
      case "D":
        if (firstLine < 0) return "no print";
        this.pattern = this.pattern.slice(firstLine + 1);
        return "restart";
      case "q":
        this.quitting = true;
        return "quit";
      case "n":
        if (this.last) return "quit";
        if (!this.quiet) this.print(this.pattern);
        this.pattern = this.readLine();
        return "next";
      case "N":
        if (this.last) return "quit";
        this.pattern += `\n${this.readLine()}`;
        return "next";
      case "h":
        this.hold = this.pattern;
        this.holdNewline = this.patternNewline;
        return "next";
      case "H":
        this.hold += `\n${this.pattern}`;
        this.holdNewline = this.patternNewline;
        return "next";
      case "g":
        this.pattern = this.hold;
        this.patternNewline = this.holdNewline;
        return "next";
      case "G":
        this.pattern += `\n${this.hold}`;
        this.patternNewline = this.holdNewline;
        return "next";
      default:
        [this.pattern, this.hold] = [this.hold, this.pattern];
        [this.patternNewline, this.holdNewline] = [this.holdNewline, this.patternNewline];
        return "next";
    }
  }

  private substitute(action: SedAction & { kind: "substitute" }): void {
    const text = this.pattern;
    let result = "";
    let copied = 0;
    let count = 0;
    let previousEnd = -1;
    let replaced = false;
    for (let at = 0; at <= text.length;) {
      const match = action.matcher.find(text, at);
      const whole = match?.[0];
      if (match === undefined || whole === undefined) break;
      if (whole.start === whole.end && whole.start === previousEnd) {
        at++;
        continue;
      }
      previousEnd = whole.end;
      if (++count >= action.nth) {
        result += text.slice(copied, whole.start);
        for (const part of action.replacement) {
          const group = typeof part === "number" ? match[part] : undefined;
          result += typeof part === "string" ? part : group === undefined ? "" : text.slice(group.start, group.end);
        }
        copied = whole.end;
        replaced = true;
        if (!action.global) break;
      }
      at = whole.end === whole.start ? whole.end + 1 : whole.end;
    }
    if (!replaced) return;
    this.pattern = result + text.slice(copied);
    this.substituted = true;
    if (action.print) this.print(this.pattern);
  }
}
