/** The context of a statement in a generated script. */

/** The context of a statement. */
export interface Context {
  /** Whether the statement may run more than once. Unknown conditions are then decided again each time. */
  readonly again: boolean;
  readonly inFunction: boolean;
  /** The number of loops around the statement in the same process. */
  readonly loops: number;
  /** Whether one of these loops ends only at the end of its body. */
  readonly endless: boolean;
}

/** The context of a statement in a process of its own. */
export function inProcess(context: Context): Context {
  return { ...context, inFunction: false, loops: 0, endless: false };
}
