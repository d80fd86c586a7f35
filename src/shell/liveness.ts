/** Where in a script a name is last read: from there on it does not matter what it holds. */
import type { ShellScript } from "./script.ts";

export class Liveness {
  private readonly last: ReadonlyMap<string, number>;

  constructor(script: ShellScript, functions: readonly { readonly pos: number; readonly end: number }[]) {
    const last = new Map<string, number>();
    let next = 0;
    let bodyEnd = -1;
    for (const match of script.text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
      const pos = match.index;
      while (next < functions.length && functions[next]!.pos <= pos) {
        bodyEnd = Math.max(bodyEnd, functions[next]!.end);
        next++;
      }
      const name = match[0];
      const end = pos + name.length;
      if (isAssignment(script.text, pos, end)) continue;
      last.set(name, pos < bodyEnd ? Number.POSITIVE_INFINITY : pos);
    }
    this.last = last;
  }

  /** Whether the variable may be read at or after the offset. */
  isLive(name: string, from: number): boolean {
    return name.startsWith("AWS_") || (this.last.get(name) ?? -2) >= from;
  }
}

function isAssignment(text: string, pos: number, end: number): boolean {
  if (text.charCodeAt(end) !== 61) return false;
  const before = text[pos - 1];
  return before === undefined || /[\s;&|(]/.test(before);
}
