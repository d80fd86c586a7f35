/** Random shell scripts from a grammar of the constructs that ssmlint evaluates, and mutations of scripts. */
import type { Random } from "./random.ts";
import { CHARACTERS, INHERITED, NUMBERS } from "./words.ts";

const NAMES = [
  "X",
  "Y",
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "IFS",
  "PATH",
  "HOME",
  "TOKEN",
  "A",
  "@",
  "#",
  "?",
  "*",
  "1",
  "10",
] as const;
const FILES = [
  "/tmp/f",
  "/dev/null",
  "/dev/stdin",
  "~/.aws/credentials",
  "f",
  "./run.sh",
  "/etc/os-release",
  "-",
] as const;
const REGEX = [
  "[",
  "]",
  "(",
  ")",
  "{",
  "}",
  "*",
  "+",
  "?",
  "|",
  ".",
  "^",
  "$",
  "\\",
  "a",
  "b",
  '"',
  ":",
  ",",
  "-",
  "{1,1000}",
  "(a*)*",
  "(a|aa)+",
  ".*",
  '[^"]*',
  "[[:alpha:]]",
  "[[:constructor:]]",
  "\\1",
  "\\K",
  "(?=",
  "(?<",
  "AccessKeyId",
] as const;

/** Writes a script of about `budget` pieces. */
export class ScriptWriter {
  readonly #random: Random;
  #budget: number;

  constructor(random: Random, budget: number) {
    this.#random = random;
    this.#budget = budget;
  }

  script(): string {
    const lines: string[] = [];
    do lines.push(this.#statement(0));
    while (this.#budget > 0 && !this.#random.has(0.08));
    return lines.join(this.#random.pick(["\n", "\n", "\n", "; ", " && ", "\n\n"]));
  }

  #name(): string {
    return this.#random.has(0.15) ? this.#random.pick(INHERITED) : this.#random.pick(NAMES);
  }

  /** A name to which a value can be assigned. */
  #target(): string {
    const name = this.#name();
    return /^\w/.test(name) ? name : "X";
  }

  #number(): string {
    return this.#random.has(0.5) ? String(this.#random.below(20)) : this.#random.pick(NUMBERS);
  }

