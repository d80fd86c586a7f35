/** Places of a script that a value is pasted in, each so that the shell comes by it. */

export interface Place {
  readonly name: string;
  /** The script; `@` stands for the placeholder. */
  readonly script: string;
  /** Only bash reads it. */
  readonly bash?: boolean;
  /** The value names the command that runs: a name alone is one by intent. */
  readonly isName?: boolean;
}

const place = (name: string, script: string, bash = false): Place => ({ name, script, bash });

const SIMPLE: readonly Place[] = [
  place("argument", "echo @"),
  place("argument", "echo a @ b"),
  place("argument", "echo --x=@"),
  place("argument", "echo @_b c"),
  place("argument", "echo @/b | cat"),
  place("argument", "echo @ && echo b"),
  place("argument", "echo @;"),
  place("two arguments", "echo @ @"),
  place("command's word", ": @ > f"),
  place("assignment", "X=@"),
  place("assignment", "X=@/y"),
  place("assignment", "X=a@"),
  place("assignment", "X=@ Y=2"),
  place("assignment before a command", "X=@ echo b"),
  place("declaration", "export X=@"),
  place("redirection", "echo a > @"),
  place("redirection", "echo a > d@"),
  place("redirection", "cat < @"),
  place("test", "[ a = @ ] || :"),
  place("test", "[ @ = a ] || :"),
  place("test", "test -n @ || :"),
  place("test", 'if [ "@" = a ]; then echo b; fi'),
  place("double", 'echo "@"'),
  place("double", 'echo "a @ b" c'),
  place("double", 'X="@"'),
  place("double", 'X="@"\necho "$X"'),
  place("double", 'export X="a/@"'),
  place("double", 'echo "@" | cat'),
  place("double", 'echo "$(echo "@")"'),
  place("double", 'echo "${Y:-@}"'),
  place("double", 'echo a "b\n@\nc" d'),
  place("single", "echo '@'"),
  place("single", "X='a@b'"),
  place("single", "X='@'\necho \"$X\""),
  place("single", "echo 'a'@'b'"),
  place("single", "echo 'x\n@\ny'"),
  place("comment", "# a @\n:"),
  place("comment", "echo a # @ b\n:"),
  place("comment", "# it's @, isn't it\n:"),
  place("here-document", "cat <<EOF\n@\nEOF"),
  place("here-document", "cat <<EOF\na=@ b\nEOF\necho c"),
  place("here-document", "cat <<-E_1\n\ta @\n\tE_1"),
  place("quoted here-document", "cat <<'EOF'\nx @\nEOF"),
  place("quoted here-document", "cat <<\\END\n@\nEND\necho c"),
  place("here-string", 'cat <<< "@"', true),
  place("here-string", "cat <<< @", true),
  place("arithmetic", "echo $(( @ + 1 ))"),
  place("arithmetic", 'echo "$(( 1 + @ ))"'),
  place("arithmetic", "(( @ > 1 )) || :", true),
  place("for", "for i in @; do echo b; done"),
  place("for", "for i in a @ b\ndo echo c; done"),
  place("for", 'for i in "@"; do echo b; done'),
  place("case word", "case @ in a) echo b;; esac"),
  place("case word", 'case "@" in a) echo b;; esac'),
  place("case pattern", "case a in @) echo b;; esac"),
  place("case pattern", 'case a in b|"@") echo b;; *) :;; esac'),
  place("[[ ]]", "[[ @ == a ]] || :", true),
  place("[[ ]]", "[[ a == @ ]] || :", true),
  place("[[ ]]", "[[ -n @ ]] || :", true),
  place("[[ ]]", '[[ "@" == a ]] || :', true),
  place("array", "A=(a @ b)", true),
  place("array", 'A=("@")', true),
  place("substitution", "X=$(echo @)"),
  place("substitution", 'X="$(echo @)"'),
  place("substitution", "X=`echo @`"),
  place("substitution", 'X=`echo "@"`'),
  place("expansion", "echo ${Y:-@}"),
  place("expansion", "X=${Y:-a@b}"),
  { name: "command", script: "@ echo a", isName: true },
  place("escaped", "echo \\@"),
];

const AGAIN: readonly Place[] = [
  place("eval", 'eval "echo @"'),
  place("eval", "eval 'echo @'"),
  place("eval of a variable", "X='@'\neval \"echo $X\""),
  place("eval of a variable", "X='@'\neval echo $X"),
  place("eval of single quotes", "eval \"echo '@'\""),
  place("sh -c", "sh -c 'echo @'"),
  place("sh -c", "sh -c 'echo \"@\"'"),
  place("sh -c", "X='@'\nsh -c \"echo $X\""),
  place("sh -c", "sh -c \"echo '@'\""),
  place("sh -c with an argument", "sh -c 'echo \"$1\"' _ '@'"),
  place("sh -c with an argument", "X='@'\nsh -c 'echo \"$1\"' _ \"$X\""),
  place("sh on stdin", "sh <<EOF\necho '@'\nEOF"),
  place("sh on stdin", "echo 'echo @' | sh"),
  place("xargs", "echo '@' | xargs -I{} sh -c 'echo {}'"),
  place("file", "cat > f.sh <<'EOF'\necho @\nEOF\nsh f.sh"),
  place("file", "echo 'X=@' > e\n. ./e"),
  place("function", "f() { eval \"echo $1\"; }\nf '@'"),
  place("function", "f() { echo \"$1\"; }\nf '@'"),
  place("trap", "trap 'echo @' EXIT"),
  place("computed", "X='@'\necho $((X + 1))", true),
  place("computed", "X='@'\necho $(( $X + 1 ))", true),
  place("computed", "X='@'\n[[ $X -eq 1 ]] || :", true),
  place("computed", "X='@'\n[[ 1 -lt \"$X\" ]] || :", true),
  place("compared", "X='@'\n[ \"$X\" -eq 1 ] || :", true),
  place("overwritten", "X='@'\nX=b\neval \"echo $X\""),
];

/** What may stand around a script. */
const AROUND: readonly ((script: string) => string)[] = [
  (script) => script,
  (script) => script,
  (script) => script,
  // A command that a value breaks may fail, and what stands behind it is not to be missed for that.
  (script) => `set -e\necho start\n{\n${script}\n} || :\necho end`,
  (script) => `if true; then\n${script}\nfi`,
  (script) => `f9() {\n${script}\n}\nf9`,
  (script) => `for z in 1; do\n${script}\ndone`,
  (script) => `(\n${script}\n)`,
  (script) => `{\n${script}\n} | cat`,
  (script) => `X9=$(\n${script}\n)\necho "it's $X9"`,
  (script) => `if false; then :; else\n${script}\nfi # don't`,
];

export const PLACES: readonly Place[] = [...SIMPLE, ...AGAIN];

export function around(index: number): (script: string) => string {
  return AROUND[index % AROUND.length]!;
}
