/** The processes that a script starts and that inherit its variables: subshells, substitutions, commands of pipelines. */
import type { SyntaxNode } from "unbash";
import { lastUpTo } from "../spans/sorted-positions.ts";
import type { Span } from "../spans/span.ts";

/**
 * A process that the unit starts, and that inherits its variables: what it assigns is lost at its end. Or the process that runs the
 * unit, whose end is infinite.
 */
export type Process = Span;

export const WHOLE: Process = { pos: 0, end: Number.POSITIVE_INFINITY };

/** Finds the process that runs the code at a position. */
export class Processes {
  readonly #added: { readonly span: Span; readonly process: Process }[] = [];
  /** Where the innermost process changes, in ascending order. */
  #changes: readonly { readonly pos: number; readonly process: Process }[] | undefined;

  add(span: Span, process: Process): void {
    this.#added.push({ span, process });
  }

  /** The innermost process that begins before the position and ends after it. */
  around(pos: number): Process {
    this.#changes ??= this.#findChanges();
    return this.#changes[lastUpTo(this.#changes, pos)]?.process ?? WHOLE;
  }

  #findChanges(): readonly { readonly pos: number; readonly process: Process }[] {
    const changes: { readonly pos: number; readonly process: Process }[] = [];
    const open: { readonly end: number; readonly process: Process }[] = [];
    const close = (upTo: number): void => {
      while (open.length > 0 && open.at(-1)!.end <= upTo) {
        const { end } = open.pop()!;
        changes.push({ pos: end, process: open.at(-1)?.process ?? WHOLE });
      }
    };
    for (const { span, process } of this.#added.toSorted(
      (a, b) => a.span.pos - b.span.pos || b.span.end - a.span.end,
    )) {
      close(span.pos);
      changes.push({ pos: span.pos + 1, process });
      open.push({ end: span.end, process });
    }
    close(Number.POSITIVE_INFINITY);
    return changes.toSorted((a, b) => a.pos - b.pos);
  }
}

export function isProcess(node: SyntaxNode): boolean {
  return (
    node.type === "Subshell" ||
    node.type === "CommandExpansion" ||
    node.type === "ProcessSubstitution" ||
    node.type === "Coproc" ||
    (node.type === "Statement" && node.background === true)
  );
}