  #choice(...options: readonly (() => string)[]): string {
    this.#budget--;
    return this.#random.pick(options)();
  }

  #word(depth: number): string {
    const random = this.#random;
    if (this.#budget <= 0 || depth > 12) return "w";
    const inner = () => this.#word(depth + 1);
    const name = () => this.#name();
    return this.#choice(
      () =>
        random.pick([
          "a",
          "s3",
          "ls",
          "-x",
          "--",
          "=",
          "'q'",
          "$'\\n'",
          "*",
          "[a-z]",
          "~",
          "",
          "{{ p }}",
          "{{ constructor }}",
          "\\",
          '""',
          "http://169.254.169.254/latest/meta-data/",
        ]),
      () => `$${name()}`,
      () => `"\${${name()}}"`,
      () =>
        `\${${name()}${random.pick([":-", "-", ":=", ":?", "+", "#", "##", "%", "%%", "/", "//", "^", ",,", ":", "@", "!"])}${inner()}}`,
      () => `\${${random.pick(["#", "!"])}${name()}}`,
      () => `\${${name()}:${this.#number()}:${this.#number()}}`,
      () => `\${${name()}[${random.pick(["@", "*", this.#number(), inner()])}]}`,
      () => `$(${this.#command(depth + 1)})`,
      () => `"$(${this.#command(depth + 1)})"`,
      () => `\`${this.#command(depth + 2)}\``,
      () => `$((${this.#arithmetic(depth + 1)}))`,
      () => `{${this.#number()}..${this.#number()}${random.has(0.3) ? `..${this.#number()}` : ""}}`,
      () => `{${inner()},${inner()}}`.repeat(random.has(0.1) ? random.size(30) : 1),
      () => `<(${this.#command(depth + 1)})`,
      () => inner() + inner(),
      () => `"${inner()} ${inner()}"`,
      () => random.pick(INHERITED),
      () => random.pick(CHARACTERS),
      () => random.pick(["a", "[", "(", "x,", "\\", "{", "$", "`", "é"]).repeat(random.size(3000)),
    );
  }

  #arithmetic(depth: number): string {
    const random = this.#random;
    if (this.#budget <= 0 || depth > 12) return "1";
    const inner = () => this.#arithmetic(depth + 1);
    return this.#choice(
      () => this.#number(),
      () => this.#name(),
      () =>
        `${inner()}${random.pick(["+", "-", "*", "/", "%", "**", "<<", ">>", "<", "==", "&&", "||", "&", "^", ",", "="])}${inner()}`,
      () => `(${inner()})`,
      () => `${random.pick(["-", "!", "~", "++", "--"])}${inner()}`,
      () => `${inner()}?${inner()}:${inner()}`,
      () => `${this.#target()}[${inner()}]`,
      () => `$(${this.#command(depth + 1)})`,
    );
  }

  #words(depth: number, most = 4): string {
    return this.#random.many(most, () => this.#word(depth)).join(" ");
  }

  #pattern(): string {
    return this.#random
      .many(8, () => this.#random.pick(REGEX))
      .join("")
      .replaceAll("'", "");
  }

  #simple(depth: number): string {
    const random = this.#random;
    const words = (most?: number) => this.#words(depth, most);
    const word = () => this.#word(depth);
    return this.#choice(
      () =>
        `aws ${random.pick(["s3 ls", "s3 constructor", "sts get-caller-identity", "configure set x y", "configure list", "toString __proto__", "--profile p s3 cp a b"])} ${words()}`,
      () =>
        `curl ${words()} http://169.254.169.254/latest/${random.pick(["api/token", "meta-data/iam/security-credentials/r", ""])}`,
      () =>
        `curl -s -H "X-aws-ec2-metadata-token${random.pick([": $TOKEN", " ".repeat(random.size(3000)), ";", ""])}" ${word()}`,
      () => `wget ${words()}`,
      () =>
        `${random.pick(["echo", "printf", "cat", "read", "test", "[", "cd", "true", "exit", "return", "break", "set", "shift", "unset", "local", "declare", "typeset", "readonly", "export", "getopts", "mapfile", "alias", "unalias", "trap", "type", "command", "builtin", "exec", "source", ".", "eval", "shopt", "let", "wait", "ulimit", "umask", "hash", "pwd", "pushd", "yes", "seq"])} ${words()}`,
      () =>
        `printf '${random.pick(["%s", "%d", `%${this.#number()}d`, `%.${this.#number()}s`, "%*d", "%q", "%b", "%(%F)T", "\\0", "%%"])}' ${words()}`,
      () => `seq ${this.#number()} ${this.#number()}`,
      () =>
        `trap '${this.#command(depth + 2).replaceAll("'", "")}' ${random.pick(["EXIT", "ERR", "DEBUG", "RETURN", "INT", ...INHERITED])}`,
      () => `alias ${this.#name()}='${this.#command(depth + 2).replaceAll("'", "")}'`,
      () =>
        `${random.pick(["eval", "bash -c", "sh -c", "su -c", "ssh h"])} '${this.#command(depth + 2).replaceAll("'", "")}' ${words(2)}`,
      () =>
        `${random.pick(["sudo", "sudo -E", "sudo -u x", "env", "env -i", "env -S", "env X=1", "nice", "nohup", "timeout 5", "xargs", "xargs -I{}", "xargs -n 1", "find . -exec", "time", "flock /l", "su -", "exec", "command", "stdbuf -o0", ...INHERITED])} ${this.#simple(depth + 1)}`,
      () => `${this.#target()}=${word()}`,
      () => `export ${this.#target()}=${word()} ${this.#target()}=${word()}`,
      () => `${this.#target()}=(${words()})`,
      () => `${this.#target()}[${this.#arithmetic(depth)}]=${word()}`,
      () => `${this.#target()}+=${word()}`,
      () => `${this.#target()}=${word()} ${this.#simple(depth + 1)}`,
      () => `${random.pick(INHERITED)} ${words()}`,
      () => `declare -${random.pick(["a", "A", "x", "i", "n", "r", "g", "f", "p"])} ${this.#target()}=${word()}`,
      () => `[ ${word()} ${random.pick(["=", "!=", "-eq", "-lt", "toString", "-a", "<", "-nt"])} ${word()} ]`,
      () => `[[ ${word()} ${random.pick(["==", "=~", "!=", "-gt", "<"])} ${word()} ]]`,
      () => `(( ${this.#arithmetic(depth)} ))`,
    );
  }

  #filter(depth: number): string {
    const random = this.#random;
    return this.#choice(
      () =>
        `grep ${random.pick(["", "-o", "-E", "-oE", "-P", "-oP", "-F", "-v", "-w", "-m 1", "-A 9999999999"])} '${this.#pattern()}'`,
      () => `sed ${random.pick(["", "-n", "-E", "-nE"])} '${this.#sed()}'`,
      () => `awk ${random.pick(["", "-F '\"'", `-F '${this.#pattern()}'`, "-v n=1"])} '${this.#awk()}'`,
      () =>
        `cut ${random.pick(["-d'\"' -f4", `-c${this.#number()}-`, `-d: -f1,${this.#number()}`, "-b 1-99999999999"])}`,
      () =>
        `tr ${random.pick(["-d '\"'", "'a-z' 'A-Z'", "-s ' '", `'[x*${this.#number()}]' y`, "'\\000-\\377' 'a'", "-dc '[:constructor:]'"])}`,
      () => `${random.pick(["head", "tail"])} -n ${this.#number()}`,
      () =>
        random.pick([
          "sort -u",
          "sort -k2n",
          "uniq -c",
          "tac",
          "rev",
          "wc -l",
          "jq -r .Token",
          "column -t",
          "tee /tmp/f",
          "xargs",
          "cat",
          "base64 -d",
        ]),
      () => this.#simple(depth + 1),
    );
  }

  #sed(): string {
    const random = this.#random;
    const one = () =>
      this.#choice(
        () =>
          `s/${this.#pattern().replaceAll("/", "")}/${random.pick(["&", "&&", "\\1", "x", "", "\\n", "&".repeat(random.size(2000))])}/${random.pick(["", "g", "p", "gp", "2", "I", "e", "w f"])}`,
        () =>
          random.pick([
            "p",
            "d",
            "N",
            "D",
            "G",
            "H",
            "x",
            "h",
            "g",
            "q",
            "=",
            "n",
            "P",
            "b",
            "t",
            ":a",
            "ta",
            "ba",
            "b a",
            "l",
            "y/abc/xyz/",
          ]),
        () =>
          `${random.pick(["1", "$", "/a/", "1,3", "0~2", "/a/,/b/", "9999999999"])}${random.pick(["p", "d", "!d", "{", "}"])}`,
      );
    return [one(), ...random.many(5, one)]
      .join(";")
      .replaceAll("'", "")
      .repeat(random.has(0.05) ? random.size(60) : 1);
  }

  #awk(): string {
    const random = this.#random;
    const one = () =>
      this.#choice(
        () => `{print $${this.#number()}}`,
        () =>
          `/${this.#pattern().replaceAll("/", "")}/{${random.pick(["print", "print $2", "exit", "next", "x=x $0"])}}`,
        () =>
          `BEGIN{${random.pick(["while(1)x=x x", "for(;;);", "$9999999=1", 'FS=","', 'x["constructor"]=1; for(k in x)print k', 'printf "%999999d",1', 'RS=""', "do{$0=$0 $0}while(1)"])}}`,
        () =>
          random.pick([
            "{while(1)$0=$0 $0}",
            "{$9999=$0}",
            '{gsub(/./,"&&");gsub(/./,"&&")}',
            "{for(i=1;i<=NF;i++)print $i}",
            "NR==1",
            "{NF=100000000;print}",
            '{x=sprintf("%1000000000d",1)}',
            "function f(a){return f(a)}{f(1)}",
            '{split($0,a,"");for(i in a)s=s s a[i]}',
            "{print substr($0,1,1e9) length()}",
            "toString",
            "{print constructor, __proto__}",
          ]),
      );
    return [one(), ...random.many(2, one)].join("").replaceAll("'", "");
  }

  #command(depth: number): string {
    const random = this.#random;
    if (this.#budget <= 0 || depth > 12) return "true";
    return this.#choice(
      () => this.#simple(depth),
      () => this.#simple(depth),
      () =>
        `${this.#simple(depth)} | ${[this.#filter(depth), ...random.many(3, () => this.#filter(depth))].join(" | ")}`,
      () => `${this.#command(depth + 1)} ${random.pick(["&&", "||", ";", "|", "|&", "&"])} ${this.#command(depth + 1)}`,
      () =>
        `${this.#simple(depth)} ${random.pick([">", ">>", "2>&1 >", "<", "<<<", ">|", "&>", "<>", "3<&"])} ${random.has(0.5) ? random.pick(FILES) : this.#word(depth)}`,
      () => `! ${this.#command(depth + 1)}`,
    );
  }

  #statement(depth: number): string {
    const random = this.#random;
    if (this.#budget <= 0 || depth > 12) return "true";
    const list = () => [this.#statement(depth + 1), ...random.many(2, () => this.#statement(depth + 1))].join("\n");
    return this.#choice(
      () => this.#command(depth),
      () => this.#command(depth),
      () => this.#command(depth),
      () => `if ${this.#command(depth)}; then\n${list()}\n${random.has(0.4) ? `else\n${list()}\n` : ""}fi`,
      () => `${random.pick(["while", "until"])} ${this.#command(depth)}; do\n${list()}\ndone`,
      () => `for ${this.#target()} in ${this.#words(depth, 6)}; do\n${list()}\ndone`,
      () =>
        `for ((${this.#arithmetic(depth)};${this.#arithmetic(depth)};${this.#arithmetic(depth)})); do\n${list()}\ndone`,
      () =>
        `case ${this.#word(depth)} in\n${[...random.many(4, () => `${this.#word(depth).replaceAll(/[()\n]/g, "")}) ${list()} ;;`)].join("\n")}\n*) ;;\nesac`,
      () =>
        `${random.has(0.3) ? random.pick(INHERITED) : random.pick(["f", "g", "aws", "run", "echo"])}() {\n${list()}\n}`,
      () => `${random.pick(["f", "g", "run"])} ${this.#words(depth)}`,
      () => `(\n${list()}\n)`,
      () => `{\n${list()}\n} ${random.pick(["", "> /tmp/f", "| cat", "&"])}`,
      () =>
        `${random.pick(["cat", "bash", "tee ~/.aws/credentials", "cat > /tmp/run.sh"])} <<${random.pick(["", "-"])}${random.pick(["E", "'E'", '"E"'])}\n${list()}\nE`,
      () =>
        `# ${random.pick(["ssmlint-disable-line", "eslint-disable ssm/constructor", "eslint ssm/toString: error", "ssmlint-disable-next-line --", "x"])}`,
    );
  }
}

/** Replaces some characters or ranges of a script. */
export function mutatedScript(random: Random, script: string): string {
  let text = script;
  for (let count = random.size(5); count > 0; count--) {
    const pos = random.below(text.length + 1);
    const end = Math.min(text.length, pos + random.size(40));
    const put = random.pick([
      () => "",
      () => text.slice(pos, end).repeat(random.size(30)),
      () =>
        random.pick([
          "(",
          ")",
          "{",
          "}",
          "[",
          "'",
          '"',
          "`",
          "$",
          "\\",
          "|",
          ";",
          "\n",
          "<<E",
          "$((",
          "${",
          "do",
          "fi",
          "case x in",
          "#",
        ]),
      () => random.pick(CHARACTERS),
      () => random.pick(NUMBERS),
      () => random.pick(INHERITED),
    ])();
    text = text.slice(0, pos) + put + text.slice(end);
  }
  return text.slice(0, 190_000);
}
