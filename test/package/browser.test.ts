/** The library for browsers can be bundled without Node modules. */
import { build } from "esbuild";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../src/index.ts";
import { document } from "../support/rule-tester.ts";

test("the plugin can be bundled for a browser, and gives the same findings there", async () => {
  const { outputFiles, errors, warnings } = await build({
    entryPoints: ["src/browser.ts"],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    logLevel: "silent",
  });
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  const bundled = (await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString("base64")}`
  )) as { default: typeof plugin };
  const text = document("aws s3 ls\ncurl http://169.254.169.254/latest/meta-data/");
  const lint = (one: typeof plugin) =>
    new Linter().verify(text, [one.configs.recommended as never], { filename: "a.yaml" });
  expect(lint(bundled.default)).toEqual(lint(plugin));
  expect(new Set(lint(plugin).map(({ ruleId }) => ruleId))).toEqual(
    new Set(["ssm/explicit-aws-credentials", "ssm/no-unnoticed-failure", "ssm/require-imdsv2"]),
  );
});
