import { defineConfig } from "vitest/config";

const project = (name: string, ...include: string[]) => ({ extends: true as const, test: { name, include } });

export default defineConfig({
  test: {
    setupFiles: ["test/support/seed.ts"],
    // To load all modules again for each file would take a third of the time.
    isolate: false,
    // By default, one core stays unused, which is half of the usual runner of a CI job.
    maxWorkers: "100%",
    testTimeout: 180_000,
    // Removing an installed project alone takes a minute on a slow disk.
    hookTimeout: 240_000,
    projects: [
      project("unit", "test/unit/**/*.test.ts"),
      project("differential", "test/differential/**/*.test.ts", "test/story/**/*.test.ts"),
      project("oracle", "test/oracle/**/*.test.ts"),
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: ["test/support/built-package.ts"],
        },
      },
      project("browser", "test/browser/**/*.test.ts"),
      project("docs", "test/docs/**/*.test.ts"),
    ],
  },
});
