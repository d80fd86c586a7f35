/** The options of V8 with which the binary runs. */
export const v8Flags: readonly string[] = [
  // A run ends before most of what TurboFan optimizes pays off. With fifteen times the usual number of calls before that, a run over a
  // large repository takes half the time on Node 20 (V8 11, where the number is a budget), a third less on Node 22, a sixth less on Node 24.
  process.versions.v8.startsWith("11.") ? "--interrupt-budget=1000000" : "--invocation-count-for-turbofan=45000",
  // V8 by default lets the heap grow to four times what is alive before it collects. With half more than that, `--fix` of several long
  // scripts takes a third less memory on Node 20 and 22, and a tenth more time. Without effect on Node 24.
  "--heap-growing-percent=50",
];
