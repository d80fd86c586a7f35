/** Runs scripts with dash, busybox and bash under every assignment of their conditions, each run in its own directory. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The shells that run the scripts. The same shell is also `sh` in the script. */
const SHELLS = ["dash", "busybox", "bash"] as const;
export type Shell = (typeof SHELLS)[number];

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
  /** The names and the content of the files that the run left. */
  readonly files: string;
}

/** The outcomes of one script, one for each assignment. */
export type Outcomes = Readonly<Record<Shell, readonly Outcome[]>>;

const DRIVER = `
unset SHLVL
while read -r id script shell name c1 c2; do
  mkdir "$WORK/$id" && cd "$WORK/$id" || exit
  C1=\${c1#-} C2=\${c2#-}
  export C1 C2
  PATH=$BIN/$shell:$TOOLS timeout 5 "$name" "$SCRIPTS/$script" < /dev/null 2> "$OUT/$id.err" | cat > "$OUT/$id.out"
  echo "\${PIPESTATUS[0]}" > "$OUT/$id.status"
done < "$LIST"
`;

function filesIn(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path.slice(directory.length)} ${entry.isFile() ? readFileSync(path, "utf8") : ""}`;
    })
    .toSorted()
    .join("\n");
}

export function outcomesOf(scripts: readonly string[], shells: readonly Shell[] = SHELLS): readonly Outcomes[] {
  const root = mkdtempSync(join(tmpdir(), "portability-"));
  try {
    const path = (name: string): string => join(root, name);
    for (const name of ["bin", ...SHELLS.map((shell) => `bin/${shell}`), "scripts", "work", "out"])
      mkdirSync(path(name));
    for (const shell of SHELLS) {
      symlinkSync(`/bin/${shell}`, path(`bin/${shell}/sh`));
      writeFileSync(path(`bin/${shell}/sudo`), '#!/bin/dash\nexport HOME=/root\nexec "$@"\n');
      chmodSync(path(`bin/${shell}/sudo`), 0o755);
    }
    for (const [index, script] of scripts.entries()) writeFileSync(path(`scripts/${index}`), script);
    const choices = (script: string, name: string): readonly string[] =>
      script.includes(`$${name}`) ? ["-", "+"] : ["-"];
    const runs = scripts.flatMap((script, index) =>
      shells.flatMap((shell) =>
        choices(script, "C1").flatMap((c1) => choices(script, "C2").map((c2) => ({ index, shell, c1, c2 }))),
      ),
    );
    // The shell is called `sh`, which puts bash in POSIX mode, unless the script starts itself again with `bash`.
    const nameOf = (shell: Shell, index: number): string =>
      shell === "bash" && /exec \S*bash\b.*"\$0"/.test(scripts[index]!) ? "bash" : "sh";
    const list = runs
      .map(({ index, shell, c1, c2 }, id) => `${id} ${index} ${shell} ${nameOf(shell, index)} ${c1} ${c2}\n`)
      .join("");
    writeFileSync(path("list"), list);
    // As in a step, HOME is not set.
    const env = {
      BIN: path("bin"),
      TOOLS: "/usr/bin:/bin",
      PATH: "/usr/bin:/bin",
      LANG: "C.UTF-8",
      WORK: path("work"),
      SCRIPTS: path("scripts"),
      OUT: path("out"),
      LIST: path("list"),
    };
    spawnSync("/bin/bash", ["-c", DRIVER], { env, timeout: runs.length * 6000, stdio: "ignore" });
    const all = scripts.map((): Record<Shell, Outcome[]> => ({ dash: [], busybox: [], bash: [] }));
    for (const [id, { index, shell }] of runs.entries()) {
      // Each run has another directory, and the shells may use different descriptors for `<( … )`.
      const anywhere = (text: string): string =>
        text.replaceAll(path(`work/${id}`), "/work").replaceAll(/\/dev\/fd\/\d+/g, "/dev/fd/N");
      const read = (kind: string): string => anywhere(readFileSync(path(`out/${id}.${kind}`), "utf8"));
      all[index]![shell].push({
        stdout: read("out"),
        stderr: read("err"),
        status: read("status").trim(),
        files: anywhere(filesIn(path(`work/${id}`))),
      });
    }
    return all;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
