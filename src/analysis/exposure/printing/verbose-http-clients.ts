/** What curl and wget print of a request: `curl -v`, `--trace`, and the URL that wget requests. */
import { joinStrings, leadingText } from "../../../programs/argv/argument.ts";
import { type CurlRun, readCurl } from "../../../programs/http/curl/command-line.ts";
import {
  type AbstractString,
  type Effect,
  type ProgramModel,
  knownText,
  outline,
  stringOf,
} from "../../../shell/index.ts";
import { BODIES } from "../../../programs/http/curl/operation.ts";
import { diagnostics, outputOf } from "./printed-effects.ts";

/** Options whose values curl -v shows, because they become lines of the request. */
const SHOWN = new Set([
  "header",
  "proxy-header",
  "cookie",
  "user-agent",
  "referer",
  "oauth2-bearer",
  "user",
  "proxy-user",
]);

interface CurlWords {
  readonly shown: AbstractString[];
  readonly bodies: AbstractString[];
  readonly urls: AbstractString[];
  verbose: boolean;
  /** The file for everything that is sent: `-` is stdout, `%` stderr. */
  trace: AbstractString | undefined;
  writeOut: AbstractString | undefined;
}

function curlWords(run: CurlRun): CurlWords {
  const found: CurlWords = { shown: [], bodies: [], urls: [], verbose: false, trace: undefined, writeOut: undefined };
  readCurl(run, (name, isReversed, value) => {
    if (name === "verbose") found.verbose = !isReversed;
    if (value === undefined) return;
    if (SHOWN.has(name)) found.shown.push(value);
    if (Object.hasOwn(BODIES, name)) found.bodies.push(value);
    if (name === "trace" || name === "trace-ascii") found.trace = value;
    if (name === "url" || name === "url-query") found.urls.push(value);
    if (name === "write-out") found.writeOut = value;
  });
  return found;
}

/** The URL without the user and the password, which curl does not show. */
function withoutLogin(url: AbstractString): AbstractString {
  const at = url.findLastIndex((piece) => piece.kind === "text" && /^[^/]*@/.test(piece.text));
  return at <= 0 ? url : url.slice(at);
}

export const curl: ProgramModel = (run) => {
  const words = curlWords(run);
  const { bodies, shown, trace, verbose, writeOut } = words;
  const urls = words.urls.map(withoutLogin);
  const effects: Effect[] = [];
  if (trace !== undefined) {
    const all = [...shown, ...bodies, ...urls];
    const target = knownText(trace);
    const value = [...joinStrings(all, "\n"), ...stringOf("\n")];
    if (target === "%") effects.push(...diagnostics(all));
    else if (target === "-" || target === "/dev/stdout")
      effects.push({ kind: "output", value: [...value, ...outputOf(run)] });
    else effects.push({ kind: "write", path: trace, content: value, append: false });
  } else if (verbose) effects.push(...diagnostics([...shown, ...urls]));
  if (writeOut !== undefined && /%\{(?:url|url_effective)\}/.test(outline(writeOut)) && trace === undefined)
    effects.push({ kind: "output", value: [...outputOf(run), ...joinStrings(urls, "\n")] });
  return effects;
};

/** wget prints the URL that it requests, unless it is quiet; with -d it prints everything that it sends. */
export const wget: ProgramModel = (run) => {
  const words = run.argv.slice(1).map(({ value }) => leadingText(value));
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  if (
    has(/^-[A-Za-z]*q|^--quiet$|^-[ao](?!$)|^--(?:output-file|append-output)/) ||
    words.some((word) => /^-\w*[ao]$/.test(word))
  )
    return [];
  const isDebug = has(/^-[^\Wd]*d\w*$|^--debug$/);
  return diagnostics(
    run.argv
      .slice(1)
      .filter(({ value }, index) => {
        if (isDebug) return true;
        const word = words[index]!;
        return !word.startsWith("-") && !/^--[a-z-]+$/.test(words[index - 1] ?? "") && value.length > 0;
      })
      .map(({ value }) => withoutLogin(value)),
  );
};
