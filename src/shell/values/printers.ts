/** Which programs' outputs unknown text may hold. Texts that differ in that alone are the same. */
import type { Run } from "../model/invocation.ts";
import { printersOf, type AbstractString, type Piece, type UnknownText } from "../model/value.ts";

/** Programs that are kept of one text. */
const MOST = 24;

/** The piece as one that may hold what these hold. */
export function withPrinters(piece: UnknownText, all: readonly AbstractString[]): UnknownText {
  const printedBy = new Set<Run>();
  for (const value of all)
    for (const run of printersOf(value)) {
      if (printedBy.size >= MOST) break;
      printedBy.add(run);
    }
  return printedBy.size === 0 ? piece : { ...piece, printedBy: [...printedBy] };
}

/** One string for several that are the same, whichever of them it is. */
export function withAllPrinters(same: readonly AbstractString[]): AbstractString {
  const [first, ...others] = same;
  const own = unknownIn(first!);
  const more = others.filter(
    (other) => other !== first && unknownIn(other).some((piece, at) => hasMore(piece, own[at])),
  );
  if (more.length === 0) return first!;
  let at = 0;
  return first!.map((piece): Piece => {
    if (piece.kind !== "unknown") return piece;
    const index = at++;
    return withPrinters(piece, [[piece], ...more.map((other) => unknownIn(other).slice(index, index + 1))]);
  });
}

function unknownIn(value: AbstractString): readonly UnknownText[] {
  return value.filter((piece) => piece.kind === "unknown");
}

function hasMore({ printedBy = [] }: UnknownText, than: UnknownText | undefined): boolean {
  return printedBy.some((run) => than?.printedBy?.includes(run) !== true);
}
