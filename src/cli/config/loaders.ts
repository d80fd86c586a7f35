/** Loaders for the file formats of a configuration. If a file cannot be read, the error gives the position as `FILE:LINE:COLUMN`. */
import { createRequire } from "node:module";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { parseDocument } from "yaml";
import { readJson } from "../../document/syntax/json.ts";
import { LineIndex } from "../../eslint/tree/line-index.ts";
import { Failure, thrownText } from "../support/failure.ts";
import { importModule } from "./import-module.ts";

type Loader = (path: string, text: string) => unknown;

function unreadable(
  path: string,
  reason: string,
  place?: { readonly line: number; readonly column?: number },
): Failure {
  const at = place === undefined ? "" : `:${place.line}${place.column === undefined ? "" : `:${place.column}`}`;
  return new Failure(`${path}${at}: the configuration cannot be read: ${reason}`);
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");

const json: Loader = (path, given) => {
  const text = withoutMark(given);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const [found] = readJson(text).errors;
    if (found === undefined) throw unreadable(path, (error as Error).message);
    throw unreadable(path, found.message, new LineIndex(text).position(found.offset));
  }
};

const yaml: Loader = (path, given) => {
  const text = withoutMark(given);
  const document = parseDocument(text, { prettyErrors: false, merge: true, logLevel: "error" });
  const [found] = document.errors;
  if (found !== undefined) {
    const position = new LineIndex(text).position(found.pos[0]);
    if (found.code === "MULTIPLE_DOCS") throw unreadable(path, "It contains several YAML documents.", position);
    const isTooDeep = found.message.startsWith("Maximum call stack");
    throw unreadable(path, isTooDeep ? "It is nested too deeply here." : found.message, position);
  }
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw unreadable(path, (error as Error).message);
  }
};

const importDefault = async (path: string): Promise<unknown> =>
  ((await importModule(pathToFileURL(path).href)) as { default?: unknown }).default;

const javascript: Loader = async (path) => {
  try {
    return await importDefault(path);
  } catch (error) {
    throw moduleFailure(path, error);
  }
};

/** The failure for an exception of a module, with the position in the configuration file if the stack trace names one. */
export function moduleFailure(path: string, error: unknown): Failure {
  if (!(error instanceof Error)) return unreadable(path, thrownText(error));
  const names = [pathToFileURL(path).href, path].map((name) => name.replaceAll(/[^\w/]/g, "\\$&"));
  const [, line, column] = new RegExp(`(?:${names.join("|")}):(\\d+)(?::(\\d+))?`).exec(error.stack ?? "") ?? [];
  if (line === undefined) return unreadable(path, error.message);
  return unreadable(path, error.message, { line: Number(line), ...(column && { column: Number(column) }) });
}

/**
 * Node loads TypeScript itself from 22.18 and 24 on, if it only has to strip types. Other files are loaded by jiti, if the
 * project has it, as in ESLint.
 */
const typescript: Loader = async (path) => {
  const readsItself = "typescript" in process.features && Boolean(process.features.typescript);
  const jiti = findJiti(path);
  if (readsItself && !(jiti !== undefined && path.endsWith(".cts"))) {
    try {
      return await importDefault(path);
    } catch (error) {
      const isBeyondNode = (error as NodeJS.ErrnoException).code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
      if (!isBeyondNode) throw moduleFailure(path, error);
      if (jiti === undefined) {
        const { message } = error as Error;
        throw unreadable(path, `${message}. Install jiti (npm install -D jiti) to read it.`);
      }
    }
  }
  if (jiti === undefined) {
    throw new Failure(
      `${path}: Node ${process.versions.node} cannot read TypeScript. Install jiti (npm install -D jiti), use Node 22.18 or later, or write the configuration in JavaScript.`,
    );
  }
  const { createJiti } = (await importModule(pathToFileURL(jiti).href)) as {
    createJiti: (base: string) => { import(path: string, options: { default: true }): Promise<unknown> };
  };
  try {
    return await createJiti(path).import(path, { default: true });
  } catch (error) {
    throw moduleFailure(path, error);
  }
};

function findJiti(path: string): string | undefined {
  try {
    return createRequire(path).resolve("jiti");
  } catch {
    return undefined;
  }
}

/** By file extension. A file with another extension may be YAML or JSON. It is loaded as YAML, of which JSON is a subset. */
const loaders: ReadonlyMap<string, Loader> = new Map([
  [".json", json],
  [".js", javascript],
  [".cjs", javascript],
  [".mjs", javascript],
  [".ts", typescript],
  [".cts", typescript],
  [".mts", typescript],
]);

/** The loader for a file name. */
export const loaderFor = (path: string): Loader => loaders.get(extname(path)) ?? yaml;

/** Whether loading the file executes it. */
export const isCode = (path: string): boolean => [javascript, typescript].includes(loaderFor(path));
