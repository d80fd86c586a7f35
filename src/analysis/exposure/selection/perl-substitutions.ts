/** `perl -pe 's/a/b/g'`, which a call of sed can replace if both read the regular expression in the same way. */

const OPTIONS = /^-(?:[lp]*e|[lp]+|[lp]*i(?:\.\w+)?)$/;
const SUBSTITUTION = /\s*s([/#!,~:%])((?:\\[^]|(?!\1)[^\\])*)\1((?:\\[^]|(?!\1)[^\\])*)\1([gi]*)\s*(?:;|$)/y;
/**
 * Variables, lazy and possessive quantifiers, alternatives, escapes in brackets, escapes that sed does not have or that match the end of
 * a line in perl, and braces that are not a quantifier.
 */
const OTHER_PATTERN = /\$(?!$|\))|@\w|\(\?|[*+?}][?+]|\||\{(?!\d)|\[[^\][\\]*\\|\\(?:[<>'`]|(?=[A-Za-z])[^wSdt])/;
const OTHER_TEXT = /(?<!\\)\$(?![\d&]|\{\d\})|@\w|\\[A-Zabce-mo-su-z]/;

/**
 * Returns the words of the call of sed.
 * @param argv the words of a call of perl
 */
export function sedForPerl(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.findIndex((word) => /^-[lp]*e$/.test(word));
  const options = argv.slice(1, at + 1);
  const code = argv[at + 1]?.trimEnd();
  if (code === undefined || !options.every((word) => OPTIONS.test(word)) || !/p/.test(options.join("")))
    return undefined;
  const commands: string[] = [];
  SUBSTITUTION.lastIndex = 0;
  while (SUBSTITUTION.lastIndex < code.length) {
    const [, sign, pattern = "", text = "", flags = ""] = SUBSTITUTION.exec(code) ?? [];
    if (sign === undefined || OTHER_PATTERN.test(pattern) || OTHER_TEXT.test(text)) return undefined;
    const inserted = text
      .replaceAll(/(?<![$\\])&/g, String.raw`\&`)
      .replaceAll(/(?<!\\)\$\{?([\d&])\}?/g, (_, name: string) => (name === "&" ? name : `\\${name}`))
      .replaceAll(String.raw`\$`, "$");
    commands.push(["s", pattern.replaceAll(String.raw`\d`, "[0-9]"), inserted, flags.replace("i", "I")].join(sign));
  }
  return ["sed", "-E", commands.join("\n")];
}
