/** The path on which a script starts: what it finds before its first command. */
import type { AbstractString } from "../model/value.ts";
import { NO_FILES, type LastingFiles } from "../model/lasting-file.ts";
import type { ShellScript } from "../syntax/script.ts";
import { parameterVariable } from "../syntax/parameters.ts";
import { parameterValue, testedParameters } from "../values/parameter-values.ts";
import { inheritedValue } from "../values/pieces.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import { startWithFiles } from "./lasting-files.ts";
import { setOption } from "./options.ts";
import { OPTION, Path } from "./path/path.ts";
import { STEP_STREAMS } from "./path/streams.ts";
import { setBindings } from "./variables.ts";

/** What is known before the script starts; see `EvaluateOptions`. */
interface StartState {
  readonly environment?: readonly string[] | undefined;
  readonly files?: LastingFiles | undefined;
  readonly printing?: { readonly given: ReadonlyMap<string, AbstractString> } | undefined;
}

export function startPath(machine: Machine, script: ShellScript, start: StartState): Path {
  const path = new Path();
  for (const name of start.environment ?? []) {
    setBindings(machine, path, name, [
      { state: "set", exported: true, value: [inheritedValue(name)], span: undefined },
    ]);
  }
  if (start.printing !== undefined) path.streams = STEP_STREAMS;
  for (const [name, value] of start.printing?.given ?? [])
    setBindings(machine, path, name, [{ state: "set", exported: true, value, span: undefined }]);
  for (const name of testedParameters(script.placeholders))
    setBindings(machine, path, parameterVariable(name), [
      { state: "set", exported: false, value: parameterValue(name, machine.permitted.get(name)), span: undefined },
    ]);
  startWithFiles(machine, path, start.files ?? NO_FILES);
  for (const flag of script.interpreter.options) {
    if (flag === "-x" && start.printing !== undefined) path.tracing = { span: undefined };
    if (flag === "-e") setOption(path, OPTION.errexit, true);
    if (flag === "-a") setOption(path, OPTION.allexport, true);
    if (flag === "-u") setOption(path, OPTION.nounset, true);
  }
  return path;
}
