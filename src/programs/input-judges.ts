/** How programs react to missing input: whether they fail, or print something nevertheless. */
import { type Argument, type Run, type OutcomeInterest, isOwnProgram, knownText } from "../shell/index.ts";
import { leadingText } from "./argv/argument.ts";
import { printsStatus, printsStatusToo } from "./http/curl/printed-status.ts";
import { asksMetadataOnly } from "./http/curl/metadata-requests.ts";
import { EXIT_STATUS_OPTION, requiresJson } from "./jq/command-line.ts";

/** Programs that fail if they have nothing to read, or not the expected format (tried on Debian 13). */
const FAILING: ReadonlySet<string> = new Set(
  `grep egrep fgrep zgrep tar bsdtar cpio unzip funzip gunzip bunzip2 unxz unlzma unzstd unpigz zcat bzcat xzcat lzcat zstdcat
  gpg gpgv apt-key rpm rpm2cpio dpkg docker podman helm kubectl python python3 node xmllint jsonlint openssl ssh-add cmp diff
  pg_restore cosign minisign`.split(/\s+/),
);

/** Programs that fail if files differ. */
const COMPARING: ReadonlySet<string> = new Set(["cmp", "diff"]);

/** Commands of openssl that accept any input, and ciphers, which do so without `-d`. */
const OPENSSL_ANY = /^(?:base64|zlib|dgst|md\d\w*|sha\w+|blake2\w+|sm3|ripemd\w*|rmd160)$/;
const OPENSSL_CIPHER = /^-?(?:aes|aria|bf|camellia|cast5?|chacha20|des3?|idea|rc[245]|seed|sm4)(?:[-\d]\S*)?$/;

/** Options of gpg that encrypt or sign, which it does with any input. */
const GPG_WRITES =
  /^(?:-[^\Wbcdes]*[bces]\w*|--(?:symmetric|encrypt|sign|clear-?sign|detach-sign|store|enarmor|print-mds?))$/;

/** Whether the program encodes, encrypts or digests its input, of any format, although others of its commands fail without input. */
function encodes(program: string, args: readonly string[]): boolean {
  if (program === "gpg") return args.some((one) => GPG_WRITES.test(one));
  const [command = "", ...options] = program === "openssl" ? args : [];
  if (OPENSSL_ANY.test(command)) return !options.some((one) => /^-(?:pr)?verify$/.test(one));
  if (command !== "enc") return OPENSSL_CIPHER.test(command) && !options.includes("-d");
  return !options.includes("-d") || !options.some((one) => OPENSSL_CIPHER.test(one));
}

/** Programs that print checksums, or check those in a list. */
const CHECKS: ReadonlySet<string> = new Set(
  "shasum sha1sum sha224sum sha256sum sha384sum sha512sum md5sum b2sum".split(" "),
);
const CHECKS_LIST = /^(?:-[^\Wc]*c\w*|--check)$/;

/**
 * Whether the program of this name fails if stdin is empty. `grep -c` prints 0 and fails if no line matches, which may be what the
 * script expects.
 */
export function failsWithoutInput(program: string, args: readonly string[]): boolean {
  if (CHECKS.has(program)) return args.some((one) => CHECKS_LIST.test(one));
  if (COMPRESSORS.has(program)) return args.some((one) => DECODES.test(one));
  if (encodes(program, args)) return false;
  return FAILING.has(program) && !(program.endsWith("grep") && args.some((one) => COUNTS_LINES.test(one)));
}

/** Programs that print a number or a checksum even for empty input. */
const COUNTING: ReadonlySet<string> = new Set([...CHECKS, ..."wc cksum sum date printf echo od".split(" ")]);

/** Programs that fail if a file in their arguments does not exist. */
const READING: ReadonlySet<string> = new Set(
  `mv cp install chmod chown cat head tail sort cut sed awk gawk wc base64 dd file stat ls rm yum dnf apt apt-get
  dpkg alien gem pip pip3 psql scp rsync`.split(/\s+/),
);

