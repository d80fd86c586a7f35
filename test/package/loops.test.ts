/** The bundle goes through arrays without iterators: what the code does is the same. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";

const { withoutIterators } = (await import(new URL("../../build/loops.mjs", import.meta.url).href)) as {
  withoutIterators: (config: string) => ReadonlyMap<string, string>;
};

const directory = mkdtempSync(join(tmpdir(), "ssmlint-loops-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Bodies of functions that say what they see by `log`. */
const bodies: Readonly<Record<string, string>> = {
  "an array that grows and shrinks": `
    const all = [1, 2, 3];
    for (const one of all) { log(one); if (one < 3) all.push(one + 5); if (one === 2) all.shift(); }`,
  "an array that is replaced": "let all = [1, 2]; for (const one of all) { log(one); all = [9, 9, 9]; }",
  "what is gone through is asked for once": `
    const make = (): string[] => { log("made"); return ["a", "b"]; };
    for (const one of make()) log(one);`,
  "continue, break and labels": `
    outer: for (const a of [1, 2, 3]) for (const b of [1, 2, 3]) {
      if (b === 2) continue outer;
      if (a === 3) break outer;
      log(a, b);
    }`,
  "return from within":
    "const first = (): number | undefined => { for (const one of [4, 5]) return one; return undefined; }; log(first());",
  "closures of each round":
    "const all: (() => number)[] = []; for (const one of [1, 2]) all.push(() => one); for (const one of all) log(one());",
  "a variable that is changed": "for (let one of [1, 2]) { one++; log(one); }",
  "a shadowed name": "const one = [1, 2]; for (const two of one) { const one = two; log(one); }",
  patterns: `
    const pairs: [string, number][] = [["a", 1], ["b", 2]];
    for (const [name, value] of pairs) log(name, value);
    for (const [, value] of new Map(pairs)) log(value);
    for (const [index, [name]] of pairs.entries()) log(index, name);
    const [first, , third] = [1, 2, 3]; log(first, third);
    const [one = 7, ...others] = [undefined, 2, 3]; log(one, others);
    const [alone, none] = [1] as number[]; log(alone, none);
    for (const { length } of ["ab", "c"]) log(length);`,
  "a pattern whose value is made by another":
    "const [a, b] = ((): number[] => { const [x, y] = [1, 2]; return [y!, x!]; })(); log(a, b);",
  holes: "for (const one of [1, , 3]) log(one);",
  "arrays or sets":
    "const all: number[] | Set<number> = Math.random() < 2 ? new Set([1, 2]) : [1]; for (const one of all) log(one);",
  "sets that grow": "const all = new Set([1]); for (const one of all) { log(one); if (one < 4) all.add(one + 1); }",
  texts: "for (const one of 'a\\u{1f600}b') log(one);",
  matches: "for (const [whole, part] of 'a1b2'.matchAll(/[a-z](\\d)/g)) log(whole, part);",
  "generators that are left": `
    function* make(): Generator<number> { try { yield 1; yield 2; } finally { log("left"); } }
    for (const one of make()) { log(one); break; }
    const [first] = make(); log(first);`,
  "arrays of any kind": "const all: any = new Map([[1, 2]]); for (const [a, b] of all) log(a, b);",
  "readonly arrays and tuples":
    "const all: readonly [1, 2] = [1, 2]; for (const one of all) log(one); const some: readonly string[] = ['x']; for (const one of some) log(one);",
  "either of two kinds of arrays":
    "const all: readonly string[] | [number, number] = Math.random() < 2 ? [1, 2] : []; for (const one of all) log(one);",
};

const names = Object.keys(bodies);
const source = `type Log = (...seen: unknown[]) => void;\n${names.map((name, index) => `export function f${index}(log: Log): void {${bodies[name]}\n}`).join("\n")}\n`;
const path = join(directory, "loops.ts");
const config = join(directory, "tsconfig.json");
writeFileSync(path, source);
writeFileSync(
  config,
  JSON.stringify({ compilerOptions: { target: "es2023", module: "nodenext", types: [], strict: true }, files: [path] }),
);

type Case = (log: (...seen: unknown[]) => void) => void;

function casesOf(text: string): Readonly<Record<string, Case>> {
  const module_ = { exports: {} as Readonly<Record<string, Case>> };
  new Function("module", "exports", transformSync(text, { loader: "ts", format: "cjs" }).code)(
    module_,
    module_.exports,
  );
  return module_.exports;
}

function seenBy(one: Case): string {
  const seen: unknown[][] = [];
  one((...what) => seen.push(what));
  return JSON.stringify(seen);
}

describe("loops of the bundle", () => {
  const changed = withoutIterators(config).get(path)!;
  const before = casesOf(source);
  const after = casesOf(changed);

  it.each(names.map((name, index) => [name, `f${index}`] as const))("%s", (_, key) => {
    const seen = seenBy(before[key]!);
    expect(seen).not.toBe("[]");
    expect(seenBy(after[key]!)).toBe(seen);
  });

  it("leaves no iterator where all is an array", () => {
    const ofArrays = ["an array that grows and shrinks", "closures of each round", "readonly arrays and tuples"];
    for (const name of ofArrays) expect(String(after[`f${names.indexOf(name)}`])).not.toMatch(/\bof\b/);
    expect(changed).toContain("new Map(pairs)");
  });
});
