/** `npm run new-rule NAME`: creates a rule, its page and its test, and adds the rule to rules/index.ts. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [name = ""] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(name)) {
  console.error("npm run new-rule NAME: the name is two words or more in lower case, as in no-reboot.");
  process.exit(2);
}
const files = [`rules/${name}.ts`, `rules/${name}.md`, `test/unit/rules/${name}.test.ts`];
const existing = files.find((file) => existsSync(`${root}/${file}`));
if (existing !== undefined) {
  console.error(`npm run new-rule: ${existing} exists already.`);
  process.exit(2);
}

const identifier = name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
const page = readFileSync(`${root}/build/new-rule/page.md`, "utf8");
const rule = readFileSync(`${root}/build/new-rule/rule.txt`, "utf8");
const test = readFileSync(`${root}/build/new-rule/test.txt`, "utf8");
for (const [index, text] of [rule, page, test].entries())
  writeFileSync(`${root}/${files[index]}`, text.replaceAll("RULE_NAME", name).replaceAll("ruleName", identifier));

const list = `${root}/rules/index.ts`;
writeFileSync(
  list,
  readFileSync(list, "utf8")
    .replace("\nexport const rules", `import { ${identifier} } from "./${name}.ts";\n\nexport const rules`)
    .replace(/\};\s*$/, `  "${name}": ${identifier},\n};\n`),
);
execFileSync("npx", ["oxfmt", ...files, "rules/index.ts"], { cwd: root, stdio: "ignore" });
console.log(
  `Created ${files.join(", ")}. It reports every \`reboot\`: say in them what it should do, then npm run generate.`,
);
