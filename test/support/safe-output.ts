/** Text that no output may contain, whatever documents, names, paths and exceptions contain. */

/** Line ends of .NET, in which GitHub's runner is written, and of terminals. */
// oxlint-disable-next-line no-control-regex
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;

/** Matches the commands of which the format `github` consists. */
const OWN_COMMAND = /^::(?:error|warning) title=[^:,]*(?:,[a-zA-Z]+=[^:,]*)*::/;

/** The first command in a text that a terminal or a CI runner would obey, or `undefined`. */
export function unsafeIn(text: string, { colored = false, commands = false } = {}): string | undefined {
  // oxlint-disable-next-line no-control-regex
  const plain = colored ? text.replaceAll(/\u001B\[\d{1,2}m/g, "") : text;
  for (const line of plain.split(LINE_END)) {
    const found =
      // oxlint-disable-next-line no-control-regex
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.exec(line)?.[0] ??
      /##\w*\[/.exec(line)?.[0] ??
      (/^\s*::/.test(line) && !(commands && OWN_COMMAND.test(line)) ? line : undefined);
    if (found !== undefined) return `${JSON.stringify(found)} in ${JSON.stringify(line)}`;
  }
  return undefined;
}
