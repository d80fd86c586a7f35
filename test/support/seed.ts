/**
 * The seed of every random test. It is the same in each run, so that failures are those of the change under test. `SEED=…` sets another
 * seed. A failure prints its seed.
 */
import fc from "fast-check";

export const seed = Number(process.env["SEED"] ?? 20_261_124);

fc.configureGlobal({ seed });
