/** Where a statement of a generated script stands. */

/** Where a statement stands. */
export interface Context {
  /** It may run more than once: an unknown condition must be asked anew each time. */
  readonly again: boolean;
  readonly inFunction: boolean;
  /** Loops around it in the same process. */
  readonly loops: number;
  /** One of them ends only where its body comes to its end. */
  readonly endless: boolean;
}

/** In a process of its own. */
export function inProcess(context: Context): Context {
  return { ...context, inFunction: false, loops: 0, endless: false };
}
