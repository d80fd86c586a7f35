/** Hostile documents: random scripts in random documents, real documents with mutated data and characters, and long repetitions. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import { corpusFiles } from "../support/corpus-documents.ts";
import { hasShared } from "../support/shared.ts";
import { largeScript } from "./large.ts";
import { Random } from "./random.ts";
import { repetitionScript } from "./repetitions.ts";
import { mutatedScript, ScriptWriter } from "./scripts.ts";
import { CHARACTERS, INHERITED, NUMBERS, SYNTAX } from "./words.ts";

export type Target = "documents" | "large" | "repetitions" | "scripts";
export const targets: readonly Target[] = ["documents", "scripts", "repetitions", "large"];

/** The size of the largest document in bytes. The limits on time and memory are promised up to this size. */
const MOST = 190_000;
/** The maximum size of serialized data in characters. Without it, lists that repeat within lists would be hundreds of megabytes. */
const MOST_WRITTEN = 8 * MOST;

export interface HostileDocument {
  /** The path under which the file is linted. */
  readonly path: string;
  readonly text: string;
}

let seeds: readonly string[] | undefined;

/** The repository's examples and, if it exists, the corpus. */
function seedTexts(root: string): readonly string[] {
  if (seeds === undefined) {
    const examples = readdirSync(`${root}/examples`).map((name) => readFileSync(`${root}/examples/${name}`, "utf8"));
    const corpus = hasShared ? corpusFiles().map(({ text }) => text) : [];
    seeds = [...examples, ...corpus.filter((text) => text.length < 60_000)];
  }
  return seeds;
}

/** The document with this index for a seed. */
export function hostileDocument(target: Target, seed: number, index: number, root = repository): HostileDocument {
  const random = new Random(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35));
  const isJson = random.has(0.3);
  const path = isJson ? "/fuzz/document.json" : "/fuzz/document.yaml";
  const text = makers[target](random, isJson, root);
  // This copies the text, because a slice would keep the whole text in memory.
  return { path, text: JSON.parse(JSON.stringify(text.slice(0, MOST))) as string };
}

const makers: Readonly<Record<Target, (random: Random, isJson: boolean, root: string) => string>> = {
  documents: (random, isJson, root) => mutatedDocument(random, isJson, seedTexts(root)),
  scripts: (random, isJson) => scriptDocument(random, isJson),
  repetitions: (random, isJson) => {
    // The document stays below the limit although escapes lengthen the script.
    const script = repetitionScript(random, MOST / 3);
    return written(random, command([script], random), isJson);
  },
  large: (random, isJson) => {
    const script = largeScript(random, 0.95 * MOST);
    const items = random.has(0.7) ? [script] : script.split("\n");
    const parameters = { p: { type: "String" } };
    const data = { schemaVersion: "2.2", parameters, mainSteps: [step("run", items)] };
    return isJson ? JSON.stringify(data) : stringify(data, { lineWidth: 0 });
  },
};

const repository = fileURLToPath(new URL("../..", import.meta.url));

function randomScript(random: Random): string {
  const script = new ScriptWriter(random, random.size(300)).script();
  return random.has(0.4) ? mutatedScript(random, script) : script;
}

/** A random script in a document of a random kind and style. */
function scriptDocument(random: Random, isJson: boolean): string {
  const script = randomScript(random);
  const items = random.has(0.5) ? [script] : script.split("\n");
  const data = random.pick<() => unknown>([
    () => command(items, random),
    () => command(items, random),
    () => ({ schemaVersion: "1.2", runtimeConfig: { "aws:runShellScript": { properties: [{ runCommand: items }] } } }),
    () => ({
      schemaVersion: "0.3",
      mainSteps: [
        {
          name: "a",
          action: "aws:runCommand",
          inputs: { DocumentName: "AWS-RunShellScript", Parameters: { commands: items } },
        },
      ],
    }),
    () => template(command(items, random)),
    () => template({ "Fn::Sub": stringify(command(items, random)) }),
  ])();
  return written(random, data, isJson);
}

function command(items: readonly unknown[], random: Random): unknown {
  const parameters = { p: { type: "String", default: "x" }, [random.pick(INHERITED)]: { type: "String" } };
  const more = random.has(0.2) ? [step(random.pick(INHERITED), items)] : [];
  return { schemaVersion: "2.2", parameters, mainSteps: [step("run", items), ...more] };
}

const step = (name: string, runCommand: readonly unknown[]): unknown => ({
  action: "aws:runShellScript",
  name,
  inputs: { runCommand },
});

const template = (content: unknown): unknown => ({
  Resources: {
    [INHERITED[0]]: { Type: "AWS::SSM::Document", Properties: { Content: content, DocumentType: "Command" } },
  },
});

