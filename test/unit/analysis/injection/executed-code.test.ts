import { spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { findingsIn } from "../../../../src/analysis/injection/findings.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { parseStep } from "../../../../src/eslint/scripts/parse-step.ts";
import { scratch } from "../../../support/scratch.ts";

/** The witness of the first finding; `@` stands for the placeholder. */
function witnessOf(script: string, allowedPattern: string): string | undefined {
  const runCommand = script.replaceAll("@", "{{ p }}").split("\n");
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
  const content = { schemaVersion: "2.2", parameters: { p: { type: "String", allowedPattern } }, mainSteps };
  const [document] = readDocument(JSON.stringify(content), {}).documents;
  const options = { splitting: false, agentsKnowEnvVar: undefined };
  return findingsIn({ script: parseStep(document!.steps[0]!), document: document! }, options).findings[0]?.witness;
}

/** A pattern that matches only `text`. */
const patternOf = (text: string): string => `^${text.replaceAll(/[$()|;&> ]/g, "[$&]").replaceAll("\n", "\\n")}$`;

/** A pattern that matches only `text`. */
const exactly = (text: string): string => `^${text.replaceAll(/[^\w ]/g, String.raw`\$&`)}$`;

/** Those of the values for which bash runs `id` if the value replaces `@` in the script. */
function thoseRunInBash(script: string, values: readonly string[]): readonly string[] {
  const pasted = values.map((value) => script.replaceAll("@", () => value));
  const code = `id() { echo "it ran: $number" >&3; }\nnumber=0\nfor one do (eval "$one"); : $((number++)); done`;
  const { output } = spawnSync("bash", ["-c", code, "_", ...pasted], {
    cwd: scratch(),
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    encoding: "utf8",
    timeout: 10_000,
  });
  const numbers = new Set(output[3]!.match(/\d+$/gm));
  return values.filter((_, number) => numbers.has(String(number)));
}

function runsInBash(script: string, value: string): boolean {
  return thoseRunInBash(script, [value]).length > 0;
}

const CHARACTERS = Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32));

// After the other characters, what follows depends on the text behind the value, of which the rule assumes the worst.
describe("a value that runs a command can end with the characters after which bash can parse the script", () => {
  it.each([
    ["echo @", ""],
    ["echo a@b", "<>\\|"],
    ['echo "@"', ""],
    ["echo '@'", ""],
    ["echo ${Y:-@}", "}"],
    ['echo "${Y:-@}"', "}"],
    ["echo ${Y:-a@b}", "\\}"],
    ["echo $(( @ ))", "#\\"],
    ["A[@]=1", ""],
    ["A=(@)", ""],
    ["[[ @ == a ]]", ""],
    ["case @ in a) :;; esac", " "],
    ["case a in @) :;; esac", ""],
    ["for i in @; do :; done", ""],
    ["cat <<EOF\n@\nEOF", "`"],
  ])("%j, other than %j", (line, others) => {
    const script = `{\n${line}\n}`;
    const values = CHARACTERS.filter((one) => !others.includes(one)).map((one) => `$(id)${one}`);
    const found = values.filter((value) => witnessOf(`#!/bin/bash\n${script}`, exactly(value)) !== undefined);
    expect(found).toEqual(thoseRunInBash(script, values));
  });
});

