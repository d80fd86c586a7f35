/** The options of V8 with which the binary runs. */
export const v8Flags: readonly string[] = [
  // Only for Node 20 (V8 11), until its support ends: a run ends before most of V8's optimizations there pay off. With
  // fifteen times the usual budget, a run over a large repository takes half the time. Later versions do not need this.
  ...(process.versions.v8.startsWith("11.") ? ["--interrupt-budget=1000000"] : []),
  // V8 by default lets the heap grow to four times what is alive before it collects. With half more than that, `--fix` of several long
  // scripts takes a third less memory on Node 20 and 22, and a tenth more time. Without effect on Node 24.
  "--heap-growing-percent=50",
];
