/** Programs that print what they read: which ones do, and when their output goes into a file. */

/** Programs that print their input, or something derived from it that can be decoded again. */
export const PRINTS_INPUT: ReadonlySet<string> = new Set(
  "base32 base64 basenc cat column comm cut awk gawk mawk dd egrep envsubst expand fgrep fmt fold gojq grep gron gsed gunzip gzip head hexdump iconv jo jp jq json_pp less more nl node nodejs od openssl paste perl php pr pv python python2 python3 ruby rev sed shuf sort split strings tac tail tee tr ts unexpand uniq uuencode xargs xmllint xxd yq zcat dos2unix sponge".split(
    " ",
  ),
);

/** Returns whether the program may print what it reads, or what its words contain. */
export function passesOnInput(program: string): boolean {
  return PRINTS_INPUT.has(program) || program === "echo" || program === "printf";
}

/** Whether the output goes into a file: `sed -i`, `sort -o`. */
export function writesFile(program: string, words: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  switch (program) {
    case "sed":
    case "gsed":
      return has(/^-[nErsuz]*i|^--in-place/);
    case "perl":
    case "ruby":
      return has(/^-\w*i(?:\.|$|\w*e$)/);
    case "yq":
      return has(/^-\w*i\w*$|^--inplace$/);
    case "sort":
    case "shuf":
      return has(/^-\w*o|^--output/);
    case "dd":
      return has(/^of=/);
    case "openssl":
      return has(/^-out$/);
    case "gzip":
    case "gunzip":
      return words.some((word) => !word.startsWith("-")) && !has(/^-\w*c|^--(?:stdout|to-stdout)$/);
    case "sponge":
      return words.length > 0;
    default:
      return false;
  }
}
