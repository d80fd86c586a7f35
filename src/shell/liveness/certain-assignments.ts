/** Variables that code assigns whichever branch it takes: `if c; then X=1; else X=2; fi`. */
import type { AndOr, Case, Command, If, SyntaxNode } from "unbash";
import type { Span } from "../spans/span.ts";

/** The names, or `undefined` if what follows the code does not run. */
type Names = ReadonlySet<string> | undefined;

const NONE: ReadonlySet<string> = new Set();
const LEAVES: ReadonlySet<string> = new Set(["break", "continue", "exit", "return"]);

/** A conditional command that certainly assigns a variable. */
export interface CertainAssignment {
  readonly name: string;
  readonly node: Span;
}

export class CertainAssignments {
  readonly all: CertainAssignment[] = [];
  readonly #text: string;
  readonly #known = new Map<SyntaxNode, Names>();
  /** The names that a simple command overwrites without reading them. */
  readonly #overwrittenBy: (node: Command) => readonly string[];

  constructor(text: string, overwrittenBy: (node: Command) => readonly string[]) {
    this.#text = text;
    this.#overwrittenBy = overwrittenBy;
  }

  add(node: AndOr | Case | If): void {
    for (const name of this.#of(node) ?? NONE) this.all.push({ name, node });
  }

  /** Forgets what was found about these names, from this index on. */
  forget(from: number, names: ReadonlySet<string>): void {
    for (const one of this.all.splice(from)) if (!names.has(one.name)) this.all.push(one);
  }

  #of(node: SyntaxNode): Names {
    if (!this.#known.has(node)) this.#known.set(node, this.#find(node));
    return this.#known.get(node);
  }

  #find(node: SyntaxNode): Names {
    switch (node.type) {
      case "Command":
        return LEAVES.has(node.name?.text ?? "") ? undefined : new Set(this.#overwrittenBy(node));
      case "Statement":
        return node.background === true ? NONE : this.#of(node.command);
      case "CompoundList":
        return this.#inTurn(node.commands);
      case "BraceGroup":
        return this.#of(node.body);
      case "Pipeline":
        return node.commands.length === 1 ? this.#of(node.commands[0]!) : NONE;
      case "If":
        return this.#inAny([node.then, ...node.elif.map(({ then }) => then), node.else]);
      case "Case":
        return this.#inAny(isExhaustive(node) ? node.items.map(({ body }) => body) : [undefined]);
      case "AndOr":
        return this.#ofAndOr(node);
      default:
        return NONE;
    }
  }

  /** `test && X=1 || X=2`: an assignment without a command in it succeeds. */
  #ofAndOr({ commands, operators }: AndOr): Names {
    const [test, then, otherwise] = commands;
    if (commands.length !== 3 || operators[0] === operators[1]) return commands.length > 1 ? NONE : this.#of(test!);
    const isPlain = then!.type === "Command" && then.name === undefined && !/[$<>]\(|`/.test(this.#textOf(then));
    return isPlain || this.#of(otherwise!) === undefined ? this.#inAny([then, otherwise]) : NONE;
  }

  #textOf({ pos, end }: Span): string {
    return this.#text.slice(pos, end);
  }

  #inTurn(nodes: readonly SyntaxNode[]): Names {
    const names = new Set<string>();
    for (const node of nodes) {
      const found = this.#of(node);
      if (found === undefined) return undefined;
      for (const name of found) names.add(name);
    }
    return names;
  }

  /** What all of the branches assign, except of those that do not end; nothing if a branch is missing. */
  #inAny(branches: readonly (SyntaxNode | undefined)[]): Names {
    let common: ReadonlySet<string> | undefined;
    for (const branch of branches) {
      if (branch === undefined) return NONE;
      const found = this.#of(branch);
      if (found === undefined) continue;
      common = common === undefined ? found : new Set([...common].filter((name) => found.has(name)));
    }
    return common;
  }
}

function isExhaustive({ items }: Case): boolean {
  return items.some(({ pattern }) => pattern.some(({ text }) => text === "*"));
}
