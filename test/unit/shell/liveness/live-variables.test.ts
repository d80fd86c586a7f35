/** Live-variable analysis: whether a value may be read after a mark in the script, by whatever runs then. */
import { describe, expect, it, test } from "vitest";
import { LiveVariable, Steps } from "../../../../src/shell/liveness/live-variables.ts";
import { variableEvents } from "../../../../src/shell/liveness/variable-events.ts";
import { callPlacesIn } from "../../../../src/shell/liveness/call-places.ts";
import { Liveness } from "../../../../src/shell/liveness/liveness.ts";
import type { Slice } from "../../../../src/shell/state/interfaces/slice.ts";
import type { Region } from "../../../../src/shell/state/path/region.ts";
import { forEachNode } from "../../../../src/shell/syntax/walk.ts";
import { isLoop } from "../../../../src/shell/syntax/loops.ts";
import type { Span } from "../../../../src/shell/spans/span.ts";
import { parseShell } from "../../../../src/shell/index.ts";

const EVERYTHING = { has: () => true, isWatched: () => false, isKept: () => false, isRepeated: () => false };

/** Whether the value of `X` at the command `here` may be read later. */
function isLive(code: string, isBash = true): boolean {
  const tree = parseShell(code).tree!;
  const at = code.search(/\bhere\b/);
  const bodies: Span[] = [];
  const loops: number[] = [];
  forEachNode(tree, (node) => {
    if (node.type === "Function" && node.pos <= at && at < node.end) bodies.push(node);
  });
  const body = bodies.toSorted((a, b) => b.pos - a.pos)[0];
  forEachNode(tree, (node) => {
    if (isLoop(node) && node.pos <= at && at < node.end && node.pos >= (body?.pos ?? 0)) loops.push(node.pos);
  });
  const region: Region = { loops, loop: undefined, body, anywhere: false };
  return new Liveness(code, tree, EVERYTHING as unknown as Slice, isBash).isLive("X", region, at);
}

describe("a value may be read", () => {
  it.each([
    ["by a later command", 'here; echo "$X"'],
    ["as a part of a name", "here; echo ${#X}"],
    ["by arithmetic", "here; echo $((X + 1))"],
    ["by `let`", 'here; let "Y = X + 1"'],
    ["by a test", "here; [[ X -eq 1 ]]"],
    ["by name", "here; [ -v X ]"],
    ["by a function that gets its name", 'f() { echo "${!1}"; }; here; f X'],
    ["by arithmetic in a function that gets its name", "inc() { (($1++)); }; here; inc X"],
    ["by its name in a list", 'here; for v in A X; do echo "${!v}"; done'],
    ["after another variable's assignment", "here; Y=1; echo $X"],
    ["after an assignment that is skipped", "here; c && X=1; echo $X"],
    ["after a branch that assigns it", "here; if c; then X=1; fi; echo $X"],
    ["after a loop that assigns it", "here; while c; do X=1; done; echo $X"],
    ["after `case` without a pattern for the rest", "here; case $Y in a) X=1 ;; b) X=2 ;; esac; echo $X"],
    ["by one branch before it is assigned", "here; if c; then echo $X; X=1; else X=2; fi; echo $X"],
    ["in a branch, after its assignment in that branch", "if c; then X=1; here; else X=2; fi; echo $X"],
    ["after a subshell that assigns it", "here; (X=1); echo $X"],
    ["after a pipeline that assigns it", "here; a | read X; echo $X"],
    ["after a coprocess that assigns it", "here; coproc { X=1; }; echo $X"],
    ["in the value that it gets", "here; X=${X}1"],
    ["by a command in the value that it gets", "f() { echo $X; }; here; X=$(f)"],
    ["in another assignment of `declare`", "here; declare X=1 Y=$X"],
    ["in the words of a loop over it", "here; for X in $X; do :; done"],
    ["after an assignment for `export` alone", "here; X=1 export Y=2; echo $X"],
    ["by a redirection of the loop that assigns it", 'here; while read X; do :; done <<< "$X"'],
    ["by a here-document that begins before its assignment", "here; cat <<E; X=1\n$X\nE"],
    ["by a function that is called", "f() { echo $X; }; here; f"],
    ["by a function that a called function calls", "f() { echo $X; }; g() { f; }; here; g"],
    ["by a function that is called with `$1`", "f() { echo $X; }; run() { $1; }; here; run f"],
    ["by a function whose name is composed", "do_a() { echo $X; }; here; do_$Y"],
    ["by a function that a trap calls", "f() { echo $X; }; trap f EXIT; here; X=1"],
    ["by a function that a trap with more code calls", "f() { echo $X; }; trap 'rm x; f' EXIT; here"],
    ["by a function whose name a trap takes from a variable", "f() { echo $X; }; C=f; trap $C EXIT; f; here; X=1"],
    ["by a function that may be called by code elsewhere", "f() { echo $X; }; here; X=1"],
    ["by an alias", "shopt -s expand_aliases\nf() { echo $X; }\nalias g=f\nhere; g"],
    ["after the function has returned", "f() { here; }; f; echo $X"],
    [
      "after the function that an alias names has returned",
      "shopt -s expand_aliases\nf() { here; }\nalias g=f\ng\necho $X",
    ],
    ["after a function that the function returns to has returned", "f() { here; }; g() { f; }; g; echo $X"],
    ["after the function was called with `$1`", "f() { here; }; run() { $1; echo $X; }; run f"],
    ["after the function has returned early", "f() { here; c && return; X=1; }; f; echo $X"],
    ["after the function has made its own X", "f() { here; local X=1; }; f; echo $X"],
    ["after a call that leaves the caller's loop", "f() { here; break; X=1; }; while c; do f; done; echo $X"],
    ["in the next iteration", "while c; do echo $X; here; done"],
    ["in the next iteration of the loop around the call", "f() { here; }; while c; do echo $X; f; done"],
    ["after a loop is left", "while c; do here; d && break; X=1; done; echo $X"],
    ["by a later command of the same subshell", "(here; echo $X)"],
    ["by the last command of a pipeline, in the shell", "shopt -s lastpipe\na | { here; }\necho $X"],
  ])("%s", (_, code) => {
    expect(isLive(code)).toBe(true);
  });
});

