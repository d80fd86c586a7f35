import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpreterOf } from "../../../../src/shell/syntax/interpreter.ts";
import { findPlaceholders, parseShell } from "../../../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../../../src/shell/syntax/walk.ts";
import type { SyntaxNode } from "unbash";

describe("interpreter", () => {
  const kinds: [text: string, kind: string, options: string[]][] = [
    ["echo", "sh", []],
    ["", "sh", []],
    ["#!/bin/sh\n", "sh", []],
    ["#!/bin/bash", "bash", []],
    ["#!/bin/bash -ex\necho", "bash", ["-e", "-x"]],
    ["#! /usr/bin/env bash\n", "bash", []],
    ["#!/usr/bin/env -S bash -e\n", "bash", ["-e"]],
    ["#!/bin/dash", "dash", []],
    ["#!/bin/busybox sh\n", "busybox", []],
    ["#!/bin/busybox", "busybox", []],
    ["#!/bin/busybox -x", "busybox", ["-x"]],
    ["#!/bin/bash /lib/init", "bash", ["/lib/init"]],
    ["#!/bin/ash", "busybox", []],
    ["#!/usr/bin/ksh93", "ksh", []],
    ["#!/bin/zsh -f", "zsh", ["-f"]],
    ["#!/usr/bin/env python3\n", "other", []],
    ["#!/usr/bin/pwsh\n", "other", []],
    ["#!/usr/bin/python3", "other", []],
    ["#!/usr/bin/python3 -u\n", "other", ["-u"]],
    // Only in the first two bytes.
    ["\n#!/bin/bash\n", "sh", []],
    [" #!/bin/bash\n", "sh", []],
  ];
  it.each(kinds)("of %j is %s", (text, kind, options) => {
    expect(interpreterOf(text)).toEqual({ kind, options, shebang: text.startsWith("#!") });
  });

  it.each(["#!", "#!\n", "#! \t\necho"])("%j specifies none: the shell that starts the file runs it itself", (text) => {
    expect(interpreterOf(text)).toEqual({ kind: "sh", options: [], shebang: false });
  });

  it("a script that is not for a shell has no tree", () => {
    const script = parseShell("#!/usr/bin/python3\nprint({{ x }})\n");
    expect(script.tree).toBeUndefined();
    expect(script.placeholders).toHaveLength(1);
  });
});

function nodes(text: string): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    all.push(node);
    forEachChild(node, visit);
  };
  const { tree } = parseShell(text);
  if (tree !== undefined) visit(tree);
  return all;
}

describe("placeholders", () => {
  it("are found with the text between their braces", () => {
    const text = "a {{ x }} {{step.Output}} '{{global:REGION}}' {{ssm:/a/b}} {{ automation:EXECUTION_ID }}";
    expect(findPlaceholders(text).map((one) => [one.name, text.slice(one.pos, one.end)])).toEqual([
      ["x", "{{ x }}"],
      ["step.Output", "{{step.Output}}"],
      ["global:REGION", "{{global:REGION}}"],
      ["ssm:/a/b", "{{ssm:/a/b}}"],
      ["automation:EXECUTION_ID", "{{ automation:EXECUTION_ID }}"],
    ]);
  });

  it("are not confused with templates of docker or brace expansions", () => {
    expect(findPlaceholders(`docker inspect -f '{{.State.Pid}}' {{a,b}} '{{ "x" }}' {{}}`)).toEqual([]);
  });

  const words: [script: string, word: string][] = [
    ["echo {{ a b }}x", "{{"],
    ["echo {{ x }}", "{{ x }}"],
    ["echo pre{{ x }}post", "pre{{ x }}post"],
    ['echo "a {{ x }} b"', '"a {{ x }} b"'],
    ["echo '{{ x }}'", "'{{ x }}'"],
    ["[ {{ x }} = y ]", "{{ x }}"],
    ["[[ {{ x }} == y ]]", "{{ x }}"],
    ["{{ x }}", "{{ x }}"],
    ["case {{ x }} in a) ;; esac", "{{ x }}"],
    ["for i in {{ x }}; do :; done", "{{ x }}"],
    ["A={{ x }} b", "{{ x }}"],
    ["echo ${A:-{{ x }}}", "{{ x }}"],
    ["echo $(echo {{ x }})", "{{ x }}"],
    ["echo > {{ x }}", "{{ x }}"],
  ];
  it.each(words)("in %j are part of one word", (script, word) => {
    const found = nodes(script).filter((one) => one.type === "Word" && script.slice(one.pos, one.end) === word);
    expect(found.length).toBeGreaterThan(0);
  });

  it("do not break the script that contains them", () => {
    const script = parseShell(
      "if [ {{ n }} -gt 0 ]; then\n  echo $(( {{ n }} + 1 ))\nfi\n{{ commands }}\ncat <<E\n{{ x }}\nE\n",
    );
    expect(script.errors).toEqual([]);
    expect(script.tree!.commands).toHaveLength(3);
  });

  it("can be given as ranges of the text", () => {
    const text = "echo ${Bucket} {{ x }}";
    const script = parseShell(text, { opaque: [{ pos: 5, end: 14, name: "Bucket" }] });
    expect(script.placeholders.map((one) => one.name)).toEqual(["Bucket", "x"]);
    expect(nodes(text).some((one) => one.type === "ParameterExpansion")).toBe(true);
    let expansions = 0;
    const visit = (node: SyntaxNode): void => {
      if (node.type === "ParameterExpansion") expansions++;
      forEachChild(node, visit);
    };
    visit(script.tree!);
    expect(expansions).toBe(0);
  });
});