describe("the code after a value", () => {
  it.each([
    ["exec", "exec echo @", undefined],
    ["exit", 'exit "@"', undefined],
    ["a pipeline of exec", "exec echo @ | cat", ";id"],
    ["echo", "echo @", ";id"],
  ])("does not run after a command that ends the shell: %s", (_, script, expected) => {
    expect(witnessOf(script, '^[a-z;"]*$')).toBe(expected);
  });

  it("does not run after || if the command cannot fail", () => {
    expect(witnessOf("echo @", String.raw`^\|\|[a-z]*$`)).toBeUndefined();
    expect(witnessOf("grep @ file", String.raw`^\|\|[a-z]*$`)).toBe("||id");
  });

  it("is the shortest value of the pattern: what is optional is omitted", () => {
    expect(witnessOf("echo @", "^a?b*;[a-z]+$")).toBe(";id");
    expect(witnessOf("echo @", "^a+b{2};[a-z]+$")).toBe("abb;id");
  });

  it("begins where a line begins if the pattern requires it", () => {
    expect(witnessOf("echo @", "(?m)^;[a-z]+$")).toBe(";id");
    expect(witnessOf("echo @", "(?m)^a^;[a-z]+$")).toBeUndefined();
  });

  it("runs before the shell reads a line with a syntax error", () => {
    expect(witnessOf("# it's @, isn't it\n:", String.raw`^[a-z\n]*$`)).toBe("\nid\n");
    expect(witnessOf("{\n# it's @, isn't it\n:\n}", String.raw`^[a-z\n]*$`)).toBeUndefined();
    expect(witnessOf("echo '@'", String.raw`^'[a-z;]*\n$`)).toBe("';id\n");
    expect(witnessOf('X="@"\n:', String.raw`^"\n[a-z;]*\n$`)).toBe('"\nid\n');
    expect(witnessOf("cat <<EOF\n@\nit's\nEOF", String.raw`^EOF\n[a-z;]*\n$`)).toBe("EOF\nid\n");
    expect(witnessOf("echo $(( @ ))", String.raw`^1\)\);[a-z;]*\n$`)).toBe("1));id\n");
    expect(witnessOf("(\necho '@'\n)", String.raw`^'[a-z;]*\n$`)).toBeUndefined();
  });

  it("is arguments of the command that the value names, unless the value ends that command", () => {
    expect(witnessOf("@ a", "^[a-z]+$")).toBeUndefined();
    expect(witnessOf("@ a", "^[a-z]+;$")).toBe("id;");
  });
});

describe("xargs", () => {
  it.each([
    ["removes quotes", "echo '@' | xargs -I{} sh -c 'echo {}'", '^";[a-z]+;"$', '";id;"'],
    ["removes single quotes", "echo \"@\" | xargs -I{} sh -c 'echo {}'", "^';[a-z]+;'$", "';id;'"],
    ["keeps quotes with -0", "printf '%s\\0' '@' | xargs -0 -I{} sh -c 'echo {}'", '^";[a-z]+;"$', undefined],
    ["starts a command for each line", "echo '@' | xargs -I{} sh -c 'echo {}'", String.raw`^a\n;[a-z]+$`, "a\n;id"],
    ["drops space before a line", "echo '@' | xargs -I{} sh -c 'echo {}'", String.raw`^a\n ;[a-z]+$`, "a\n ;id"],
    [
      "separates items at NUL bytes with -0",
      "printf '%s\\0' '@' | xargs -0 -I{} sh -c 'echo {}'",
      "^[a-z][a-z|]{0,3}$",
      "i|id",
    ],
    ["passes items as arguments", "echo '@' | xargs -I{} sh -c 'echo \"$1\"' _ {}", '^[a-z";]+$', undefined],
  ])("%s", (_, script, pattern, expected) => {
    expect(witnessOf(script, pattern)).toBe(expected);
  });
});

test.each([
  ["{\ncat <<'EOF'\n@\nit's\nEOF\n}", "EOF\nid<<EOF\n"],
  ["{\ncat <<'EOF'\n@\nit's $(\nEOF\n}", "EOF\nid<<'EOF'\n"],
  ['{\ncat <<"EOF"\n@\n`\nEOF\n}', 'EOF\nid << "EOF"\n'],
])("a value hides the rest of a here-document in another one: %j with %j", (script, value) => {
  expect(witnessOf(script, exactly(value))).toBe(value);
  expect(runsInBash(script, value)).toBe(true);
});