/** Programs that install packages, by name or from files. */
const INSTALLERS: ReadonlySet<string> = new Set(["yum", "dnf", "apt", "apt-get", "zypper", "gem", "pip", "pip3"]);
const PACKAGE = /\.(?:rpm|deb|gem|whl|tar\.gz|zip)$/;

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash"]);
/** `grep -c`, which prints a count. */
const COUNTS_LINES = /^-[^\Wc]*c\w*$|^--count$/;
/** For these and for shells, an empty script succeeds. */
const INTERPRETERS: ReadonlySet<string> = new Set(["python", "python3", "node"]);
/** Programs that fail for an empty input if they decode it, as most do. `lz4` does not. */
const COMPRESSORS: ReadonlySet<string> = new Set("gzip pigz bzip2 pbzip2 xz lzma lzop zstd age".split(" "));
const DECODES = /^(?:-[^\Wdt]*[dt]\w*|--decompress|--uncompress|--test|--decrypt)$/;

/** Matches a text that may name one of these programs, or a program by its path. */
const JUDGES = new RegExp(
  `\\b(?:jq|${[...FAILING, ...READING, ...INSTALLERS, ...SHELLS, ...COMPRESSORS, ...CHECKS].join("|")})\\b|(?:^|\\s)[.~/$][^\\s/]*/`,
);

function wordsOf({ argv }: Run): readonly string[] {
  return argv.slice(1).map(({ value }) => knownText(value) ?? "");
}

function has(run: Run, option: RegExp): boolean {
  return wordsOf(run).some((word) => option.test(word));
}

/** What the program's status verifies; see `OutcomeInterest`. */
function judges(run: Run): ReturnType<OutcomeInterest["judges"]> {
  const { program } = run.invocation;
  const tokens = tokenWords(run);
  if (tokens.length > 0) return tokens;
  if (SHELLS.has(program) || isOwnProgram(knownText(run.argv[0]!.value) ?? "")) return "scripts";
  if (program === "jq") return has(run, EXIT_STATUS_OPTION) ? "input" : "presence";
  if (COMPRESSORS.has(program)) return has(run, DECODES) ? "input" : "presence";
  if (encodes(program, wordsOf(run))) return "presence";
  if (INTERPRETERS.has(program)) return has(run, /^-[A-Za-z]*[cem]/) ? "input" : "scripts";
  if (CHECKS.has(program)) return has(run, CHECKS_LIST) ? "list" : "presence";
  if (COMPARING.has(program)) return "difference";
  if (FAILING.has(program)) return "input";
  if (INSTALLERS.has(program) && has(run, PACKAGE)) return "files";
  if (program === "rm") return has(run, /^-[^\Wf]*f\w*$|^--force$/) ? undefined : "presence";
  return READING.has(program) ? "presence" : undefined;
}

/**
 * Returns which programs' error pages the program fails for; `undefined` if for none. jq cannot read that of the metadata service,
 * which is XML.
 */
export function rejectsErrorPages(run: Run): ((source: Run) => boolean) | undefined {
  return run.invocation.program === "jq" && requiresJson(wordsOf(run)) ? asksMetadataOnly : undefined;
}

/** The headers without which a request to the metadata service fails. */
function tokenWords({ argv, invocation: { program } }: Run): readonly Argument[] {
  if (program !== "curl" && program !== "wget") return [];
  return argv.filter(({ value }) => /(?:^|=)x-aws-ec2-metadata-token:/i.test(leadingText(value)));
}

/**
 * What is printed for a missing value or an empty list: `None` by the AWS CLI with `--output text`, the others by the CLI with JSON and
 * by `jq -r`.
 */
const MISSING: ReadonlySet<string> = new Set(["None", "null", "[]"]);

/** Whether the program prints something even if its input is empty. */
function printsForNothing(run: Run): boolean {
  const { program } = run.invocation;
  return COUNTING.has(program) || (program.endsWith("grep") && has(run, COUNTS_LINES));
}

/** The interest in whether a script notices a failure of these programs. */
export function outcomeInterest(programs: readonly string[], all = false): OutcomeInterest {
  return {
    programs,
    all,
    judges,
    judging: JUDGES,
    rejectsErrorPages,
    counts: printsForNothing,
    states: printsStatus,
    printsZero: printsStatusToo,
    isMissing: (text) => MISSING.has(text),
  };
}
