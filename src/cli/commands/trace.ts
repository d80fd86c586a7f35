/** `ssmlint trace FILE[:LINE]`: prints what each call in a document's scripts sees, and why. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import pico from "picocolors";
import { mayHoldDocument } from "../../document/sniff.ts";
import type { SsmSourceCode } from "../../eslint/source-code.ts";
import type { Arguments } from "../arguments/arguments.ts";
import { loadPlugin } from "../config/plugin.ts";
import { readDocumentFile, readInput } from "../files/read.ts";
import { Failure } from "../support/failure.ts";
import { safeJson } from "../terminal/safe-text.ts";
import { wantsColor, type Terminal } from "../terminal/terminal.ts";
import { layOutTrace } from "../trace/layout.ts";
import { traceJson } from "../../trace/json.ts";
import { traceFile, type FileTrace } from "../../trace/trace-file.ts";

/**
 * @returns 0 if some call is traced, 1 if there is no call at that line.
 * @throws {Failure} if a file cannot be read or parsed, or does not contain a document.
 */
export async function trace(args: Arguments, terminal: Terminal): Promise<0 | 1> {
  const format = args.reports[0]?.format ?? "pretty";
  if (args.reports.length > 1 || (format !== "pretty" && format !== "json"))
    throw new Failure("ssmlint trace supports only --format pretty and --format json.");
  if (args.targets.length === 0) throw new Failure("Specify a file: ssmlint trace FILE[:LINE].");
  const traces: FileTrace[] = [];
  for (const target of args.targets) traces.push(await traceTarget(target, terminal));
  if (format === "json") terminal.out(`${safeJson(JSON.stringify(traces.map(traceJson), undefined, 2))}\n`);
  else {
    const colored = wantsColor(args.color, terminal.stdoutIsTerminal, terminal.env);
    const colors = pico.createColors(colored);
    terminal.out(layOutTrace(traces, { colors, width: Math.min(terminal.columns ?? 80, 100) }), { colored });
  }
  return traces.some(({ calls }) => calls.length > 0) ? 0 : 1;
}

async function traceTarget(target: string, terminal: Terminal): Promise<FileTrace> {
  const { file, line } = splitTarget(target, terminal.cwd);
  const path = resolve(terminal.cwd, file);
  const read =
    file === "-" ? readInput(terminal.readInput, mayHoldDocument) : readDocumentFile(path, true, mayHoldDocument);
  if (read.kind === "error") throw new Failure(`${file}: ${read.reason}.`);
  if (read.kind === "skip") throw new Failure(`${file}: it contains no SSM document.`);
  const code = await sourceCodeOf(read.text, file, path);
  return traceFile(file, code, line);
}

/** Splits `FILE:LINE`, unless a file with exactly that name exists. */
function splitTarget(target: string, cwd: string): { file: string; line: number | undefined } {
  const [, file, line] = /^(.+):(\d+)$/s.exec(target) ?? [];
  if (file === undefined || existsSync(resolve(cwd, target))) return { file: target, line: undefined };
  return { file, line: Number(line) };
}

async function sourceCodeOf(text: string, file: string, path: string): Promise<SsmSourceCode> {
  const { languages } = await loadPlugin();
  const language = languages["document"]!;
  const parsed = language.parse({ body: text, path, physicalPath: path, bom: false }, {
    languageOptions: { complete: true },
  } as Parameters<typeof language.parse>[1]);
  if (parsed.ok) return (parsed as unknown as { code: SsmSourceCode }).code;
  const [error] = parsed.errors;
  throw new Failure(`${file}:${error?.line ?? 1}:${error?.column ?? 1}: ${error?.message ?? "it cannot be parsed"}`);
}
