/** Builds a script from the value of `runCommand` or `commands`, and a step from a script. */
import type { DataNode, FileReference, Mapping, Range, Script, ScriptSurroundings, Step } from "../model/document.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { FixedMap } from "../source-map/joined-map.ts";
import type { Layer } from "../source-map/layer.ts";
import { MAX_FUNCTION_DEPTH, MAX_SCRIPT_LENGTH } from "../model/limits.ts";
import type { TreeReading } from "./reading.ts";
import { ScriptMap } from "../source-map/script-map.ts";
import { isBarePlaceholder, isNoValue } from "./intrinsic-text.ts";
import { type Item, readItem } from "./items.ts";
import { keyNames, lookUpAnyCase, resolveAlias } from "../syntax/tree.ts";

/** The parts of the data that define one step. */
export interface StepSource {
  /** The step's mapping. */
  readonly node: Mapping;
  readonly name: string;
  /** The mapping that contains the list of commands: `inputs`, or `Parameters` of an automation. */
  readonly inputs: DataNode | undefined;
  /** `runCommand` or `commands`. */
  readonly key: string;
  /** The mapping that contains `environment`, if there is one. */
  readonly environment?: DataNode | undefined;
  readonly instanceIds?: ReadonlySet<string> | undefined;
  readonly precondition?: string | undefined;
  /** The document's declarations; absent if the document is AWS's own. */
  readonly declared?: DeclaredParameters | undefined;
}

/** A document's parameter declarations and its schema. */
export type DeclaredParameters = Pick<ScriptSurroundings, "declarations" | "parameters" | "schema">;

/** The surroundings of commands that are passed to AWS's own document. */
export const OF_AWS: ScriptSurroundings = {
  declarations: new Map(),
  parameters: [],
  schema: "automation",
  environment: [],
};

/** The steps of a source: a single step, or one step for each arm if `Fn::If` chooses the whole list. */
export function readSteps(reading: TreeReading, source: StepSource): Step[] {
  const { node, name, inputs, key } = source;
  const value = lookUpAnyCase(reading.tree, inputs, key);
  if (!value) return [];
  reading.claim(value);
  const steps: Step[] = [];
  for (const commands of alternatives(reading, value)) {
    const script = readScript(reading, commands, name, key);
    if (!script || !reading.file.admits(script.text.length, reading.fileRange(node))) continue;
    const environment = keyNames(reading.tree, lookUpAnyCase(reading.tree, source.environment, "environment"));
    const { declared = OF_AWS, instanceIds, precondition } = source;
    const ids = instanceIds === undefined || instanceIds.size === 0 ? {} : { instanceIds };
    if (script.file) {
      const reference = { ...script.file, scriptOf: { ...declared, environment, ...ids } };
      reading.file.scripts.push({ reference, range: reading.fileRange(commands) });
    }
    const condition = precondition === undefined ? {} : { precondition };
    steps.push({ type: "Step", name, range: reading.fileRange(node), script, environment, ...ids, ...condition });
  }
  return steps;
}

/** The arms of `Fn::If`, including nested ones, or the node itself. */
export function alternatives(reading: TreeReading, node: DataNode, depth = 0): DataNode[] {
  if (!reading.visit(node)) return [];
  const intrinsic = intrinsicOf(reading.tree, node);
  if (intrinsic?.name !== "If" || intrinsic.argument.type !== "Sequence" || depth > MAX_FUNCTION_DEPTH) {
    return isNoValue(reading, node) ? [] : [node];
  }
  return intrinsic.argument.items
    .slice(1)
    .map((arm) => resolveAlias(reading.tree, arm))
    .filter((arm) => arm !== undefined)
    .flatMap((arm) => alternatives(reading, arm, depth + 1));
}

/** A script. `file` is set if another file contains the whole script. */
type FoundScript = Script & { readonly file?: FileReference };

function readScript(reading: TreeReading, commands: DataNode, step: string, key: string): FoundScript | undefined {
  const list = commands.type === "Sequence" && !intrinsicOf(reading.tree, commands) ? commands : undefined;
  const nodes = list ? list.items : [commands];
  const items: Item[] = [];
  const listed = new Set<Layer>();
  let length = 0;
  if (commands.type === "Mapping" && !intrinsicOf(reading.tree, commands) && !isBarePlaceholder(reading, commands)) {
    reading.report(commands, `\`${key}\` of step \`${step}\` must be a list of strings, not a mapping.`);
    return undefined;
  }
  for (const [index, node] of nodes.entries()) {
    if (isNoValue(reading, node)) continue;
    if (!reading.visit(node)) return undefined;
    const item = readItem(reading, node, { step, key, index });
    if (!item) return undefined;
    length += item.map.text.length + 1;
    if (length > MAX_SCRIPT_LENGTH) {
      reading.report(
        commands,
        `The script of step \`${step}\` is longer than ${MAX_SCRIPT_LENGTH} characters: it is not checked.`,
      );
      return undefined;
    }
    items.push(item);
    if (list && node.type === "Scalar") listed.add(item.map);
  }
  const script = scriptOf(reading, items, listed, list ?? commands);
  const file = items.length === 1 ? items[0]!.file : undefined;
  return file ? { ...script, file } : script;
}

function scriptOf(
  reading: TreeReading,
  items: readonly Item[],
  listed: ReadonlySet<Layer>,
  commands: DataNode,
): Script {
  const ranges: Range[] = [];
  const opaque: { range: Range; name: string }[] = [];
  let at = 0;
  for (const item of items) {
    const { length } = item.map.text;
    ranges.push([at, at + length]);
    for (const { range, name } of item.opaque) opaque.push({ range: [range[0] + at, range[1] + at], name });
    at += length + 1;
  }
  const map =
    items.length === 0
      ? new FixedMap("", () => reading.fileRange(commands))
      : new ScriptMap(
          items.map((item) => item.map),
          reading.host,
          listed,
        );
  const isPartial = items.some(({ isText }) => !isText);
  return {
    text: map.text,
    map,
    items: ranges,
    ...(opaque.length > 0 ? { opaque } : {}),
    ...(isPartial ? { isPartial } : {}),
  };
}
