/** `find … -exec PROGRAM … {} \;` and similar actions. */
import {
  type Argument,
  type Effect,
  type ProgramModel,
  knownText,
  type AbstractString,
  type Piece,
  cutText,
} from "../../shell/index.ts";
import { leadingText, madeArgument } from "../argv/argument.ts";

/** The name of a file that was found: it starts with the starting point (`only`: and equals it), so it never starts with a dash. */
function found(start: string | undefined, only: boolean): AbstractString {
  const name = { kind: "unknown", reason: "computed", name: "{}" } as const;
  if (start === undefined) return [{ ...name, nonEmpty: true }];
  if (only) return [{ kind: "text", text: start }];
  return [
    { kind: "text", text: start },
    { ...name, nonEmpty: false },
  ];
}

/** The starting point of the search, if there is exactly one and it is known. */
function startingPoint(words: readonly Argument[]): string | undefined {
  const options = words.findIndex(({ value }) => !/^-(?:[HLP]$|O|D$)/.test(knownText(value) ?? ""));
  const rest = words.slice(options);
  const end = rest.findIndex(({ value }) => /^[-(!]/.test(leadingText(value)));
  const points = end === -1 ? rest : rest.slice(0, end);
  if (points.length === 0) return ".";
  const [only] = points;
  return points.length === 1 && !only!.split ? knownText(only!.value) : undefined;
}

function withFile(argument: Argument, file: AbstractString): Argument {
  const value = argument.value.flatMap((piece): Piece[] => {
    if (piece.kind !== "text" || !piece.text.includes("{}")) return [piece];
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = piece.text.indexOf("{}"); at >= 0; at = piece.text.indexOf("{}", from)) {
      if (at > from) pieces.push(cutText(piece, from, at));
      pieces.push(...file);
      from = at + 2;
    }
    if (from < piece.text.length) pieces.push(cutText(piece, from));
    return pieces;
  });
  return { ...argument, value };
}

/** Each action starts a program, but only optionally, because the search may find nothing. */
export const find: ProgramModel = (run) => {
  const effects: Effect[] = [];
  const { argv } = run;
  const start = startingPoint(argv.slice(1));
  const depth = argv.findIndex(({ value }) => knownText(value) === "-maxdepth");
  const onlyStart = depth !== -1 && knownText(argv[depth + 1]?.value ?? []) === "0";
  for (let index = 1; index < argv.length; index++) {
    const action = knownText((argv[index] as Argument).value);
    if (action === undefined || !/^-(?:exec|execdir|ok|okdir)$/.test(action)) continue;
    const file = action.endsWith("dir") ? found("./", false) : found(start, onlyStart);
    const words: Argument[] = [];
    for (index++; index < argv.length; index++) {
      const argument = argv[index] as Argument;
      const text = knownText(argument.value);
      if (text === ";") {
        if (words.length > 0)
          effects.push({
            kind: "start",
            argv: words.map((word) => withFile(word, file)),
            optional: true,
            unreported: true,
          });
        break;
      }
      const last = words.at(-1);
      if (text === "+" && last !== undefined && knownText(last.value) === "{}") {
        const files = madeArgument(last, file, true);
        effects.push({ kind: "start", argv: [...words.slice(0, -1), files], optional: true });
        break;
      }
      words.push(argument);
    }
  }
  return effects;
};
