/** Programs that pass text on: what they write to files with known names, and what they print if that follows from their input. */
import {
  COMPUTED,
  type Argument,
  type Run,
  type Effect,
  type ProgramModel,
  knownText,
  optional,
  stringOf,
  type AbstractString,
} from "../../shell/index.ts";
import { trailingText } from "../argv/argument.ts";
import { hasOption, lastValue, parseOptions } from "../argv/getopt.ts";
import { removeConfigFiles, remove, replaceConfigFiles } from "./aws-config-files.ts";
import { UNKNOWN_INPUT } from "./unknown-input.ts";
import { dd } from "./dd.ts";

function line(value: string): Effect {
  return { kind: "output", value: stringOf(`${value}\n`) };
}

const tee: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "aip",
    long: { append: "a", "ignore-interrupts": "i", "output-error": "output-error::" },
    permute: true,
  });
  if (parsed === undefined) return [];
  const content = run.stdin ?? UNKNOWN_INPUT;
  const append = hasOption(parsed, "a");
  const writes = parsed.operands.map(({ value: path }): Effect => ({ kind: "write", path, content, append }));
  return run.stdin === undefined ? writes : [...writes, { kind: "output", value: run.stdin }];
};

const cat: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), { short: "u", long: {}, permute: true });
  if (parsed === undefined) return [];
  const parts = parsed.operands.length === 0 ? [run.stdin] : parsed.operands.map((operand) => contentOf(run, operand));
  const value: AbstractString[] = [];
  for (const part of parts) {
    if (part === undefined) return [];
    value.push(part);
  }
  const output: Effect = { kind: "output", value: value.flat() };
  if (parsed.operands.length > 0) return [output];
  // Reading stdin cannot fail.
  const ends: readonly Effect[] = [output, { kind: "status", success: true }];
  return run.stdin !== undefined && knownText(run.stdin) !== undefined ? [...ends, { kind: "read" }] : ends;
};

/** Longer sequences of numbers are not written out. */
const longestSequence = 1000;

/** `seq LAST`, `seq FIRST LAST` for known integers. */
const seq: ProgramModel = (run) => {
  const words = run.argv.slice(1).map(({ value }) => knownText(value) ?? "");
  if (words.length < 1 || words.length > 2 || !words.every((word) => /^(0|[1-9]\d{0,8})$/.test(word))) return [];
  const first = words.length === 2 ? Number(words[0]) : 1;
  const count = Math.max(Number(words.at(-1)) - first + 1, 0);
  if (count > longestSequence) return [];
  return [
    { kind: "output", value: stringOf(Array.from({ length: count }, (_, index) => `${first + index}\n`).join("")) },
  ];
};

function contentOf(run: Run, operand: Argument): AbstractString | undefined {
  const path = knownText(operand.value);
  if (path === undefined) return undefined;
  return path === "-" ? run.stdin : run.file(path);
}

/** `cp`, `mv` and `install` of a file that the script wrote. */
const copy: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "abcdfiHlLnPprRsS:t:TuvxZDg:m:o:C",
    long: {
      archive: "a",
      force: "f",
      interactive: "i",
      "no-clobber": "n",
      "no-target-directory": "T",
      preserve: "preserve::",
      recursive: "r",
      "target-directory": "t:",
      update: "u",
      verbose: "v",
      mode: "m:",
      owner: "o:",
      group: "g:",
      backup: "backup::",
    },
    permute: true,
  });
  if (parsed === undefined || hasOption(parsed, "n", "u", "i")) return [];
  const into = lastValue(parsed, "t");
  const sources = into === undefined ? parsed.operands.slice(0, -1) : parsed.operands;
  const target = into ?? parsed.operands.at(-1);
  if (target === undefined) return [];
  const moved =
    baseName(knownText(run.argv[0]!.value) ?? "") === "mv"
      ? sources.flatMap(({ value }) => removeConfigFiles(value))
      : [];
  return [...moved, ...copied(run, sources, target, into !== undefined)];
};

function copied(run: Run, sources: readonly Argument[], target: Argument, isDirectory: boolean): Effect[] {
  const to = knownText(target.value);
  const known = to === undefined ? [] : contentsAt(run, sources, to, isDirectory);
  if (known.length > 0) return known;
  return sources.flatMap(({ value }) => replaceConfigFiles(target.value, baseName(knownText(value) ?? "")));
}

