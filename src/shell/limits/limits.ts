/** Bounds of the evaluator. `Evaluation.cuts` names each limit that was reached. */
export const LIMITS = {
  /** Paths that are kept apart at a join. If more meet, paths that differ in the variables that are read last are joined. */
  similar: 8,
  /** The same in a script that starts no watched program, where what matters is what text tools extract. */
  similarText: 4,
  /** The same after `precise` commands, up to twice that number; afterwards it is one. */
  similarLater: 3,
  /** Commands evaluated before fewer paths are kept apart, in addition to about twice those that the script contains. */
  precise: 400,
  /** Paths that one join records as worlds; with more, the alternatives of variables combine freely. */
  worlds: 64,
  /**
   * Worlds, times the variables in which they differ, that the joins of one script separate; later joins do not separate them.
   */
  worldsApart: 30_000,
  /** Choices that one alternative of a variable records, the latest; an older choice does not restrict it. */
  choices: 16,
  /** The same when no paths are kept apart any more. */
  choicesLater: 4,
  /** Alternatives that one variable keeps if paths are joined because there are too many. */
  paths: 16,
  /** Alternatives of one variable, and results of one command substitution. */
  alternatives: 4,
  /** Ways through one simple command (combinations of alternatives of variables and outcomes of substitutions). */
  ways: 16,
  /** Values of one assignment that its event lists. */
  eventValues: 16,
  /** Runs of one invocation that are kept apart. */
  runs: 16,
  /** Facts of one run, the latest. */
  facts: 256,
  /** The same of all worlds of one choice together. */
  worldFacts: 1024,
  /** Pieces of one string. */
  pieces: 64,
  /** The same of known text: code in single quotes has two pieces for each quote in it (`'\''`), with positions of their own. */
  textPieces: 512,
  /** Pieces in the content of one file that the script writes. */
  filePieces: 16,
  /** Characters of a known string. */
  text: 1_048_576,
  /** Fields that one word or list may expand to. */
  fields: 4096,
  /** Characters of code in strings (`eval`, `bash -c`, sourced files) that are parsed. */
  code: 300_000,
  /** Words of one command after expansion. */
  words: 150_000,
  /** Nesting depth of commands and expansions in the text: the parser's own bound, beyond which it skips code. */
  nesting: 256,
  /**
   * Characters of all commands of a script, for each of its characters and beyond 16,384: a command contains the commands in its
   * substitutions, and all are examined.
   */
  nestedText: 8,
  /** Nesting depth of function calls, substitutions, `eval`, `bash -c` … */
  depth: 100,
  /** Calls of one function that are evaluated if nothing that matters depends on them. */
  calls: 2,
  /** The same in a long script, for a function in which watched programs run but that sets no credentials. */
  decisiveCalls: 32,
  /** Calls of one function by the same command that are evaluated beyond that number because their circumstances differ. */
  siteCalls: 8,
  /** Recursive calls of one function. */
  recursion: 2,
  /** Programs that start one another (`sudo nice timeout …`). */
  wrappers: 16,
  /** Words of a `for` that are iterated one by one. */
  unrolled: 24,
  /** The same of nested loops together: the product of their numbers of words. */
  unrolledNested: 64,
  /** The same if nothing that matters depends on the variable. */
  unrolledAside: 4,
  /** Iterations of a loop whose condition is known. */
  exact: 8,
  /**
   * Calls of a function that runs its arguments as a command (`retry "cmd"`), after which the iterations of its loops are no
   * longer evaluated one by one.
   */
  exactCalls: 8,
  /** Iterations of a loop before the variables that change in it are assumed to be unknown. */
  rounds: 2,
  /** Simple commands evaluated in one script, plus one for every two characters of it. With effort: see `mostWithEffort`. */
  commands: 5000,
  /** The maximum of that number: the limit for a script that fills a document of 64 KB, the maximum that AWS accepts. */
  mostCommands: 23_000,
  /** The same maximum for a longer script, which AWS does not accept. */
  overlongCommands: 10_000,
  /** The number in all scripts of one document that is not huge: as many as in the longest script that AWS accepts. */
  documentCommands: 23_000,
  /** Characters of an arithmetic expression in a string. */
  expression: 1000,
  /** Known elements of an array. */
  elements: 1024,
  /** Recorded texts that the script prints. */
  printed: 2000,
  /** Recorded texts with placeholders that are read a second time. */
  interpreted: 1000,
} as const;
