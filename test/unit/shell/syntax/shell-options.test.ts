/** Options that a script may turn on, however it spells that. */
import { expect, it } from "vitest";
import { mayUseErrexit, mayUseNounset } from "../../../../src/shell/syntax/shell-options.ts";

it.each([
  ["set -e", true, false],
  ["set -eu", true, true],
  ["set -u -e", true, true],
  ["set -u +x -o pipefail -e", true, true],
  ["set -o errexit", true, false],
  ["set -o nounset", false, true],
  ["#!/bin/bash -e\nls", true, false],
  ["#!/usr/bin/env -S bash -x -eu\nls", true, true],
  ["ls; set -x", false, false],
  ["#!/bin/bash\nls -eu", false, false],
])("%j", (script, errexit, nounset) => {
  expect([mayUseErrexit(script), mayUseNounset(script)]).toEqual([errexit, nounset]);
});