/** The effects of copying files with known content. */
function contentsAt(run: Run, sources: readonly Argument[], to: string, isDirectory: boolean): Effect[] {
  const directory = isDirectory || to.endsWith("/") || to === "." || sources.length > 1;
  return sources.flatMap((source): Effect[] => {
    const from = knownText(source.value);
    const content = from === undefined ? undefined : run.file(from);
    if (from === undefined || content === undefined) return [];
    const inside = `${to.replace(/\/$/, "")}/${baseName(from)}`;
    // Whether a target without a slash is a directory is unknown, so the content is written under both names.
    const paths = directory ? [inside] : [to, inside];
    return paths.map((path) => ({ kind: "write", path, content, append: false }));
  });
}

/** The path without trailing slashes. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}

function baseName(path: string): string {
  const trimmed = withoutSlashes(path);
  return trimmed === "" ? (path === "" ? "" : "/") : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

const basename: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "as:z",
    long: { multiple: "a", suffix: "s:", zero: "z" },
  });
  if (parsed === undefined || hasOption(parsed, "a", "z", "s")) return [];
  const [path, suffix] = parsed.operands.map((operand) => knownText(operand.value));
  if (parsed.operands.length > 2 || (parsed.operands.length === 2 && suffix === undefined)) return [];
  if (path === undefined) {
    const [output, ...others] = parsed.operands[0]?.value ?? [];
    if (output?.kind !== "output" || others.length > 0) return [];
    return [{ kind: "output", value: [{ ...output, form: "unknown" }] }];
  }
  const name = baseName(path);
  const cut = suffix !== undefined && suffix !== "" && name !== suffix && name.endsWith(suffix);
  return [line(cut ? name.slice(0, -suffix.length) : name)];
};

const dirname: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), { short: "z", long: { zero: "z" } });
  if (parsed === undefined || hasOption(parsed, "z") || parsed.operands.length === 0) return [];
  const names: string[] = [];
  for (const operand of parsed.operands) {
    const path = knownText(operand.value);
    if (path === undefined) return [];
    names.push(directoryName(path));
  }
  return [line(names.join("\n"))];
};

function directoryName(path: string): string {
  const trimmed = withoutSlashes(path);
  if (trimmed === "") return path === "" ? "." : "/";
  const slash = trimmed.lastIndexOf("/");
  return slash < 0 ? "." : withoutSlashes(trimmed.slice(0, slash)) || "/";
}

/** Prints a path whose directory is unknown and whose name is known. */
const which: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), { short: "as", long: {} });
  const [name] = parsed?.operands ?? [];
  if (parsed === undefined || name === undefined || parsed.operands.length > 1 || hasOption(parsed, "a", "s"))
    return [];
  const program = knownText(name.value);
  if (program === undefined || program.includes("/")) return [];
  return [{ kind: "output", value: [COMPUTED, ...optional(stringOf(`/${program}\n`))] }];
};

/** Prints a name that is unique to this call of `mktemp`, so that what is written to the file can be read back. */
const mktemp: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "duqp:t",
    long: { directory: "d", "dry-run": "u", quiet: "q", tmpdir: "p::", suffix: "suffix:" },
    permute: true,
  });
  if (parsed === undefined || hasOption(parsed, "p", "suffix", "t")) return [];
  const [template] = parsed.operands;
  const name = template === undefined ? "/tmp/tmp.XXXXXXXXXX" : knownText(template.value);
  const marks = name === undefined ? undefined : /X{3,255}$/.exec(trailingText(stringOf(name)).slice(-255));
  if (name === undefined || marks === undefined || marks === null) return [];
  const [self] = run.argv;
  const place = [...run.calls, self].map((span) => (span === undefined ? 0 : span.pos).toString(36)).join(".");
  const unique = name.slice(0, marks.index) + place.padStart(marks[0].length, "0");
  return [{ kind: "new", path: stringOf(unique) }, line(unique)];
};

/** Prints its words on each line, without end. */
const yes: ProgramModel = (run) => {
  const words = run.argv.slice(1).map(({ value }) => value);
  if (words.some((word) => knownText(word)?.startsWith("-"))) return [];
  const first =
    words.length === 0 ? stringOf("y") : words.flatMap((word, at) => (at === 0 ? word : [...stringOf(" "), ...word]));
  return [{ kind: "output", value: [...first, ...stringOf("\n"), ...UNKNOWN_INPUT] }];
};

/** Models by base name. */
export const filePrograms: Readonly<Record<string, ProgramModel>> = {
  basename,
  cat,
  cp: copy,
  dd,
  dirname,
  install: copy,
  mktemp,
  mv: copy,
  rm: remove,
  seq,
  shred: remove,
  tee,
  unlink: remove,
  which,
  yes,
};
