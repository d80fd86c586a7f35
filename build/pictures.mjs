/**
 * `npm run pictures` (needs Chromium): takes the README's screenshots of the real program. The visible text is stored in
 * docs/pictures/text.json, so that a test notices outdated screenshots.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AnsiUp } from "ansi_up";
import { chromium } from "playwright-core";
import { buildPlayground, servePlayground } from "../playground/build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = ["examples/upload-implicit.yaml"];

/** The output of a run on a terminal, with colors. */
function report() {
  const { stdout } = spawnSync(process.execPath, ["dist/cli/ssmlint.cjs", "--no-config", "--color", ...COMMAND], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "100", NO_COLOR: "" },
  });
  return stdout.trimEnd();
}

/** An HTML page that shows a terminal window. */
function terminalPage(ansi) {
  const converter = new AnsiUp();
  // The converter's red is too dark on this background.
  const html = converter
    .ansi_to_html(`\u001B[2m$\u001B[22m npx ssmlint ${COMMAND.join(" ")}\n${ansi}`)
    .replaceAll("rgb(187,0,0)", "#ff7b72");
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: transparent; }
    pre { display: inline-block; margin: 0; padding: 20px 24px; border-radius: 8px; background: #1e2127; color: #dcdfe4;
      font: 14px/1.4 "DejaVu Sans Mono", monospace; }
  </style><pre>${html}</pre>`;
}

async function withBrowser(use) {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Opens the playground with the same example, and waits until it has been checked. */
async function openPlayground(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(address);
  await page.waitForFunction(() => /finding/i.test(document.querySelector("#status")?.textContent ?? ""));
  return page;
}

/** The visible text of the screenshots. With a directory, also writes the screenshots there. */
export async function pictures(directory) {
  return withBrowser(async (browser) => {
    const ansi = report();
    const terminal = await browser.newPage({ viewport: { width: 1000, height: 400 }, deviceScaleFactor: 1.5 });
    await terminal.setContent(terminalPage(ansi));
    const built = mkdtempSync(join(tmpdir(), "ssmlint-pictures-"));
    await buildPlayground(built);
    const server = await servePlayground(built);
    try {
      const page = await openPlayground(browser, `http://127.0.0.1:${server.address().port}/`);
      if (directory !== undefined) {
        mkdirSync(directory, { recursive: true });
        await terminal.locator("pre").screenshot({ path: join(directory, "terminal.png"), omitBackground: true });
        await page.screenshot({ path: join(directory, "playground.png") });
      }
      return {
        terminal: await terminal.locator("pre").innerText(),
        playground: await page.locator("#findings").innerText(),
      };
    } finally {
      server.close();
      rmSync(built, { recursive: true, force: true });
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const directory = join(root, "docs/pictures");
  const text = await pictures(directory);
  writeFileSync(join(directory, "text.json"), `${JSON.stringify(text, undefined, 2)}\n`);
}
