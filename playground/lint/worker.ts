/** The worker: lints the texts that the page sends, so that a large document never blocks typing. */
import type { Answer, Request } from "../page/protocol.ts";
import { lint } from "./lint.ts";
import { operations } from "./operations.ts";

async function answer(request: Request): Promise<void> {
  post(await lint(request));
  // A script that reads the output of `aws` is linted again after the table of that output has been loaded.
  if (operations.isWanted() && (await operations.load())) post(await lint(request));
}

function post(message: Answer): void {
  globalThis.postMessage(message);
}

globalThis.addEventListener("message", ({ data }: MessageEvent<Request>) => void answer(data));
