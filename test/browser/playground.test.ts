/** The playground in a real Chromium. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPlayground, servePlayground } from "../../playground/build.mjs";
import { implicit } from "../support/documents.ts";

/** Debian's Chromium. No browser has to be downloaded by Playwright. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const hasChromium = existsSync(executablePath);

const directory = mkdtempSync(join(tmpdir(), "playground-"));
let browser: Browser;
let server: Server;
let address: string;

beforeAll(async () => {
  if (!hasChromium) return;
  await buildPlayground(directory);
  server = await servePlayground(directory);
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(directory, { recursive: true, force: true });
});

const errors: string[] = [];

/** Opens a page and waits until it has linted its first text. Requests to other servers, and errors, are added to `errors`. */
async function open(path = "", viewport = { width: 1280, height: 800 }): Promise<Page> {
  errors.length = 0;
  const page = await browser.newPage({ viewport });
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) errors.push(`asked for ${url}`);
  });
  await page.goto(address + path);
  await settled(page);
  return page;
}

const status = (page: Page) => page.locator("#status");
const settled = (page: Page, text: RegExp = /finding|document/i) =>
  expect.poll(() => status(page).textContent(), { timeout: 30_000 }).toMatch(text);

async function paste(page: Page, text: string, expected: RegExp): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
  await settled(page, expected);
}

