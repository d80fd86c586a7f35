/** Parses the given files with `yaml` and the given scripts with `unbash`, and does nothing else. */
import { readFileSync } from "node:fs";
import { parse } from "unbash";
import { parseAllDocuments } from "yaml";

const { files, scripts } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const file of files) parseAllDocuments(readFileSync(file, "utf8"));
for (const script of scripts) parse(readFileSync(script, "utf8"));
