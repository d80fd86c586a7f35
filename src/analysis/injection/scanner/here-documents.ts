/** Scans here-documents: the author's body, its end, and a here-document that the value opens for the rest of the body. */
import { expansion } from "./expansions.ts";
import { BLANK, type Transition } from "./scan.ts";

/**
 * In a here-document. `step` is 0 in a line that cannot be the delimiter; otherwise it is one more than the number of the
 * delimiter's characters read in this line.
 */
export const body: Transition = (scan, state, char) => {
  const { hereDocument } = scan.context;
  // After an earlier place of the value, where the author did not intend a here-document: its delimiter is unknown here.
  if (hereDocument === undefined) return undefined;
  const { delimiter, stripsTabs, expands } = hereDocument;
  const { step } = state;
  if (char === "\n") {
    if (step === delimiter.length + 1) return { ...state, mode: "separated", operator: "\n" };
    return { ...state, step: 1 };
  }
  if (step === 1 && stripsTabs && char === "\t") return state;
  if (expands && char === "\\") return { ...state, mode: "escape", back: "body" };
  if (expands && (char === "$" || char === "`")) return expansion(scan, state, char);
  return { ...state, step: step > 0 && char === delimiter[step - 1] ? step + 1 : 0 };
};

/** After the `<<` of a here-document that the value opens. */
export const delimiter: Transition = (scan, state, char) => {
  const { hereDocument } = scan.context;
  if (hereDocument === undefined) return undefined;
  const { delimiter: text, expands } = hereDocument;
  if (state.step === 0 && (BLANK.test(char) || char === "-")) return state;
  if (!expands && (char === "'" || char === '"')) return state;
  if (char === text[state.step]) return { ...state, step: state.step + 1 };
  return char === "\n" && state.step === text.length ? { ...state, mode: "body", step: 1 } : undefined;
};