/** Serializes data as JSON or in one of the styles of YAML. */
function written(random: Random, data: unknown, isJson: boolean): string {
  if (isJson) return JSON.stringify(data, undefined, random.pick([0, 2, 4]));
  const type = random.pick(["BLOCK_LITERAL", "BLOCK_FOLDED", "QUOTE_DOUBLE", "QUOTE_SINGLE", "PLAIN"] as const);
  try {
    return stringify(data, {
      defaultStringType: type,
      defaultKeyType: "PLAIN",
      lineWidth: random.pick([0, 20, 80]),
      aliasDuplicateObjects: random.has(0.5),
      collectionStyle: random.has(0.2) ? "flow" : "any",
    });
  } catch {
    return JSON.stringify(data);
  }
}

function mutatedDocument(random: Random, isJson: boolean, texts: readonly string[]): string {
  let text = random.has(0.3) ? scriptDocument(random, isJson) : random.pick(texts);
  if (random.has(0.5)) {
    try {
      const data = parse(text, { logLevel: "silent", maxAliasCount: 100 }) as unknown;
      const mutated = mutatedData(random, data, 0);
      if (size(mutated, MOST_WRITTEN) < MOST_WRITTEN) text = written(random, mutated, isJson);
    } catch {
      // Text that cannot be parsed as data is mutated as text.
    }
  }
  return random.has(0.6) ? mutatedText(random, text, texts) : text;
}

/** The approximate size of the data in characters when serialized with indentation, repeated values included. Counts up to about `most`. */
function size(data: unknown, most: number, depth = 1): number {
  if (typeof data === "string") return depth + data.length;
  if (typeof data !== "object" || data === null) return depth;
  let sum = depth;
  for (const [key, value] of Object.entries(data)) {
    if (sum >= most) break;
    sum += key.length + size(value, most - sum, depth + 1);
  }
  return sum;
}

function mutatedData(random: Random, data: unknown, depth: number): unknown {
  if (depth > 40) return data;
  if (random.has(0.02)) return hostileValue(random, data);
  if (Array.isArray(data)) {
    const items = data.map((item) => mutatedData(random, item, depth + 1));
    if (random.has(0.05)) items.push(items[0], hostileValue(random, data));
    if (random.has(0.005)) return Array.from({ length: random.size(2000) }, () => items[0]);
    return items;
  }
  if (typeof data === "object" && data !== null) {
    const pairs = Object.entries(data).map(([key, value]): [string, unknown] => [
      random.has(0.01) ? random.pick(INHERITED) : key,
      mutatedData(random, value, depth + 1),
    ]);
    if (random.has(0.03)) pairs.splice(random.below(pairs.length + 1), 1);
    if (random.has(0.03)) pairs.push([random.pick(INHERITED), hostileValue(random, data)]);
    return Object.fromEntries(pairs);
  }
  if (typeof data === "string" && data.includes("\n") && random.has(0.2)) return mutatedScript(random, data);
  return data;
}

function hostileValue(random: Random, data: unknown): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => random.below(2) === 0,
    () => Number(random.pick(NUMBERS)),
    () => random.pick(INHERITED),
    () => random.pick(CHARACTERS).repeat(random.size(50)),
    () => "x".repeat(random.size(20_000)),
    () => [],
    () => ({}),
    () => [data, data],
    () => ({ [random.pick(INHERITED)]: data }),
    () => nest(random.size(400), data),
    () => randomScript(random),
    () => ({ "Fn::Join": ["", [data, { Ref: "constructor" }]] }),
    () => ({ "Fn::Sub": typeof data === "string" ? data : "${x}" }),
    () => new Date(0),
  ])();
}

function nest(depth: number, inner: unknown): unknown {
  let value = inner;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function mutatedText(random: Random, given: string, texts: readonly string[]): string {
  let text = given.slice(0, 4 * MOST);
  for (let count = 1 + random.size(8); count > 0; count--) {
    const pos = random.below(text.length + 1);
    const end = Math.min(text.length, pos + random.size(200));
    const put = random.pick([
      () => "",
      () => random.pick(SYNTAX),
      () => random.pick(SYNTAX),
      () => random.pick(CHARACTERS),
      () => random.pick(SYNTAX).repeat(random.size(2000)),
      () => text.slice(pos, end).repeat(random.size(100)),
      () => random.pick(INHERITED),
      () => random.pick(NUMBERS),
      () => {
        const other = random.pick(texts);
        const from = random.below(other.length);
        return other.slice(from, from + random.size(2000));
      },
      () => " ".repeat(random.size(5000)),
      () => "\n".repeat(random.size(500)),
    ])();
    text = (text.slice(0, pos) + put + text.slice(random.has(0.5) ? pos : end)).slice(0, 4 * MOST);
  }
  if (random.has(0.05)) text = text.replaceAll("\n", random.pick(["\r\n", "\r", "\n\n"]));
  if (random.has(0.05)) text = text.slice(0, random.below(text.length));
  if (random.has(0.02)) text = `\uFEFF${text}`;
  return text;
}
