/** Represents a file that is a whole script as a document, because the script is part of a document in another file. */
import type { Mapping, OpaqueText, ScriptSurroundings, SsmDocument } from "../model/document.ts";
import type { Layer } from "../source-map/layer.ts";
import { readJson } from "../syntax/json.ts";
import { Content } from "./content.ts";
import { FileReading, TreeReading } from "./reading.ts";

/**
 * @param name name of the step
 * @param surroundings the surroundings of the script in the other file. The declarations there cannot be edited from this
 * file.
 */
export function scriptDocument(
  map: Layer,
  opaque: readonly OpaqueText[],
  name: string,
  { declarations, environment, instanceIds, parameters, schema }: ScriptSurroundings,
): SsmDocument {
  const { text } = map;
  const tree = readJson("{}");
  const range = map.range(0, text.length);
  const script = { text, map, items: [[0, text.length]] as const, ...(opaque.length > 0 && { opaque }) };
  return {
    kind: "commands",
    schema,
    content: new Content(new TreeReading(new FileReading(text.length), tree, map), tree.roots[0] as Mapping, undefined),
    range,
    resource: undefined,
    parameters,
    declarations: new Map(Array.from(declarations, ([key, one]) => [key, { ...one, set: () => undefined }])),
    steps: [{ type: "Step", name, range, script, environment, ...(instanceIds && { instanceIds }) }],
  };
}