describe("a value is not read", () => {
  it.each([
    ["by anything", "here"],
    ["before it is overwritten", "here; X=1; echo $X"],
    ["before it is read", "here; read -r X; echo $X"],
    ["before it is read with a prompt", 'here; read -rp "value? " X; echo $X'],
    ["before a loop assigns it", "here; for X in a b; do echo $X; done"],
    ["before a loop counts with it", "here; for ((X = 0; X < 3; X++)); do echo $X; done"],
    ["before each iteration assigns it", "while c; do X=1; echo $X; here; done"],
    ["before a branch that reads it assigns it", "here; if c; then X=1; echo $X; fi"],
    ["before both branches assign it", "here; if c; then X=1; else X=2; fi; echo $X"],
    ["before one branch assigns it and the other ends", "here; if c; then X=1; else exit 1; fi; echo $X"],
    ["before either side of && and || assigns it", "here; c && X=1 || X=2; echo $X"],
    ["before each pattern assigns it", "here; case $Y in a) X=1 ;; *) X=2 ;; esac; echo $X"],
    ["by a comment", "here # X"],
    ["by a printed word", 'here; echo "X: $Y"'],
    ["by an escape", 'here; printf "\\X"'],
    ["by a compared word", 'here; [ "$Y" = X ]'],
    ["by a pattern", "here; case $Y in X) c ;; esac"],
    ["by a printed text that has other characters, beside a variable by name", 'echo "${!Y}"; here; echo "(X/n)"'],
    ["outside of the subshell", "(here); echo $X"],
    ["outside of the substitution", "Y=$(here); echo $X"],
    ["outside of its part of the pipeline", "a | { b; here; }; echo $X"],
    ["after the call", "f() { echo $X; }; f; here"],
    ["by a function that overwrites it first", "f() { X=1; echo $X; }; here; f"],
    ["by a function that has its own", "f() { local X=1; echo $X; }; here; f"],
    ["by a function that has its own, which is unset", "f() { local X; X=1; echo $X; }; here; f"],
    ["by a function that is not called any more", "f() { echo $X; }; f; here; g"],
    ["after the function, whose own it is", "f() { local X=1; here; }; f; echo $X"],
    ["after the caller, whose own it is", "f() { here; }; g() { local X=1; f; }; g; echo $X"],
    ["by a trap that only expands a variable", "f() { echo $X; }; trap 'rm \"$T\"' EXIT; f; here"],
    ["after a trap at the end", "f() { here; }; trap f EXIT; echo $X"],
    ["by a file that calls functions of the script", "f() { here; X=1; echo $X; }\nf\n. ./lib.sh\n"],
  ])("%s", (_, code) => {
    expect(isLive(code)).toBe(false);
  });
});

test("in dash, `local X` keeps the caller's value", () => {
  const code = "f() { local X; echo $X; }; here; f";
  expect([isLive(code, true), isLive(code, false)]).toEqual([false, true]);
});

test("after ERR traps, the script goes on", () => {
  expect(isLive("f() { here; }; trap f ERR; a; echo $X")).toBe(true);
});

test("beyond its bound on steps, the analysis assumes that everything is read", () => {
  const code = "X=1; here; X=2";
  const tree = parseShell(code).tree!;
  const places = callPlacesIn(tree, code);
  const isLiveWith = (steps: Steps): boolean =>
    new LiveVariable(places, variableEvents(tree, code, places, true).get("X")!, steps).isLive(places.units[0]!, 5, []);
  const spent = new Steps();
  spent.take(10_000_000);
  expect([isLiveWith(new Steps()), isLiveWith(spent)]).toEqual([false, true]);
});
