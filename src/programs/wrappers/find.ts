/** `find … -exec PROGRAM … {} \;` and its kin. */
import type { Argument } from "../../shell/invocation.ts";
import type { Effect, ProgramModel } from "../../shell/program-model.ts";
import { knownText, type AbstractString, type Piece } from "../../shell/value.ts";
import { cutText, madeArgument } from "../argument.ts";

const found: AbstractString = [{ kind: "unknown", reason: "computed", name: "{}", nonEmpty: true }];

function withFile(argument: Argument): Argument {
  const value = argument.value.flatMap((piece): Piece[] => {
    if (piece.kind !== "text" || !piece.text.includes("{}")) return [piece];
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = piece.text.indexOf("{}"); at >= 0; at = piece.text.indexOf("{}", from)) {
      if (at > from) pieces.push(cutText(piece, from, at));
      pieces.push(...found);
      from = at + 2;
    }
    if (from < piece.text.length) pieces.push(cutText(piece, from));
    return pieces;
  });
  return { ...argument, value };
}

/** Each action is a start that may not come about: nothing may be found. */
export const find: ProgramModel = (run) => {
  const effects: Effect[] = [];
  const { argv } = run;
  for (let index = 1; index < argv.length; index++) {
    const action = knownText((argv[index] as Argument).value);
    if (action === undefined || !/^-(?:exec|execdir|ok|okdir)$/.test(action)) continue;
    const words: Argument[] = [];
    for (index++; index < argv.length; index++) {
      const argument = argv[index] as Argument;
      const text = knownText(argument.value);
      if (text === ";") {
        if (words.length > 0) effects.push({ kind: "start", argv: words.map(withFile), optional: true });
        break;
      }
      const last = words.at(-1);
      if (text === "+" && last !== undefined && knownText(last.value) === "{}") {
        const files = madeArgument(last, found, true);
        effects.push({ kind: "start", argv: [...words.slice(0, -1), files], optional: true });
        break;
      }
      words.push(argument);
    }
  }
  return effects;
};
