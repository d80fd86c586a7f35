/** Lints one text with ESLint's `Linter` and the plugin's rules. */
import { Linter } from "eslint/universal";
import ssm from "../../src/browser.ts";
import { prepareExpressions } from "./expressions.ts";
import type { Answer, Request } from "../page/protocol.ts";

const linter = new Linter();

/** Answers a request. Never rejects: an error becomes the answer's `failure`. */
export async function lint({ id, task, text, language, rules }: Request): Promise<Answer> {
  const filename = `document.${language}`;
  const config = [
    {
      files: [filename],
      plugins: { ssm },
      language: "ssm/document",
      languageOptions: { complete: false },
      linterOptions: { reportUnusedDisableDirectives: "warn" },
      rules,
    },
  ] as unknown as Linter.Config[];
  const nothing = { id, task, messages: [], output: undefined, trace: undefined, documents: 0 };
  await prepareExpressions(text);
  try {
    if (task === "trace") {
      const { traceText } = await import("./trace.ts");
      return { ...nothing, trace: traceText(text, filename), failure: undefined };
    }
    if (task === "fix") {
      const { messages, output } = linter.verifyAndFix(text, config, { filename });
      return { ...nothing, messages, output: output === text ? undefined : output, failure: undefined };
    }
    const messages = linter.verify(text, config, { filename });
    return { ...nothing, messages, documents: documents(), failure: undefined };
  } catch (error) {
    return { ...nothing, failure: error instanceof Error ? error.message : String(error) };
  }
}

function documents(): number {
  const ast = linter.getSourceCode()?.ast as unknown as { file?: { documents: readonly unknown[] } } | undefined;
  return ast?.file?.documents.length ?? 0;
}
