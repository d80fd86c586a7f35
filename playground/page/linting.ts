/** Lints in the worker while the user types: only the latest text, and one text at a time. */
import type { Answer, Request } from "./protocol.ts";

/** Milliseconds without a change before a text is linted. */
const REST = 60;
/** A worker that takes more milliseconds for one text is replaced. */
const MAX_WORK = 10_000;

type Question = Omit<Request, "id" | "task">;

export interface LintingEvents {
  /** Receives the latest answer and the text that it refers to. */
  onAnswer(answer: Answer, text: string): void;
}

export class Linting {
  readonly #events: LintingEvents;
  #worker: Worker;
  #id = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #asked: Request | undefined;

  constructor(events: LintingEvents) {
    this.#events = events;
    this.#worker = this.#start();
  }

  #start(): Worker {
    const worker = new Worker(new URL("lint.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#receive(data));
    worker.addEventListener("error", ({ message }) => this.#fail(message || "The linter could not be loaded."));
    return worker;
  }

  /** Requests findings after a short delay. Answers to earlier requests are dropped. */
  lint(question: Question): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send({ ...question, task: "lint" }), REST);
  }

  /** Requests the text with all fixes. */
  fix(question: Question): void {
    clearTimeout(this.#timer);
    this.#send({ ...question, task: "fix" });
  }

  /** Requests what each call in the text sees. */
  trace(question: Question): void {
    this.#send({ ...question, task: "trace" });
  }

  #send(question: Question & Pick<Request, "task">): void {
    const request: Request = { ...question, id: ++this.#id };
    this.#asked = request;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.#worker.terminate();
      this.#worker = this.#start();
      this.#fail(`Linting took longer than ${MAX_WORK / 1000} seconds and was stopped.`);
    }, MAX_WORK);
    this.#worker.postMessage(request);
  }

  #receive(answer: Answer): void {
    if (answer.id !== this.#id || this.#asked === undefined) return;
    clearTimeout(this.#watch);
    this.#events.onAnswer(answer, this.#asked.text);
  }

  #fail(failure: string): void {
    clearTimeout(this.#watch);
    if (this.#asked === undefined) return;
    const { id, task, text } = this.#asked;
    this.#events.onAnswer({ id, task, messages: [], output: undefined, trace: undefined, documents: 0, failure }, text);
  }
}
