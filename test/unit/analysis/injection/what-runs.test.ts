import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { findingsIn } from "../../../../src/analysis/injection/findings.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { parseStep } from "../../../../src/eslint/parse-step.ts";

/** The witness of the first finding; `@` stands for the placeholder. */
function witnessOf(script: string, allowedPattern: string): string | undefined {
  const runCommand = script.replaceAll("@", "{{ p }}").split("\n");
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
  const content = { schemaVersion: "2.2", parameters: { p: { type: "String", allowedPattern } }, mainSteps };
  const [document] = readDocument(JSON.stringify(content), {}).documents;
  const options = { splitting: false, agentsKnowEnvVar: undefined };
  return findingsIn({ script: parseStep(document!.steps[0]!), document: document! }, options)[0]?.witness;
}

/** A pattern that matches only `text`. */
const patternOf = (text: string): string => `^${text.replaceAll(/[$()|;&> ]/g, "[$&]").replaceAll("\n", "\\n")}$`;

/** A pattern that matches only `text`. */
const exactly = (text: string): string => `^${text.replaceAll(/[^\w ]/g, String.raw`\$&`)}$`;

/** Whether bash runs `id` if the value replaces `@` in the script. */
function runsInBash(script: string, value: string): boolean {
  const pasted = script.replaceAll("@", () => value);
  const { stderr } = spawnSync("bash", ["-c", `id() { echo it ran >&2; }\neval "$1"`, "_", pasted], {
    encoding: "utf8",
    timeout: 10_000,
  });
  return stderr.includes("it ran");
}

describe("what stands behind a value", () => {
  it.each([
    ["exec", "exec echo @", undefined],
    ["exit", 'exit "@"', undefined],
    ["a pipeline of exec", "exec echo @ | cat", ";id"],
    ["echo", "echo @", ";id"],
  ])("does not run behind a command that leaves the shell: %s", (_, script, expected) => {
    expect(witnessOf(script, '^[a-z;"]*$')).toBe(expected);
  });

  it("does not run behind || if the command cannot fail", () => {
    expect(witnessOf("echo @", String.raw`^\|\|[a-z]*$`)).toBeUndefined();
    expect(witnessOf("grep @ file", String.raw`^\|\|[a-z]*$`)).toBe("||id");
  });

  it("has run before the shell reads a line with a syntax error", () => {
    expect(witnessOf("# it's @, isn't it\n:", String.raw`^[a-z\n]*$`)).toBe("\nid\n");
    expect(witnessOf("{\n# it's @, isn't it\n:\n}", String.raw`^[a-z\n]*$`)).toBeUndefined();
    expect(witnessOf("echo '@'", String.raw`^'[a-z;]*\n$`)).toBe("';id\n");
    expect(witnessOf('X="@"\n:', String.raw`^"\n[a-z;]*\n$`)).toBe('"\nid\n');
    expect(witnessOf("cat <<EOF\n@\nit's\nEOF", String.raw`^EOF\n[a-z;]*\n$`)).toBe("EOF\nid\n");
    expect(witnessOf("echo $(( @ ))", String.raw`^1\)\);[a-z;]*\n$`)).toBe("1));id\n");
    expect(witnessOf("(\necho '@'\n)", String.raw`^'[a-z;]*\n$`)).toBeUndefined();
  });

  it("is a name by intent, unless the value ends the command", () => {
    expect(witnessOf("@ a", "^[a-z]+$")).toBeUndefined();
    expect(witnessOf("@ a", "^[a-z]+;$")).toBe("id;");
  });
});

describe("xargs", () => {
  it.each([
    ["takes quotes away", "echo '@' | xargs -I{} sh -c 'echo {}'", '^";[a-z]+;"$', '";id;"'],
    ["leaves them with -0", "printf '%s\\0' '@' | xargs -0 -I{} sh -c 'echo {}'", '^";[a-z]+;"$', undefined],
    ["makes a command of each line", "echo '@' | xargs -I{} sh -c 'echo {}'", String.raw`^a\n;[a-z]+$`, "a\n;id"],
    ["ends with -0 at a zero", "printf '%s\\0' '@' | xargs -0 -I{} sh -c 'echo {}'", "^[a-z][a-z|]{0,3}$", "i|id"],
    ["hands over arguments", "echo '@' | xargs -I{} sh -c 'echo \"$1\"' _ {}", '^[a-z";]+$', undefined],
  ])("%s", (_, script, pattern, expected) => {
    expect(witnessOf(script, pattern)).toBe(expected);
  });
});

