/** One of curl's operations: the URLs between two `--next`, and the options that they share. */
import { type Argument, knownText, type AbstractString } from "../../../shell/index.ts";
import type { HeaderLine, HttpRequest } from "../request.ts";

/** An entry of curl's own list of transfers. `-o`, `-O` and `-T` each fill the first entry that lacks this part, in order, as URLs do. */
interface Transfer {
  url?: Argument;
  output?: AbstractString | "remote name";
  upload?: boolean;
}

/** The kinds of request that `-d`, `-F` and `-I` select. Two different kinds are a conflict. */
type Body = "POST" | "form" | "HEAD";

/** The kind of request that each option selects. */
export const BODIES: Readonly<Record<string, Body>> = {
  data: "POST",
  "data-ascii": "POST",
  "data-binary": "POST",
  "data-raw": "POST",
  "data-urlencode": "POST",
  json: "POST",
  form: "form",
  "form-string": "form",
  head: "HEAD",
};

export class Operation {
  readonly headers: HeaderLine[] = [];
  readonly #transfers: Transfer[] = [];
  /** For each part, the number of transfers that have it. */
  readonly #complete: Record<keyof Transfer, number> = { url: 0, output: 0, upload: 0 };
  readonly #given = new Set<string>();
  readonly #bodies = new Set<Body>();
  #custom: AbstractString | undefined;
  #writeOut: AbstractString | undefined;

  get hasUrls(): boolean {
    return this.#transfers.some((transfer) => transfer.url !== undefined);
  }

  /** The first transfer that lacks a part. The caller must set the part. */
  #open(lacks: keyof Transfer): Transfer {
    const index = this.#complete[lacks]++;
    const transfer = this.#transfers[index] ?? {};
    this.#transfers[index] = transfer;
    return transfer;
  }

  url(url: Argument): void {
    this.#open("url").url = url;
  }

  header(line: HeaderLine): void {
    this.headers.push(line);
  }

  option(name: string, value: Argument | undefined, reversed: boolean): void {
    if (reversed) this.#given.delete(name);
    else this.#given.add(name);
    if (value === undefined) {
      if (name === "remote-name") this.#open("output").output = "remote name";
    } else if (name === "output") {
      this.#open("output").output = value.value;
    } else if (name === "upload-file") {
      this.#open("upload").upload = knownText(value.value) !== "";
    } else if (name === "request") {
      this.#custom = value.value;
    } else if (name === "write-out") {
      this.#writeOut = value.value;
    }
    if (Object.hasOwn(BODIES, name) && !reversed) this.#bodies.add(BODIES[name]!);
  }

  /** The methods that the options request. `-G` turns data into a GET, or keeps the HEAD of `-I`. */
  get #asked(): ReadonlySet<string> {
    const asked = new Set<string>(this.#bodies);
    if (this.#given.has("get") && asked.delete("POST") && !asked.has("HEAD")) asked.add("GET");
    return asked;
  }

  /** Whether curl rejects the operation: "You can only select one HTTP request method". */
  get conflict(): boolean {
    return this.#asked.size > 1;
  }

  /**
   * Whether curl detects the conflict only when the operation starts, because data requests the other method. Earlier
   * operations are then already done.
   */
  get conflictsLate(): boolean {
    return this.conflict && !(this.#bodies.has("HEAD") && this.#bodies.has("form"));
  }

  #method(transfer: Transfer): AbstractString {
    if (this.#custom !== undefined && this.#custom.length > 0) return this.#custom;
    let text = "GET";
    if (transfer.upload) text = "PUT";
    else if (this.#bodies.has("HEAD")) text = "HEAD";
    else if ((this.#bodies.has("POST") || this.#bodies.has("form")) && !this.#given.has("get")) text = "POST";
    return [{ kind: "text", text }];
  }

  /** The requests that are sent before a conflict, and whether there is a conflict. */
  sent(): { readonly requests: readonly HttpRequest[]; readonly clash: boolean } {
    if (this.conflict) return { requests: [], clash: true };
    const uploads = this.#asked.size === 0 ? -1 : this.#transfers.findIndex(({ url, upload }) => url && upload);
    return { requests: this.requests(uploads < 0 ? undefined : uploads), clash: uploads >= 0 };
  }

  /**
   * The requests of the operation, or only those of its first `transfers` transfers. A transfer without a URL, or with an
   * empty one, sends none.
   */
  requests(transfers?: number): HttpRequest[] {
    if (this.#given.has("abstract-unix-socket") || this.#given.has("unix-socket")) return [];
    const fails = this.#given.has("fail") || this.#given.has("fail-with-body");
    const rest = this.#given.has("remote-name-all") ? "remote name" : "stdout";
    return this.#transfers.slice(0, transfers).flatMap((transfer) =>
      transfer.url === undefined || knownText(transfer.url.value) === ""
        ? []
        : {
            url: transfer.url.value,
            urlFrom: transfer.url,
            method: this.#method(transfer),
            headers: this.headers,
            output: transfer.output ?? rest,
            failOnError: fails,
            silent: this.#given.has("silent") && !this.#given.has("show-error"),
            writeOut: this.#writeOut,
          },
    );
  }
}
