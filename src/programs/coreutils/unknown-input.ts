/** What a program reads if the script does not show it. */
import type { AbstractString } from "../../shell/index.ts";

export const UNKNOWN_INPUT: AbstractString = [{ kind: "unknown", reason: "input", nonEmpty: false }];
