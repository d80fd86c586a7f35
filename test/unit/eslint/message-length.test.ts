/** Messages contain names and values from the script, however long they are. */
import { expect, test } from "vitest";
import { implicit } from "../../support/documents.ts";
import { recommended } from "../../support/recommended.ts";

const texts = (...script: string[]): string[] =>
  recommended(implicit(...script)).flatMap(({ message, suggestions = [] }) => [
    message,
    ...suggestions.map(({ desc }) => desc),
  ]);

const CALLS = 100;
const repeated = (call: string): string[] => [...Array.from({ length: CALLS }, () => call), "date"];

test.each([
  ["an operation of aws", (long: string) => [`X=${long}`, ...repeated("aws s3api $X")]],
  [
    "words of an operation",
    (long: string) => [`X='${long.replaceAll(/.{9}/g, "$& ")}'`, ...repeated('aws s3api "$X"')],
  ],
  ["a path of the metadata service", (long: string) => [`X=169.254.169.254/${long}`, ...repeated("curl http://$X")]],
  ["a variable", (long: string) => repeated(`${long}=$(aws s3 ls)`)],
  ["a program", (long: string) => repeated(`aws s3 ls | ${long}`)],
])("messages are bounded: %s", (_, script) => {
  const short = texts(...script("x".repeat(150)));
  const long = texts(...script("x".repeat(10_000)));
  expect(short.length).toBeGreaterThan(CALLS);
  expect(long.length).toBeGreaterThanOrEqual(short.length);
  expect(Math.max(...long.map((text) => text.length))).toBeLessThan(6000);
});

test("a name that a person writes is shown whole", () => {
  const name = "x".repeat(200);
  expect(texts(`aws s3api ${name}`, "date").join("\n")).toContain(`\`aws s3api ${name}\``);
});

test("a character outside of the basic plane is not cut in half", () => {
  for (const start of ["", "x"]) {
    const messages = texts(
      `aws s3api ${start}${"😀".repeat(300)}`,
      `aws s3api '${`${start}😀 `.repeat(9000)}'`,
      "date",
    );
    expect(messages.some((message) => message.includes("…`"))).toBe(true);
    for (const message of messages) expect(message.isWellFormed()).toBe(true);
  }
});
