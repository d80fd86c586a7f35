/** `setarch` and its other names, which start a program with another personality (util-linux 2.41). */
import { type ProgramModel, knownText } from "../../shell/index.ts";
import { transparent, type Transparent } from "./transparent.ts";

const personality: Transparent = {
  short: "BFILRSTXZ3v",
  long: {
    "32bit": "B",
    "fdpic-funcptrs": "F",
    "short-inode": "I",
    "addr-compat-layout": "L",
    "addr-no-randomize": "R",
    "whole-seconds": "S",
    "sticky-timeouts": "T",
    "read-implies-exec": "X",
    "mmap-page-zero": "Z",
    "3gb": "3",
    "4gb": "4gb",
    "uname-2.6": "uname-2.6",
    verbose: "v",
    list: "list",
    show: "show::",
  },
  instead: ["list", "show"],
};

const alone = transparent(personality);

/** The architecture comes before the options, and may be missing if there are some. */
const setarch: ProgramModel = (run, shell) => {
  const [name, ...words] = run.argv;
  const hasArchitecture = knownText(words[0]?.value ?? [])?.startsWith("-") === false;
  return alone(hasArchitecture ? { ...run, argv: [name!, ...words.slice(1)] } : run, shell);
};

export const personalityWrappers: Readonly<Record<string, ProgramModel>> = {
  setarch,
  linux32: alone,
  linux64: alone,
  i386: alone,
  x86_64: alone,
  uname26: alone,
};
