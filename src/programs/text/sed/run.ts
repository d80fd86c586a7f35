/** Runs the commands of a sed script on a text. */
import { countText, spend } from "../tool/effort.ts";
import { linesOf } from "../tool/tool.ts";
import { applySubstitution } from "./replacement.ts";
import { Selection } from "./selection.ts";
import type { SedAction, SedCommand } from "./syntax.ts";

/** Maximum number of steps, because a script may loop for ever. */
const stepLimit = 20_000;

type Step = "next" | "end of cycle" | "no print" | "restart" | "end of input" | "quit" | "quit now" | Jump;

interface Jump {
  readonly label: string;
}

/** A pattern or hold space, and whether its line ended in a newline, which GNU's sed copies together with the text. */
interface Space {
  readonly text: string;
  readonly newline: boolean;
}

export class SedRun {
  readonly #commands: readonly SedCommand[];
  readonly #lines: readonly string[];
  readonly #terminated: boolean;
  readonly #quiet: boolean;
  readonly #selection = new Selection();
  #current = -1;
  #pattern: Space = { text: "", newline: true };
  #hold: Space = { text: "", newline: true };
  #substituted = false;
  #output = "";
  /** The text that `a` queues for output after the current line. */
  #appended = "";
  #steps = 0;
  #lineOpen = false;

  constructor(commands: readonly SedCommand[], stdin: string, quiet: boolean) {
    this.#commands = commands;
    this.#lines = linesOf(stdin);
    this.#terminated = stdin.endsWith("\n");
    this.#quiet = quiet;
  }

  /** `undefined` if the script does not terminate. */
  run(): string | undefined {
    let step: Step | undefined = "next";
    while (step === "restart" || this.#current + 1 < this.#lines.length) {
      if (step !== "restart") {
        this.#pattern = this.#readLine();
      }
      step = this.#cycle();
      if (step === undefined || this.#steps > stepLimit) return undefined;
      if (step === "quit now") break;
      if (step !== "no print" && step !== "restart" && !this.#quiet) this.#print(this.#pattern);
      if (step !== "restart") this.#flush();
      // `q` terminates the last line with a newline; the end of the input does not.
      if (step === "quit") this.#endLine();
      if (step === "quit" || step === "end of input") break;
    }
    return this.#output;
  }

  /** Runs all commands once; `undefined` if the jumps do not end. */
  #cycle(): Exclude<Step, Jump> | undefined {
    let step = this.#execute(this.#commands);
    for (let jumps = 0; typeof step === "object"; jumps++) {
      const { label } = step;
      if (label === "") return "end of cycle";
      const target = this.#commands.findIndex(({ action }) => action.kind === "label" && action.label === label);
      if (jumps > stepLimit) return undefined;
      spend(this.#commands.length);
      step = this.#execute(this.#commands.slice(target));
    }
    return step;
  }

  #readLine(): Space {
    this.#flush();
    this.#substituted = false;
    const text = this.#lines[++this.#current]!;
    return { text, newline: !this.#last || this.#terminated };
  }

  get #last(): boolean {
    return this.#current === this.#lines.length - 1;
  }

  #endLine(): void {
    if (this.#lineOpen) this.#output += "\n";
    this.#lineOpen = false;
  }

  #print({ text, newline }: Space): void {
    this.#endLine();
    this.#output = countText(this.#output + text + (newline ? "\n" : ""));
    this.#lineOpen = !newline;
  }

  #flush(): void {
    if (this.#appended === "") return;
    this.#print({ text: this.#appended, newline: false });
    this.#lineOpen = false;
    this.#appended = "";
  }

  #execute(commands: readonly SedCommand[]): Step {
    for (const command of commands) {
      spend(10);
      if (++this.#steps > stepLimit) return "quit now";
      const position = { number: this.#current + 1, count: this.#lines.length, pattern: this.#pattern.text };
      if (this.#selection.has(command, position) === command.negated) continue;
      const step = this.#act(command);
      if (step !== "next") return step;
    }
    return "next";
  }

  #act(command: SedCommand): Step {
    const { action } = command;
    switch (action.kind) {
      case "substitute":
        this.#substitute(action);
        return "next";
      case "transliterate": {
        spend(this.#pattern.text.length);
        const text = Array.from(this.#pattern.text, (character) => action.map.get(character) ?? character).join("");
        this.#pattern = { ...this.#pattern, text };
        return "next";
      }
      case "block":
        return this.#execute(action.commands);
      case "label":
        return "next";
      case "branch":
        if (action.when === "substituted") {
          if (!this.#substituted) return "next";
          this.#substituted = false;
        }
        return { label: action.label };
      case "text":
        return this.#put(command, action);
      case "simple":
        return this.#simple(action.letter);
    }
  }

  #put(command: SedCommand, { where, text }: SedAction & { kind: "text" }): Step {
    if (where === "after") {
      this.#appended = countText(this.#appended + text);
      return "next";
    }
    // For a range, `c` prints its text at the last line.
    if (where === "before" || !this.#selection.goesOn(command)) {
      this.#endLine();
      this.#output = countText(this.#output + text);
    }
    return where === "before" ? "next" : "no print";
  }

  #simple(letter: string): Step {
    const { text, newline } = this.#pattern;
    const firstLine = text.indexOf("\n");
    switch (letter) {
      case "p":
        this.#print(this.#pattern);
        return "next";
      case "P":
        this.#print(firstLine < 0 ? this.#pattern : { text: text.slice(0, firstLine), newline: true });
        return "next";
      case "=":
        this.#endLine();
        this.#output += `${this.#current + 1}\n`;
        return "next";
      case "d":
        return "no print";
      case "D":
        if (firstLine < 0) return "no print";
        this.#pattern = { text: text.slice(firstLine + 1), newline };
        return "restart";
      case "q":
        return "quit";
      case "Q":
        return "quit now";
      case "n":
        if (this.#last) return "end of input";
        if (!this.#quiet) this.#print(this.#pattern);
        this.#pattern = this.#readLine();
        return "next";
      case "N": {
        if (this.#last) return "end of input";
        const next = this.#readLine();
        this.#pattern = { text: countText(`${text}\n${next.text}`), newline: next.newline };
        return "next";
      }
      case "h":
        this.#hold = this.#pattern;
        return "next";
      case "H":
        this.#hold = { text: countText(`${this.#hold.text}\n${text}`), newline };
        return "next";
      case "g":
        this.#pattern = this.#hold;
        return "next";
      case "G":
        this.#pattern = { text: countText(`${text}\n${this.#hold.text}`), newline: this.#hold.newline };
        return "next";
      case "z":
        this.#pattern = { text: "", newline };
        return "next";
      default:
        [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
        return "next";
    }
  }

  #substitute(action: SedAction & { kind: "substitute" }): void {
    const text = applySubstitution(this.#pattern.text, action);
    if (text === undefined) return;
    this.#pattern = { ...this.#pattern, text };
    this.#substituted = true;
    if (action.print) this.#print(this.#pattern);
  }
}
