/** Lints in the worker as one types: the latest text only, and never two at once. */
import type { Answer, Request } from "./protocol.ts";

/** Milliseconds of rest before a text is linted. */
const REST = 60;
/** A worker that takes longer than this for one text is replaced. */
const MAX_WORK = 10_000;

type Question = Omit<Request, "id" | "task">;

export interface LintingEvents {
  /** The latest answer, with the text that it is about. */
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

  /** Asks after a short rest; what was asked before is forgotten. */
  lint(question: Question): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send({ ...question, task: "lint" }), REST);
  }

  /** Asks for the text with all fixes. */
  fix(question: Question): void {
    clearTimeout(this.#timer);
    this.#send({ ...question, task: "fix" });
  }

  /** Asks what each call of the text sees. */
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
