/** The argument that marks a thread as a worker of a run. Asking Node instead would cost every run 3 ms. */
export const asThread = "as one more thread of a run";
