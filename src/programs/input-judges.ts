/** What a program makes of input that does not come: whether it fails, or prints something all the same. */
import type { Run } from "../shell/model/invocation.ts";
import { knownText } from "../shell/model/value.ts";

/** With nothing to read, or not what they read, these fail (tried on Debian 13). */
const FAILING: ReadonlySet<string> = new Set(
  `grep egrep fgrep zgrep tar bsdtar cpio unzip funzip gunzip bunzip2 unxz unzstd zcat gpg gpgv apt-key rpm dpkg sha1sum sha256sum
  sha512sum md5sum docker podman helm kubectl psql mysql python python3 node xmllint jsonlint openssl install cmp diff`.split(
    /\s+/,
  ),
);

/** These print a number, or a sum, for nothing. */
const COUNTING: ReadonlySet<string> = new Set(
  "wc cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum date printf echo xxd od".split(" "),
);

/** Matches a text that may name one of them. */
export const JUDGES = new RegExp(`\\b(?:jq|${[...FAILING].join("|")})\\b`);

const CHECKS: ReadonlySet<string> = new Set(["sha1sum", "sha256sum", "sha512sum", "md5sum"]);

function has({ argv }: Run, option: RegExp): boolean {
  return argv.slice(1).some(({ value }) => option.test(knownText(value) ?? ""));
}

/** Whether the program's status says whether what it reads is what it should be. */
export function judgesInput(run: Run): boolean {
  const { program } = run.invocation;
  if (program === "jq") return has(run, /^(?:-\w*e\w*|--exit-status)$/);
  if (CHECKS.has(program)) return has(run, /^(?:-\w*c\w*|--check)$/);
  if (program === "grep" || program === "egrep" || program === "fgrep") return !has(run, /^-\w*c\w*$|^--count$/);
  return FAILING.has(program);
}

/** Whether it prints something even if nothing comes. */
export function printsForNothing(run: Run): boolean {
  const { program } = run.invocation;
  return COUNTING.has(program) || (program.endsWith("grep") && has(run, /^-\w*c\w*$|^--count$/));
}
