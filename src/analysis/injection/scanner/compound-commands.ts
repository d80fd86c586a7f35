/** Scans the text by which a value leaves a compound command, runs a command and opens the compound command again. */
import { CHAINS, type Chain } from "./chains.ts";
import { BLANK, ENDS_WORD, IDENTIFIER, IN_NAME, isCommand, WITNESS, type Transition } from "./scan.ts";
import type { ScanState } from "./scan-state.ts";

export const chain: Transition = (scan, state, char) => {
  const { endsIn, parts }: Chain = CHAINS.get(scan.context.role)!;
  const part = parts[state.step];
  if (part === undefined) return scan.next({ ...state, mode: endsIn, operator: "", harm: "command" }, char);
  const on: ScanState = { ...state, step: state.step + 1, operator: "" };
  const begun = state.operator.length;
  switch (part.kind) {
    case "text":
      return char === part.text ? on : undefined;
    case "blank":
      if (BLANK.test(char)) return { ...state, operator: " " };
      return begun > 0 ? chain(scan, on, char) : undefined;
    case "separator":
      if (begun === 0) return /[;\n]/.test(char) ? { ...state, operator: ";" } : BLANK.test(char) ? state : undefined;
      return BLANK.test(char) || char === "\n" ? state : chain(scan, on, char);
    case "command":
      if (ENDS_WORD.test(char)) {
        if (BLANK.test(char) && begun === 0) return state;
        return isCommand(scan, begun) ? chain(scan, on, char) : undefined;
      }
      if (scan.exact) return char === WITNESS[begun] ? { ...state, operator: `${state.operator}x` } : undefined;
      return IN_NAME.test(char) ? { ...state, operator: "x" } : undefined;
    case "word":
      return IDENTIFIER.test(char) ? on : undefined;
  }
};