describe("bash runs substitutions where it computes", () => {
  it.each([
    "X='@'\nA[$X]=1",
    "X='@'\nA=(1 2)\necho \"${A[$X]}\"",
    "X='@'\nlet \"Y=$X\"",
    "X='@'\ndeclare -i Y=$X",
    "X='@'\nprintf -v \"$X\" a",
    "X='@'\nY=abc\necho \"${Y:$X}\"",
    "X='@'\n[[ -v $X ]]",
  ])("%s", (script) => {
    expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBe("i[$(id)]");
    expect(witnessOf(`#!/bin/dash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBeUndefined();
  });
});

describe("bash computes with what it gets where it computes", () => {
  it.each(["[[ '@' -eq 1 ]]", "let 'Y=@'", "declare -i Y='@'", "[[ -v '@' ]]", "[ -v '@' ]", "printf -v '@' a"])(
    "%s",
    (script) => {
      expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBe("i[$(id)]");
      expect(witnessOf(`#!/bin/dash\n${script}`, String.raw`^[a-z$()\[\]]*$`)).toBeUndefined();
    },
  );

  it("a name ends with its subscript", () => {
    expect(witnessOf("#!/bin/bash\nX='@'\n[[ $X -eq 1 ]]", String.raw`^[a-z$()\[\]]*\+$`)).toBe("i[$(id)]+");
    expect(witnessOf("#!/bin/bash\nX='@'\n[[ -v $X ]]", String.raw`^[a-z$()\[\]]*\+$`)).toBeUndefined();
  });
});

describe("the input of a shell of another host is code", () => {
  it.each(["ssh h", "ssh -p 22 h bash", "ssh h 'sudo bash -s'", "ssh h /bin/sh -es -- a"])("%s", (ssh) => {
    expect(witnessOf(`${ssh} <<'EOF'\necho @\nEOF`, "^[a-z;]*$")).toBe(";id");
  });

  it.each(["ssh h cat", "ssh h bash -c cat", "ssh h bash file", "ssh"])("but not of %s", (ssh) => {
    expect(witnessOf(`${ssh} <<'EOF'\necho @\nEOF`, "^[a-z;]*$")).toBeUndefined();
  });
});

it("a syntax error in one place leaves nothing to run in another", () => {
  expect(witnessOf('{\necho "@" @\n} | cat', "^`[a-z]*`;;$")).toBeUndefined();
  expect(witnessOf('{\necho "@" @\n} | cat', "^`[a-z]*`$")).toBe("`id`");
});

it("nothing runs behind && if [ lacks its ]", () => {
  expect(witnessOf("if [ a = @ ]; then :; fi", "^&&[a-z]*$")).toBeUndefined();
  expect(witnessOf("if test a = @; then :; fi", "^&&[a-z]*$")).toBe("&&id");
});

it("a subscript has no process substitution", () => {
  expect(witnessOf("#!/bin/bash\nA[@]=1", "^[a-z<>()]*$")).toBeUndefined();
  expect(witnessOf("#!/bin/bash\nA[@]=1", "^[a-z$()]*$")).toBe("$(id)");
});

describe("a pattern that a value ends with * matches", () => {
  it.each([
    ["any word", 'case a in b|"@") :;; esac', '^"[*a-z;)"]*$', '"*)id;;i'],
    ["not a known word that differs", 'case a in b|"@") :;; esac', '^[.]/"[*a-z;)"]*$', undefined],
    ["an unknown word that may be so", 'case $X in b|"@") :;; esac', '^[.]/"[*a-z;)"]*$', './"*)id;;i'],
    ["not a word that begins otherwise", "case a in x@) :;; esac", "^[*a-z;)]*$", undefined],
    ["a word that begins so", "case xa in x@) :;; esac", "^[*a-z;)]*$", "*)id;;i"],
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
])("a pattern that permits so many quotes, %s, permits %s", (interval, witness) => {
  expect(witnessOf('{\necho "@"\n} | cat', `^";id;"${interval}$`)).toBe(witness);
});

it("no shell computes an expression with a backslash or quotes in it", () => {
  expect(witnessOf("#!/bin/dash\necho $(( @ + 1 ))", String.raw`^\\[a-z;)"]*#$`)).toBeUndefined();
  expect(witnessOf("#!/bin/dash\necho $(( @ + 1 ))", String.raw`^"\$\{x}[a-z;)]*#$`)).toBeUndefined();
  expect(witnessOf("#!/bin/dash\necho $(( @ + 1 ))", String.raw`^[a-z;)]*#$`)).toBe("i));id;#");
  // Bash reads `$((…))` as a command substitution with a subshell if it is not closed as arithmetic. No command begins with `;`.
  expect(witnessOf("echo $(( @ + 1 ))", String.raw`^;'?\);\([a-z]*$`)).toBeUndefined();
  expect(witnessOf("echo $(( 1 + @ + 1 ))", String.raw`^;\);\([a-z]*$`)).toBe(";);(id");
  expect(witnessOf('echo "$(( 1 + @ ))"', String.raw`^'\);\([a-z]*$`)).toBeUndefined();
  expect(witnessOf("#!/bin/bash\n(( @ > 1 ))", "^'[`]id[`][$][(][(]$")).toBeUndefined();
});

describe("no command of a subshell begins with what stands before", () => {
  it.each([
    ["a parenthesis behind an operator", "$(( @ + 1 ))", ";());(id", false],
    ["an expansion behind an operator", "$(( @ + 1 ))", ";${x});(id", false],
    ["quotes behind an operator", "#!/bin/bash\n(( @ > 1 ))", '&"");(id', false],
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
])("a dollar sign is no operand: %s", (value, witness) => {
  expect(runsInBash("{\necho $(( @ ))\n}", value)).toBe(witness !== undefined);
  expect(witnessOf("{\necho $(( @ ))\n}", exactly(value))).toBe(witness);
});

describe("another operator, or an expression, behind a colon", () => {
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

describe("no file is made by a command whose input is not there", () => {
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

describe("a value leaves backticks by one of its own", () => {
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

  it("which dash, to which the text between has to be commands, is not asked for", () => {
    expect(witnessOf("#!/bin/dash\nX=`echo '@'`", "^`;[a-z]*;`$")).toBeUndefined();
  });
});

describe("bash ends the script where declare -i cannot compute", () => {
  it.each([
    ["declare -i Y='@'", "^/[a-z;']*$", undefined],
    ["declare -i Y='@'", "^[a-z]*';id;'$", "';id;'"],
    ["declare -i Y='@'", "^/[a-z']*[|][a-z]* '$", "/'|id '"],
    ["declare -i Y='@'", "^/[a-z']*[|][|][a-z]* '$", undefined],
    ["declare Y='@'", "^/[a-z;']*$", "/';id;'"],
  ])("%s %s", (script, pattern, expected) => {
    expect(witnessOf(`#!/bin/bash\n${script}`, pattern)).toBe(expected);
  });

  it("and other shells do not know it", () => {
    expect(witnessOf("declare -i Y='@'", "^/[a-z;']*$")).toBe("/';id;'");
  });
});

it("bash runs a process substitution where it wants a file's name", () => {
  for (const script of ["cat < @", "echo a > @", "cat @"]) {
    expect(witnessOf(`#!/bin/bash\n${script}`, String.raw`^<\([a-z]*\)$`)).toBe("<(id)");
    expect(witnessOf(`#!/bin/dash\n${script}`, String.raw`^<\([a-z]*\)$`)).toBeUndefined();
  }
});

describe("in a substitution, a command may be followed by", () => {
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
    "but not by %j, which no shell reads",
    (code) => {
      for (const shell of ["dash", "bash"]) expect(spawnSync(shell, ["-nc", `echo "$(${code})"`]).status).not.toBe(0);
      expect(witnessOf('echo "@"', patternOf(`$(${code})`))).toBeUndefined();
    },
  );
});

it("a job of cron ends at a percent sign", () => {
  expect(witnessOf("echo '* * * * * echo @' | crontab -", "^%;[a-z]*$")).toBeUndefined();
  expect(witnessOf("echo '* * * * * echo @' | crontab -", "^[a-z;]*$")).toBe(";id");
});

it("a comment in an array keeps what closes the array from being read", () => {
  expect(witnessOf("#!/bin/bash\nA=(a @ b)", String.raw`^<\([a-z]*\) #$`)).toBeUndefined();
  expect(witnessOf("#!/bin/bash\nA=(a @ b\n)", String.raw`^<\([a-z]*\) #$`)).toBe("<(id) #");
});

it("a line break begins another job of cron if its times, and its user, come next", () => {
  const [own, withUser] = ["echo '* * * * * echo @' | crontab -", "echo '* * * * * root run @' > /etc/cron.d/x"];
  expect(witnessOf(own, String.raw`^[a-z\n]*$`)).toBeUndefined();
  expect(witnessOf(own, String.raw`^[a-z *\n]*$`)).toBe("\n* * * * * id");
  expect(witnessOf(own, String.raw`^[a-z\n]*[;|]?$`)).toBeUndefined();
  expect(witnessOf(withUser, String.raw`^[a-z *\n]*$`)).toBe("\n* * * * * root id");
  expect(witnessOf(withUser, String.raw`^\n\* \* \* \* \* [a-qs-z]* [a-z]*$`)).toBeUndefined();
  expect(witnessOf("echo '* * * * * echo @ @' | crontab -", String.raw`^[a-z\n]*$`)).toBeUndefined();
});

it("the number of the shell begins no substitution", () => {
  expect(witnessOf("echo @", String.raw`^\$\$[a-z()]*$`)).toBeUndefined();
  expect(witnessOf("echo @", String.raw`^\$\$\$[a-z()]*$`)).toBe("$$$(id)");
});

it("nothing in a condition runs if the condition cannot be parsed", () => {
  expect(witnessOf("#!/bin/bash\n[[ @ == a ]]", "^`[a-z]*` #\\n-$")).toBeUndefined();
  expect(witnessOf("#!/bin/bash\n[[ @ == a ]]", "^`[a-z]*`$")).toBe("`id`");
});

describe("the subscript of an assignment", () => {
  it.each([
    ["is read as a whole by bash", "#!/bin/bash\nA[@]=1", "^;[a-z;$()]*$", ";$(id)"],
    ["is behind it no more", "#!/bin/bash\nA[@]=1", "^i]x/&id[)]$", undefined],
    ["may hold quotes", "#!/bin/bash\nA[@]=1", '^"a"]=;[a-z]*;$', '"a"]=;id;'],
    ["holds what separates commands elsewhere", "#!/bin/bash\nA[@]=1", "^[a-z; ]*$", undefined],
    ["does not end at that of another", "#!/bin/bash\nA[@]=1", "^\\[\\];[a-z]*;$", undefined],
    ["is computed with brackets in it, too", "#!/bin/bash\nA[@]=1", '^\\[["]?[a-z$()]*["]?\\]$', "[$(id)]"],
    ["ends at its bracket", "#!/bin/bash\nA[@]=1", "^[0-9\\]]*=;[a-z]*;$", "0]=;id;"],
    ["is a word to dash", "#!/bin/dash\nA[@]=1", "^[a-z;]*;$", ";id;"],
  ])("%s", (_, script, pattern, expected) => {
    expect(witnessOf(script, pattern)).toBe(expected);
  });
});

it("an operand in double quotes has no odd quote in bash", () => {
  expect(witnessOf('#!/bin/bash\necho "${Y:@}"', "^`[a-z]*`'$")).toBeUndefined();
  expect(witnessOf('#!/bin/bash\necho "${Y:@}"', "^`[a-z]*`''$")).toBe("`id`''");
  expect(witnessOf('echo "${Y:-@}"', "^`[a-z]*`'$")).toBe("`id`'");
});

it("a comment behind what declare -i cannot compute hides nothing", () => {
  expect(witnessOf("#!/bin/bash\ndeclare -i Y='@'", String.raw`^/' #\n[a-z]* '$`)).toBeUndefined();
});