describe("bash runs substitutions in arithmetic", () => {
  it.each([
    "X='@'\nA[$X]=1",
    "X='@'\nA=(1 2)\necho \"${A[$X]}\"",
    "X='@'\nlet \"Y=$X\"",
    "X='@'\ndeclare -i Y=$X",
    "declare -i Y\nprintf -v Y %s '@'",
    "f() { local -i Y; read -r Y <<< \"$1\"; }\nf '@'",
    "declare -i Y\nfor Y in '@'; do :; done",
    "declare -ai Y\nY=(1 '@')",
    "declare -i Y\nY+='@'",
    "X='@'\nprintf -v \"$X\" a",
    "X='@'\nY=abc\necho \"${Y:$X}\"",
    "X='@'\n[[ -v $X ]]",
  ])("%s", (script) => {
    expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBe("i[$(id)]");
    expect(witnessOf(`#!/bin/dash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBeUndefined();
  });
});

test("bash evaluates an assignment within a value in an arithmetic context", () => {
  const script = "#!/bin/bash\nX='@'\n(( X > 1 ))";
  const witness = witnessOf(script, String.raw`^v=[a-z]\[\$\([a-z]+\)\]$`);
  expect(witness).toBe("v=i[$(id)]");
  expect(runsInBash(script, witness!)).toBe(true);
});

test.each([
  // bash cannot compute a lone `$`, and reads two subshells.
  ["(( @ ))", "$);(id", true],
  ["echo $(( @ ))", "1+$);(id", true],
  // A divisor that is empty is an error, and bash discards the rest of the line.
  ["echo $(( @ ))", "1/$a));id;echo $((1", false],
])("a $ in arithmetic: %s with %s runs a command in bash: %s", (script, value, runs) => {
  expect(witnessOf(`#!/bin/bash\n${script}`, exactly(value))).toBe(runs ? value : undefined);
  expect(runsInBash(script, value)).toBe(runs);
});

test.each(["1);(id", "1);(id a", "1)|\t(id  a b_1", "1) ;\n( id "])(
  "bash reads (( as two subshells if no )) ends it: %j",
  (value) => {
    expect(witnessOf("#!/bin/bash\n(( @ ))", exactly(value).replace("\n", "n"))).toBe(value);
    expect(runsInBash("(( @ ))", value)).toBe(true);
  },
);

test.each(["$x", "${x}", "${x:-a}", "$(x)", "`x`", "\\\\", "\\$"])(
  "after %s, a value is still in the quotes that it has opened",
  (expansion) => {
    for (const [value, runs] of [
      [`"${expansion}";id`, true],
      [`"${expansion};id`, false],
    ] as const) {
      expect(witnessOf("echo @", exactly(value))).toBe(runs ? value : undefined);
      expect(runsInBash("echo @", value)).toBe(runs);
    }
  },
);

describe("bash evaluates values as arithmetic in arithmetic contexts", () => {
  it("unless the variable is no longer an integer, or another one", () => {
    for (const script of ["declare -i Y\ndeclare +i Y\nread -r Y <<< '@'", "f() { local -i Y; }\nf\nread -r Y <<< '@'"])
      expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBeUndefined();
  });

  it.each(["[[ '@' -eq 1 ]]", "let 'Y=@'", "declare -i Y='@'", "[[ -v '@' ]]", "[ -v '@' ]", "printf -v '@' a"])(
    "%s",
    (script) => {
      expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBe("i[$(id)]");
      expect(witnessOf(`#!/bin/dash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBeUndefined();
    },
  );

  it("a variable name with a subscript ends at the closing bracket", () => {
    expect(witnessOf("#!/bin/bash\nX='@'\n[[ $X -eq 1 ]]", String.raw`^[a-z$()\[\]]*\+$`)).toBe("i[$(id)]+");
    expect(witnessOf("#!/bin/bash\nX='@'\n[[ -v $X ]]", String.raw`^[a-z$()\[\]]*\+$`)).toBeUndefined();
  });
});

describe("the input of a shell on another host is code", () => {
  it.each(["ssh h", "ssh -p 22 h bash", "ssh h 'sudo bash -s'", "ssh h /bin/sh -es -- a"])("%s", (ssh) => {
    expect(witnessOf(`${ssh} <<'EOF'\necho @\nEOF`, "^[a-z;]*$")).toBe(";id");
  });

  it.each(["ssh h cat", "ssh h bash -c cat", "ssh h bash file", "ssh"])("the input of %s is not code", (ssh) => {
    expect(witnessOf(`${ssh} <<'EOF'\necho @\nEOF`, "^[a-z;]*$")).toBeUndefined();
  });
});

it("a syntax error at one position prevents execution at another", () => {
  expect(witnessOf('{\necho "@" @\n} | cat', "^`[a-z]*`;;$")).toBeUndefined();
  expect(witnessOf('{\necho "@" @\n} | cat', "^`[a-z]*`$")).toBe("`id`");
});

it("nothing runs after && if [ lacks its ]", () => {
  expect(witnessOf("if [ a = @ ]; then :; fi", "^&&[a-z]*$")).toBeUndefined();
  expect(witnessOf("if test a = @; then :; fi", "^&&[a-z]*$")).toBe("&&id");
});

it("a subscript does not run process substitutions", () => {
  expect(witnessOf("#!/bin/bash\nA[@]=1", "^[a-z<>()]*$")).toBeUndefined();
  expect(witnessOf("#!/bin/bash\nA[@]=1", "^[a-z$()]*$")).toBe("$(id)");
});

describe("a case pattern that a value ends with * matches", () => {
  it.each([
    ["any word", 'case a in b|"@") :;; esac', '^"[*a-z;)"]*$', '"*)id;;i'],
    ["not a different known word", 'case a in b|"@") :;; esac', '^[.]/"[*a-z;)"]*$', undefined],
    ["an unknown word that can match", 'case $X in b|"@") :;; esac', '^[.]/"[*a-z;)"]*$', './"*)id;;i'],
    ["not a word with another prefix", "case a in x@) :;; esac", "^[*a-z;)]*$", undefined],
    ["a word with the same prefix", "case xa in x@) :;; esac", "^[*a-z;)]*$", "*)id;;i"],
  ])("%s", (_, script, pattern, expected) => {
    expect(witnessOf(script, pattern)?.slice(0, expected?.length)).toBe(expected);
  });
});

// If the value ends with an even number of quotes, the author's quote opens a string that nothing closes: the shell cannot parse the script.
it.each([
  ["{1}", '";id;"'],
  ["{2}", undefined],
  ["{3}", '";id;"""'],
  ["{0,1}", '";id;"'],
  ["{2,3}", '";id;"""'],
  ["{2,}", '";id;"""'],
  ["{2,2}", undefined],
])("a pattern with the final quote repeated %s permits %s", (interval, witness) => {
  expect(witnessOf('{\necho "@"\n} | cat', `^";id;"${interval}$`)).toBe(witness);
});

it("an arithmetic expression with a backslash or quotes is an error", () => {
  expect(witnessOf("#!/bin/dash\necho $(( @ + 1 ))", String.raw`^\\[a-z;)"]*#$`)).toBeUndefined();
  expect(witnessOf("#!/bin/dash\necho $(( @ + 1 ))", String.raw`^"\$\{x}[a-z;)]*#$`)).toBeUndefined();
  expect(witnessOf("#!/bin/dash\necho $(( @ + 1 ))", String.raw`^[a-z;)]*#$`)).toBe("i));id;#");
  // Bash reads `$((…))` as a command substitution with a subshell if it is not closed as arithmetic. No command begins with `;`.
  expect(witnessOf("echo $(( @ + 1 ))", String.raw`^;'?\);\([a-z]*$`)).toBeUndefined();
  expect(witnessOf("echo $(( 1 + @ + 1 ))", String.raw`^;\);\([a-z]*$`)).toBe(";);(id");
  expect(witnessOf('echo "$(( 1 + @ ))"', String.raw`^'\);\([a-z]*$`)).toBeUndefined();
  expect(witnessOf("#!/bin/bash\n(( @ > 1 ))", "^'[`]id[`][$][(][(]$")).toBeUndefined();
});

describe("the text before a subshell does not start a command in it", () => {
  it.each([
    ["a parenthesis after an operator", "$(( @ + 1 ))", ";());(id", false],
    ["an expansion after an operator", "$(( @ + 1 ))", ";${x});(id", false],
    ["quotes after an operator", "#!/bin/bash\n(( @ > 1 ))", '&"");(id', false],
    ["a word", "$(( @ + 1 ))", "1);(id", true],
  ])("%s", (_, place, value, runs) => {
    const script = place.startsWith("#") ? place : `echo ${place}`;
    expect(runsInBash(script, value)).toBe(runs);
    expect(witnessOf(script, exactly(value))).toBe(runs ? value : undefined);
  });
});

it.each([
  ["i));id #", "i));id #"],
  ["1 $));id #", undefined],
])("a dollar sign is not an operand: %s", (value, witness) => {
  expect(runsInBash("{\necho $(( @ ))\n}", value)).toBe(witness !== undefined);
  expect(witnessOf("{\necho $(( @ ))\n}", exactly(value))).toBe(witness);
});

describe("another operator or an expression after a colon", () => {
  it.each([
    ['i}";id #', true],
    ['1 + 1}";id #', true],
    ['-.}";id #', true],
    ['}";id #', false],
    ['.}";id #', false],
    ['1 $}";id #', false],
    ["1));id #", false],
  ])("%s", (value, runs) => {
    const script = '#!/bin/bash\nY=abc\necho "${Y:@}"';
    expect(runsInBash(script, value)).toBe(runs);
    expect(witnessOf(script, exactly(value))).toBe(runs ? value : undefined);
  });
});

describe("a command whose input is missing creates no file", () => {
  it.each([
    ["cat < @", "a>b", undefined],
    ["cat < @", "a;>b", "a;>b"],
    ["cat < @", "a>b;id", "a>b;id"],
    ["cat < @", "a <b;id", "a <b;id"],
    ["cat @", "a>b", "a>b"],
  ])("%s: %s", (script, value, witness) => {
    expect(witnessOf(script, exactly(value))).toBe(witness);
  });
});

describe("a value closes backticks with a backtick", () => {
  it.each([
    ["X=`echo '@'`", "`;id;`", true],
    ["X=`echo @ b`", "`|id|`", true],
    ["X=`echo @`", "`&id&`", true],
    ["X=`echo @`", "` id `", true],
    ["X=`echo @`", "'\"&`;id;`)", true],
    ['X=`echo "\\$Y" @`', "`;id;`", true],
    ["{\nX=`echo '@'`\n}", "`;id #", true],
    ["echo \"`echo '@'`\"", '`";id;"`', true],
    ["echo \"`echo '@'`\"", "`;id;`", false],
    ["X=`echo '@'`", "`;id;``:`.`", false],
    ["X=`echo '@'`", '`;id;"`', false],
    ["X=`echo '@'`", "`;id;", false],
    ["for i in `echo @`; do :; done", "`;id;`", false],
  ])("%s: %s", (line, value, runs) => {
    // The shell has to parse all lines of a group before it runs any of them.
    const script = `{\n${line}\n}`;
    expect(runsInBash(script, value)).toBe(runs);
    expect(witnessOf(script, exactly(value))).toBe(runs ? value : undefined);
  });

  it("dash is not considered, because there the text between the backticks must be commands", () => {
    expect(witnessOf("#!/bin/dash\nX=`echo '@'`", "^`;[a-z]*;`$")).toBeUndefined();
  });
});

describe("bash ends the script if declare -i cannot evaluate the value", () => {
  it.each([
    ["declare -i Y='@'", "^/[a-z;']*$", undefined],
    ["declare -i Y='@'", "^[a-z]*';id;'$", "';id;'"],
    ["declare -i Y='@'", "^/[a-z']*[|][a-z]* '$", "/'|id '"],
    ["declare -i Y='@'", "^/[a-z']*[|][|][a-z]* '$", undefined],
    ["declare Y='@'", "^/[a-z;']*$", "/';id;'"],
  ])("%s %s", (script, pattern, expected) => {
    expect(witnessOf(`#!/bin/bash\n${script}`, pattern)).toBe(expected);
  });

  it("other shells do not have declare", () => {
    expect(witnessOf("declare -i Y='@'", "^/[a-z;']*$")).toBe("/';id;'");
  });
});

it("bash runs a process substitution instead of a file name", () => {
  for (const script of ["cat < @", "echo a > @", "cat @"]) {
    expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^<\([a-z]*\)$`)).toBe("<(id)");
    expect(witnessOf(`#!/bin/dash\n${script}`, String.raw`^<\([a-z]*\)$`)).toBeUndefined();
  }
});

describe("in a substitution, a command can be followed by", () => {
  it.each([
    "id;a",
    "id;",
    "id&a",
    "id& ;a",
    "id&&a",
    "id||a",
    "id | a",
    "id|a\n",
    "id >a",
    "id>|a",
    "id>>a",
    "id\n\na",
  ])("%j", (code) => {
    const isRead = spawnSync("dash", ["-nc", `echo "$(${code})"`]).status === 0;
    expect(witnessOf('echo "@"', patternOf(`$(${code})`))).toBe(isRead ? `$(${code})` : undefined);
  });

  it.each(["id||", "id|", "id&&", "id|;a", "id&;a", "id&&&a", "id>", "id>|", "id>>>a", "id;;a", "id >;a"])(
    "a command cannot be followed by %j, which is a syntax error in every shell",
    (code) => {
      for (const shell of ["dash", "bash"]) expect(spawnSync(shell, ["-nc", `echo "$(${code})"`]).status).not.toBe(0);
      expect(witnessOf('echo "@"', patternOf(`$(${code})`))).toBeUndefined();
    },
  );
});

it("a cron job ends at a percent sign", () => {
  expect(witnessOf("echo '* * * * * echo @' | crontab -", "^%;[a-z]*$")).toBeUndefined();
  expect(witnessOf("echo '* * * * * echo @' | crontab -", "^[a-z;]*$")).toBe(";id");
});

it("a comment in an array hides the closing parenthesis", () => {
  expect(witnessOf("#!/bin/bash\nA=(a @ b)", String.raw`^<\([a-z]*\) #$`)).toBeUndefined();
  expect(witnessOf("#!/bin/bash\nA=(a @ b\n)", String.raw`^<\([a-z]*\) #$`)).toBe("<(id) #");
});

it("a line break starts another cron job if its schedule and user follow", () => {
  const [own, withUser] = ["echo '* * * * * echo @' | crontab -", "echo '* * * * * root run @' > /etc/cron.d/x"];
  expect(witnessOf(own, String.raw`^[a-z\n]*$`)).toBeUndefined();
  expect(witnessOf(own, String.raw`^[a-z *\n]*$`)).toBe("\n* * * * * id");
  expect(witnessOf(own, String.raw`^[a-z\n]*[;|]?$`)).toBeUndefined();
  expect(witnessOf(withUser, String.raw`^[a-z *\n]*$`)).toBe("\n* * * * * root id");
  expect(witnessOf(withUser, String.raw`^\n\* \* \* \* \* [a-qs-z]* [a-z]*$`)).toBeUndefined();
  expect(witnessOf("echo '* * * * * echo @ @' | crontab -", String.raw`^[a-z\n]*$`)).toBeUndefined();
});

it("$$ does not start a substitution", () => {
  expect(witnessOf("echo @", String.raw`^\$\$[a-z()]*$`)).toBeUndefined();
  expect(witnessOf("echo @", String.raw`^\$\$\$[a-z()]*$`)).toBe("$$$(id)");
});

it("nothing in a condition runs if the condition cannot be parsed", () => {
  expect(witnessOf("#!/bin/bash\n[[ @ == a ]]", "^`[a-z]*` #\\n-$")).toBeUndefined();
  expect(witnessOf("#!/bin/bash\n[[ @ == a ]]", "^`[a-z]*`$")).toBe("`id`");
});

describe("the subscript of an assignment", () => {
  it.each([
    ["is read completely by bash", "#!/bin/bash\nA[@]=1", "^;[a-z;$()]*$", ";$(id)"],
    ["does not include the code after it", "#!/bin/bash\nA[@]=1", "^i]x/&id[)]$", undefined],
    ["can contain quotes", "#!/bin/bash\nA[@]=1", '^"a"]=;[a-z]*;$', '"a"]=;id;'],
    ["contains characters that separate commands elsewhere", "#!/bin/bash\nA[@]=1", "^[a-z; ]*$", undefined],
    ["does not end at the bracket of a nested subscript", "#!/bin/bash\nA[@]=1", "^\\[\\];[a-z]*;$", undefined],
    ["is evaluated even if it contains brackets", "#!/bin/bash\nA[@]=1", '^\\[["]?[a-z$()]*["]?\\]$', "[$(id)]"],
    ["ends at its closing bracket", "#!/bin/bash\nA[@]=1", "^[0-9\\]]*=;[a-z]*;$", "0]=;id;"],
    ["is part of a word in dash", "#!/bin/dash\nA[@]=1", "^[a-z;]*;$", ";id;"],
  ])("%s", (_, script, pattern, expected) => {
    expect(witnessOf(script, pattern)).toBe(expected);
  });
});

it("an operand in double quotes cannot contain an unpaired single quote in bash", () => {
  expect(witnessOf('#!/bin/bash\necho "${Y:@}"', "^`[a-z]*`'$")).toBeUndefined();
  expect(witnessOf('#!/bin/bash\necho "${Y:@}"', "^`[a-z]*`''$")).toBe("`id`''");
  expect(witnessOf('echo "${Y:-@}"', "^`[a-z]*`'$")).toBe("`id`'");
});

it("a comment after an invalid value of declare -i hides nothing", () => {
  expect(witnessOf("#!/bin/bash\ndeclare -i Y='@'", String.raw`^/' #\n[a-z]* '$`)).toBeUndefined();
});
