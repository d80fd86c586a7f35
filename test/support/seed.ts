/**
 * The seed of every random test: the same in each run, so that a change is told by its own failures. `SEED=…` explores others; a
 * failure prints the one that it came with.
 */
import fc from "fast-check";

export const seed = Number(process.env["SEED"] ?? 20_261_124);

fc.configureGlobal({ seed });
