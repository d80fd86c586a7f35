/** `dd`: copies stdin or a file to stdout or to a file. */
import { type AbstractString, type Argument, type Effect, type ProgramModel, knownText } from "../../shell/index.ts";
import { dropPrefix, leadingText } from "../argv/argument.ts";
import { UNKNOWN_INPUT } from "./unknown-input.ts";

/** Operands that change neither what is copied nor where to. */
const NEUTRAL: ReadonlySet<string> = new Set(["bs", "ibs", "iflag", "obs", "status"]);
/** Operands that select what is copied. */
const SELECTING: ReadonlySet<string> = new Set(["cbs", "count", "seek", "skip"]);
/** Lists of flags, which add to the earlier ones. */
const FLAGS: ReadonlySet<string> = new Set(["conv", "oflag"]);
/** Flags that do not change what is copied. */
const HARMLESS: ReadonlySet<string> = new Set(["conv=fdatasync", "conv=fsync", "oflag=append", "oflag=sync"]);

export const dd: ProgramModel = (run) => {
  const files = new Map<string, AbstractString>();
  const flags = new Set<string>();
  let isWhole = true;
  for (const argument of run.argv.slice(1)) {
    const name = /^[a-z]+(?==)/.exec(leadingText(argument.value))?.[0];
    if (name === undefined) return [];
    if (SELECTING.has(name)) isWhole = false;
    else if (name === "if" || name === "of") files.set(name, dropPrefix(argument, name.length + 1).value);
    else if (FLAGS.has(name)) for (const flag of flagsIn(argument)) flags.add(`${name}=${flag}`);
    else if (!NEUTRAL.has(name)) return [];
  }
  // Without notrunc, dd empties the file even if it appends to it.
  const isAppended = flags.has("oflag=append") && flags.delete("conv=notrunc");
  if ([...flags].some((flag) => !HARMLESS.has(flag))) isWhole = false;
  const from = files.get("if");
  const path = from === undefined ? undefined : knownText(from);
  const source = from === undefined ? run.stdin : path === undefined ? undefined : run.file(path);
  const content = isWhole ? source : undefined;
  const to = files.get("of");
  if (to === undefined) return content === undefined ? [] : [{ kind: "output", value: content }];
  const write: Effect = { kind: "write", path: to, content: content ?? UNKNOWN_INPUT, append: isAppended };
  return [write, { kind: "output", value: [] }];
};

function flagsIn({ value }: Argument): readonly string[] {
  return (knownText(value) ?? "=?").replace(/^\w+=/, "").split(",");
}
