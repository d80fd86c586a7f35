/** A map of a text that is contained in another text, its host: the file, or a string of the file that is itself a document. */
import type { FileEdit, ScriptEdit, SourceMap } from "../model/source-map.ts";

export interface Layer extends SourceMap {
  /** The changes to the host's text that result in these changes, which must be sorted; `undefined` if that is impossible. */
  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined;
}

/** Translates changes of a text into edits through its host. */
export function editsThrough(layer: Layer, host: SourceMap, changes: readonly ScriptEdit[]): FileEdit[] | undefined {
  const edits = layer.hostEdits(changes);
  return edits && host.edits(edits);
}
