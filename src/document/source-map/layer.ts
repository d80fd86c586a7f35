/** A map of a text that stands in another one, its host: the file, or a string of the file that is itself a document. */
import type { FileEdit, ScriptEdit, SourceMap } from "../model/source-map.ts";

export interface Layer extends SourceMap {
  /** The changes of the host's text that make these changes, which are sorted; `undefined` where they cannot be made. */
  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined;
}

/** Hands changes of a text on to its host. */
export function editsThrough(layer: Layer, host: SourceMap, changes: readonly ScriptEdit[]): FileEdit[] | undefined {
  const edits = layer.hostEdits(changes);
  return edits && host.edits(edits);
}
