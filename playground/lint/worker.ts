/** The worker: lints what the page sends, so that a large document never holds up typing. */
import type { Answer, Request } from "../page/protocol.ts";
import { lint } from "./lint.ts";
import { operations } from "./operations.ts";

async function answer(request: Request): Promise<void> {
  post(lint(request));
  // A script that reads what `aws` prints is judged again when the table of what it prints has arrived.
  if (operations.isWanted() && (await operations.load())) post(lint(request));
}

function post(message: Answer): void {
  globalThis.postMessage(message);
}

globalThis.addEventListener("message", ({ data }: MessageEvent<Request>) => void answer(data));
