/** The argument by which a further thread of a run knows that it is one: asking Node would cost every run 3 ms. */
export const asThread = "as one more thread of a run";
