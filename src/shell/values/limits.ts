/** Bounds of the evaluator. Where one cuts, `Evaluation.cuts` says so by the name of the limit. */
export const LIMITS = {
  /** Paths that are kept apart at a join. Beyond it those are merged that differ in what is read last. */
  similar: 8,
  /** The same in a script that starts no program that is watched, where what matters is the text that tools take. */
  similarText: 4,
  /** The same after `precise` commands, and twice as many. */
  similarLater: 3,
  /** Commands evaluated before fewer paths are kept apart, beyond twice those that stand in the script. */
  precise: 400,
  /** Paths that one join keeps in mind as ways to have come; with more, alternatives of variables go together in any way. */
  worlds: 64,
  /** Worlds, times the variables in which they differ, that the joins of one script take apart; later ones join them as they are. */
  worldsApart: 30_000,
  /** Choices that one alternative of a variable keeps in mind, the latest: of an older one any world goes with it. */
  choices: 16,
  /** The same where no paths are kept apart any more. */
  choicesLater: 4,
  /** Alternatives that one variable keeps if paths are joined because there are too many. */
  paths: 16,
  /** Alternatives of one variable, and results of one command substitution. */
  alternatives: 4,
  /** Ways through one simple command (variables with alternatives, outcomes of substitutions). */
  ways: 16,
  /** Runs that are kept apart for one invocation. */
  runs: 16,
  /** Facts of one run, the latest. */
  facts: 256,
  /** The same of all worlds together that one choice is between. */
  worldFacts: 1024,
  /** Pieces of one string. */
  pieces: 64,
  /** Pieces of what the script writes into one file. */
  filePieces: 16,
  /** Characters of a string that is known. */
  text: 1_048_576,
  /** Fields that one word or list may become. */
  fields: 4096,
  /** Characters of code in strings (`eval`, `bash -c`, sourced files) that are parsed. */
  code: 300_000,
  /** Words of one command after expansion. */
  words: 150_000,
  /** Commands and expansions inside one another in the text: the parser's own bound, beyond which it passes the rest over. */
  nesting: 256,
  /** Function calls, substitutions, `eval`, `bash -c` … inside one another. */
  depth: 100,
  /** Calls of one function that are evaluated, where nothing that matters depends on them. */
  calls: 2,
  /** The same of a function that watched programs run in, but that sets no credentials, in a long script. */
  decisiveCalls: 32,
  /** Calls of one function inside itself. */
  recursion: 2,
  /** Programs that start one another (`sudo nice timeout …`). */
  wrappers: 16,
  /** Words of a `for` that are gone through one by one. */
  unrolled: 24,
  /** The same where nothing that matters depends on the variable. */
  unrolledAside: 4,
  /** Rounds of a loop whose condition is certain. */
  exact: 8,
  /**
   * Calls of a function that runs what it is called with (`retry "cmd"`), after which the rounds of its loops are no longer gone
   * through one by one.
   */
  exactCalls: 8,
  /** Rounds of a loop before the variables that change in it are taken as unknown. */
  rounds: 2,
  /** Simple commands evaluated in one script, and one more for each two characters that it has. */
  commands: 5000,
  /** The most of that in one script: what one has that fills a document of 64 KB, the most that AWS takes. */
  mostCommands: 37_000,
  /** The same in all scripts of one document that is not huge. */
  documentCommands: 60_000,
  /** Characters of an arithmetic expression in a string. */
  expression: 1000,
  /** Elements of an array that are known one by one. */
  elements: 1024,
  /** Texts that the script prints which are recorded. */
  printed: 2000,
  /** Texts with placeholders that are recorded because they are read a second time. */
  interpreted: 1000,
} as const;