describe("comments", () => {
  const cases: [script: string, comments: string[]][] = [
    ["# a", [" a"]],
    ["echo a # b\necho c#d", [" b"]],
    ["echo '# no' \"# no\" \\# ${#x} $# a#b", []],
    ["cat <<E\n# text\nE\n# real", [" real"]],
    ["cat <<E # after\n# text\nE", [" after"]],
    ["x=$(\n# inside\necho a # b\n)", [" inside", " b"]],
    ['x="$(\n# inside\necho "# no"\n)"', [" inside"]],
    ["a=(\n# in array\n1 # one\n2\n)", [" in array", " one"]],
    ["case x in\n# before\na) ;; # after\nesac", [" before", " after"]],
    ["if a; then # then\n:; fi;# end", [" then", " end"]],
    ["f() { # body\n:; }", [" body"]],
    ["echo $((16#ff)) ${x#y} ${x##*/}", []],
    ["[[ a == b ]] # c", [" c"]],
    ["a # it's \"quoted\nb", [" it's \"quoted"]],
    ["# {{ x }} y", [" {{ x }} y"]],
    ["#!/bin/bash\n# a", ["!/bin/bash", " a"]],
    ["a <<X | b # pipe\ntext # no\nX", [" pipe"]],
    ["echo `a # b\n`", [" b"]],
  ];
  it.each(cases)("in %j", (script, comments) => {
    const found = parseShell(script).comments;
    expect(found.map((one) => one.value)).toEqual(comments);
    for (const one of found) expect(script.slice(one.pos, one.end)).toBe(`#${one.value}`);
  });
});

describe("any text", () => {
  const fragments = fc.constantFrom(
    ..."if then else fi for do done while case esac in { } ( ) (( )) [[ ]] [ ] ; ;; & && | || ! > >> < << <<- <<< <( >( $( ${ } $(( )) ` \" ' $' \\ # = + a A=1 $a ${a:-b} {{ x }} \n \t \r é 😀 \0".split(
      " ",
    ),
    "\n",
    " ",
    "cat <<E\n",
    "E\n",
  );
  it("is parsed without throwing, with positions inside the text unless it is an error", () => {
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 40 }), fc.boolean(), (parts, spaced) => {
        const text = parts.join(spaced ? " " : "");
        const script = parseShell(text);
        const visit = (node: SyntaxNode, length: number): void => {
          expect(node.pos).toBeGreaterThanOrEqual(0);
          expect(node.end).toBeLessThanOrEqual(length);
          expect(node.pos).toBeLessThanOrEqual(node.end);
          const inner = node.type === "Script" && node.source !== undefined ? node.source.length : length;
          forEachChild(node, (child) => {
            visit(child, child.type === "Script" && child.source !== undefined ? child.source.length : inner);
          });
        };
        if (script.tree !== undefined && script.errors.length === 0) visit(script.tree, text.length);
      }),
      { numRuns: 1500 },
    );
  });
});
