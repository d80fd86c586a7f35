/** Programs that print what they read. */

/** Programs that print their input, or something derived from it that can be decoded again. */
export const PRINTS_INPUT: ReadonlySet<string> = new Set(
  "base32 base64 basenc cat column comm cut awk gawk mawk dd diff egrep envsubst expand expr fgrep fmt fold gojq grep gron gsed gunzip gzip head hexdump iconv jo jp jq json_pp less more nl node nodejs od openssl paste perl php pr pv python python2 python3 ruby rev sed shuf sort split strings tac tail tee tr ts unexpand uniq uuencode xargs xmllint xxd yq zcat dos2unix sponge".split(
    " ",
  ),
);

/** Returns whether the program may print what it reads, or what its words contain. */
export function passesOnInput(program: string): boolean {
  return PRINTS_INPUT.has(program) || program === "echo" || program === "printf";
}