describe.skipIf(!hasChromium)("the playground (needs Chromium at /usr/bin/chromium)", { timeout: 120_000 }, () => {
  test("is small: page and worker are under 600 KB with gzip", () => {
    const read = (name: string): Buffer => readFileSync(join(directory, name));
    const first = new Set(["index.html", "page.css", "page.js", "lint.js"]);
    for (const name of first)
      for (const [, imported] of read(name)
        .toString()
        .matchAll(/\b(?:from|import)"\.\/([^"]+)"/g))
        first.add(imported!);
    expect(first.size).toBeGreaterThan(4);
    const total = [...first].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);
    expect(total).toBeLessThan(600_000);
    expect(statSync(join(directory, "aws-operations.jsonl")).size).toBeGreaterThan(100_000);
  });

  test("lints pasted text, and selects the range of a finding", async () => {
    const page = await open();
    await settled(page, /^3 findings$/);
    await paste(page, implicit("aws s3 ls"), /^1 finding$/);
    await page.locator(".where").click();
    expect(await page.evaluate("getSelection().toString()")).toBe("aws s3 ls");
    await paste(page, "a: b\n", /No SSM document/);
    await paste(page, `${implicit("aws s3 ls")}x: [\n`, /^1 finding$/);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("applies a suggestion after a preview, and can undo it", async () => {
    const page = await open();
    await paste(page, implicit("aws s3 ls"), /^1 finding$/);
    await page.locator(".change").first().click();
    await page.locator("#preview-apply").waitFor();
    expect(await page.locator("#preview-diff .added").count()).toBeGreaterThan(1);
    await page.locator("#preview-apply").click();
    await settled(page, /^No findings$/);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Z");
    await settled(page, /^1 finding$/);
    await page.close();
  });

  test("applies all fixes", async () => {
    const page = await open();
    await page.locator("#examples").selectOption("upload-imds-jq.yaml");
    await settled(page, /^[3-9] findings$/);
    await page.locator("#fix-all").click();
    await page.locator("#preview-apply").click();
    await expect.poll(() => page.locator(".cm-content").textContent()).toContain("X-aws-ec2-metadata-token");
    await page.close();
  });

  test("shows a message on hover, and F8 moves to the next finding", async () => {
    const page = await open();
    await page.locator(".cm-lintRange").first().hover();
    await page.locator(".cm-tooltip-lint").waitFor();
    expect(await page.locator(".cm-tooltip-lint").textContent()).toContain("explicit-aws-credentials");
    await page.locator(".cm-content").click();
    await page.keyboard.press("F8");
    expect(await page.evaluate("getSelection().toString()")).toBe("aws s3 cp");
    await page.close();
  });

  test("has settings for rules, and a link that contains text and settings", async () => {
    const page = await open();
    await page.locator("#tab-rules").click();
    await page.getByLabel("Level of explicit-aws-credentials").selectOption("off");
    await settled(page, /^1 finding$/);
    await page.getByLabel("Level of explicit-aws-credentials").selectOption("warn");
    await settled(page, /^3 findings$/);
    await page.locator("#copy-link").click();
    await settled(page, /link/);
    const { hash } = new URL(page.url());
    await page.close();
    const other = await open(hash);
    await settled(other, /^3 findings$/);
    expect(await other.locator(".findings li.warning").count()).toBe(3);
    await other.close();
  });

  test.each(["#1!!!", "#2abc", "#1AAAA", `#1${"A".repeat(50_000)}`])("ignores a damaged link: %.12s", async (hash) => {
    const page = await open(hash);
    await settled(page, /^3 findings$/);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("shows in the trace which credentials a call uses", async () => {
    const page = await open();
    await page.locator("#tab-trace").click();
    await expect.poll(() => page.locator("#trace").textContent()).toContain("EC2, leftover file");
    await paste(page, implicit("aws s3 ls --profile ops"), /^No findings$/);
    await expect.poll(() => page.locator("#trace").textContent()).toContain("profile ops must exist");
    await page.close();
  });

  test("opens the page of a rule from its finding", async () => {
    const page = await open();
    await page.locator(".findings .rule").first().click();
    expect(await page.locator("#page h1").textContent()).toContain("explicit-aws-credentials");
    await page.close();
  });

  test("loads the library for expressions and the table of the output of aws only if a script needs them", async () => {
    const page = await open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await paste(page, implicit("aws s3 ls --profile a"), /^No findings$/);
    expect(asked).toEqual([]);
    const script = `aws iam get-user --profile a | grep UserName | cut -d'"' -f4`;
    await paste(page, implicit(script), /^2 findings$/);
    const [library, table, ...others] = asked;
    expect(readFileSync(join(directory, library!), "utf8")).toContain("LONGEST_MATCH");
    expect([table, ...others]).toEqual(["/aws-operations.jsonl"]);
    await page.close();
  });

  test("displays HTML and scripts in a hostile document as text", async () => {
    const page = await open();
    const html = `<img src=x onerror="document.title='owned'">`;
    const text = implicit(`aws s3 ls\n# ssmlint-disable-next-line <b>x</b>\naws s3 cp "${html}" s3://b`);
    await paste(page, text.replace("name: x", `name: '${html}'`), /findings$/);
    for (const tab of ["rules", "page", "findings"]) await page.locator(`#tab-${tab}`).click();
    expect(await page.locator("#panel img, #panel b, .cm-tooltip img").count()).toBe(0);
    expect(await page.title()).toBe("ssmlint playground");
    for (const deep of [`a: ${"[".repeat(5_000)}`, "- ".repeat(5_000)]) await paste(page, deep, /finding|document/);
    await paste(page, implicit("aws s3 ls"), /^1 finding$/);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("lints a document of 200 lines in the worker while typing", async () => {
    const page = await open();
    const lines = Array.from({ length: 190 }, (_, index) => `echo ${index}`).join("\n");
    const text = JSON.stringify(implicit(`aws s3 ls\n${lines}`));
    const times = await page.evaluate<number[]>(`(async () => {
      const worker = new Worker("lint.js", { type: "module" });
      const rules = { "ssm/explicit-aws-credentials": "error" };
      const times = [];
      for (let id = 0; id < 15; id++) {
        const start = performance.now();
        await new Promise((done) => {
          worker.addEventListener("message", done, { once: true });
          worker.postMessage({ id, task: "lint", text: ${text}, language: "yaml", rules });
        });
        times.push(performance.now() - start);
      }
      return times;
    })()`);
    console.log(`200 lines in the worker, ms: ${times.map((time) => time.toFixed(0)).join(" ")}`);
    expect(times).toHaveLength(15);
    await page.close();
  });

  describe.each([
    { width: 320, height: 700, colorScheme: "dark" as const },
    { width: 1280, height: 800, colorScheme: "light" as const },
  ])("at $width px", ({ colorScheme, ...viewport }) => {
    test("nothing overflows, and axe finds no serious problem", async () => {
      const page = await open("", viewport);
      await page.emulateMedia({ colorScheme });
      for (const tab of ["findings", "trace", "rules", "page"]) {
        await page.locator(`#tab-${tab}`).click();
        expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
        const axe = readFileSync(resolve("node_modules/axe-core/axe.min.js"), "utf8");
        const { violations } = await page.evaluate<{
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        }>(`(() => { ${axe}; return axe.run(); })()`);
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => [tab, id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
      }
      const pictures = process.env["SCREENSHOTS"];
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `playground-${viewport.width}.png`) });
      await page.close();
    });
  });
});
