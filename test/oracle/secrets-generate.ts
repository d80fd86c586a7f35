/** Random scripts that get secrets, change them, and may print them, in random contexts. */
import fc from "fast-check";

/** The content of a variable: a plain secret, JSON with secrets in it, or something that is not secret. */
type Content = "plain" | "sts" | "credentials" | "role" | "database" | "harmless" | "empty";

/** The secret values. Each is longer than a mere hint, and has nothing in common with the others. */
export const MARKS = {
  plain: "Kq7vXw2MtR9zLd4HsB8nYc3J",
  literal: "Ue5gTp1WxQ6kZa8RfV2mDh9S",
  stsKey: "Nb4jCy7ZsE2oGi5QwL8xMu3A",
  stsToken: "Hr6dPk9VtJ1fXz4SeB7cWn2Y",
  roleKey: "Gm3wQa8LxU5vKt2ZyR7bDs9E",
  roleToken: "Xc9nFj2HpM6rTe4YkW1qBz8V",
  password: "Zt8sRu4DbK1hWv7GnP5jLx2C",
  imds: "Jw2eVn6KyB9tQx3MzH5rSd8F",
} as const;

const VARIABLES = ["A", "B", "C"] as const;
type Variable = (typeof VARIABLES)[number];

const CONDITIONS = ["C1", "C2"] as const;

/** A script, and whether only bash can run it. */
export interface Generated {
  readonly text: string;
  readonly bash: boolean;
}

const ROLE = "http://169.254.169.254/latest/meta-data/iam/security-credentials/web";
const ASSUME = "aws sts assume-role --role-arn r --role-session-name s";
/** Prints three words on one line. */
const STS_TEXT = `${ASSUME} --query Credentials.[AccessKeyId,SecretAccessKey,SessionToken] --output text`;
const GET = "aws secretsmanager get-secret-value --secret-id db";

/** Commands that print something, by the kind of their output. */
const SOURCES: Readonly<Record<Exclude<Content, "credentials" | "empty">, readonly string[]>> = {
  plain: [
    "aws ssm get-parameter --name /app/key --with-decryption --query Parameter.Value --output text",
    "aws kms decrypt --ciphertext-blob fileb://x --query Plaintext --output text",
    "aws ecr get-login-password",
    "aws eks get-token --cluster-name c --query status.token --output text",
    `${ASSUME} --query Credentials.SecretAccessKey --output text`,
  ],
  sts: [ASSUME],
  role: [`curl -s ${ROLE}`, `curl -sf -H "X-aws-ec2-metadata-token: t" ${ROLE}`],
  database: [`${GET} --query SecretString --output text`],
  harmless: [
    "aws sts get-caller-identity --query Account --output text",
    `${ASSUME} --query Credentials.AccessKeyId --output text`,
    `${GET} --query ARN --output text`,
    "aws eks get-token --cluster-name c --query status.expirationTimestamp --output text",
    "aws eks get-token --cluster-name c | jq -r .kind",
    "curl -s http://169.254.169.254/latest/meta-data/instance-id",
    "date +%Y",
    "echo plain text",
  ],
};

/** Filters, and the content after them. */
const FILTERS: Readonly<Record<Content, readonly (readonly [filter: string, left: Content])[]>> = {
  plain: [
    ["cat", "plain"],
    ["cut -c1-20", "plain"],
    ["cut -c1-3", "harmless"],
    ["cut -d: -f1", "plain"],
    ["base64", "plain"],
    ["rev", "plain"],
    ["tr a-z A-Z", "plain"],
    ["sed 's/./*/g'", "harmless"],
    ["sed 's/^/key: /'", "plain"],
    ["perl -pe 's/./*/g'", "harmless"],
    ["perl -pe 's/^(..)/key: $1/'", "plain"],
    ["perl -pe 's/^.{4}/****/'", "plain"],
    ["wc -c", "harmless"],
    ["head -n 1", "plain"],
    ["grep .", "plain"],
    ["grep -c .", "harmless"],
    ["sha256sum", "harmless"],
    ["awk '{ print $1 }'", "plain"],
    ["sort", "plain"],
    ["tee /dev/null", "plain"],
    ["docker login --username AWS --password-stdin host", "harmless"],
  ],
  sts: [
    ["jq -r .Credentials.SecretAccessKey", "plain"],
    ["jq -r .Credentials.AccessKeyId", "harmless"],
    ["jq -r .Credentials.Expiration", "harmless"],
    ["jq .", "sts"],
    ["jq .Credentials", "credentials"],
    ["jq -c '.Credentials | del(.Expiration)'", "credentials"],
    ["jq 'del(.Credentials)'", "harmless"],
    ["jq -r '.Credentials | \"\\(.AccessKeyId) \\(.SecretAccessKey)\"' | cut -d' ' -f1", "harmless"],
    ["jq -r '.Credentials | .SessionToken'", "plain"],
    ["grep Expiration", "harmless"],
    ["grep SessionToken | cut -d'\"' -f4", "plain"],
    ['sed -n \'s/.*"AccessKeyId": "\\([^"]*\\)".*/\\1/p\'', "harmless"],
    ["tr -d '\\n'", "plain"],
    ["jq -r 'reduce .Credentials as $c (\"\"; . + $c.SessionToken)'", "plain"],
    ["jq -r 'reduce .Credentials as $c (\"\"; . + $c.AccessKeyId)'", "harmless"],
    ['perl -pe \'s/("SessionToken": ")[^"]*/$1/; s/("SecretAccessKey": ")[^"]*/$1/\'', "harmless"],
    ['perl -pe \'s/("SessionToken": ")[^"]*/$1/\'', "plain"],
    ["wc -l", "harmless"],
  ],
  credentials: [
    ["jq -r .SecretAccessKey", "plain"],
    ["jq -r .AccessKeyId", "harmless"],
    ["jq -c '{AccessKeyId, Expiration}'", "harmless"],
    ["jq 'del(.SecretAccessKey, .SessionToken)'", "harmless"],
    ["jq 'del(.SecretAccessKey)'", "plain"],
    ["jq -r '[.AccessKeyId, .SessionToken] | @tsv' | awk '{ print $1 }'", "harmless"],
    ["jq -r '[.AccessKeyId, .SessionToken] | @tsv' | awk '{ print $2 }'", "plain"],
    ["jq -r @base64 | base64 -d | jq -r .SessionToken", "plain"],
    ["jq -r @base64 | base64 -d | jq -r .AccessKeyId", "harmless"],
    ["jq -r 'to_entries[] | select(.key == \"SecretAccessKey\") | .value'", "plain"],
  ],
  role: [
    ["jq -r .SecretAccessKey", "plain"],
    ["jq -r .Expiration", "harmless"],
    ["grep Token", "plain"],
    ["grep AccessKeyId | cut -d'\"' -f4", "harmless"],
    ["awk -F'\"' '/SecretAccessKey/ { print $4 }'", "plain"],
    ["awk -F'\"' '/LastUpdated/ { print $4 }'", "harmless"],
    ["head -n 3", "harmless"],
  ],
  database: [
    ["jq -r .password", "plain"],
    ["jq -r .username", "harmless"],
    ["jq -r .host", "harmless"],
    ["cat", "database"],
    ["jq -c .", "database"],
    ["jq -r '.password | capture(\"(?<w>.*)\") | .w'", "plain"],
    ["jq -r 'first(.username, .password)'", "harmless"],
    ["python3 -c 'import sys, json; print(list(json.load(sys.stdin).keys()))'", "harmless"],
    ["python3 -c 'import sys, json; print(json.load(sys.stdin)[\"host\"])'", "harmless"],
    ["python3 -c 'import sys, json; print(json.load(sys.stdin)[\"password\"])'", "plain"],
    ["grep -o 'password.*'", "plain"],
    ['grep -o \'"host":"[^"]*"\' | cut -d\'"\' -f4', "harmless"],
    ['sed \'s/.*"username":"\\([^"]*\\)".*/\\1/\'', "harmless"],
    ['sed \'s/.*"password":"\\([^"]*\\)".*/\\1/\'', "plain"],
    ["base64 -w0", "plain"],
    ["jq 'reduce to_entries[] as $e (0; . + 1)'", "harmless"],
    ['jq -r \'reduce to_entries[] as $e (""; . + "\\($e.key)=\\($e.value) ")\'', "plain"],
    ["jq -c 'reduce keys[] as $k ({}; . + {($k): \"x\"})'", "harmless"],
  ],
  harmless: [
    ["cat", "harmless"],
    ["tr a-z A-Z", "harmless"],
    ["wc -c", "harmless"],
  ],
  empty: [["cat", "empty"]],
};

/** The content of each variable before a statement, as far as the generator knows. This makes scripts meaningful, and judges nothing. */
type State = Readonly<Record<Variable, Content>>;

class Writer {
  readonly #next: (below: number) => number;
  #places = 0;
  #functions = 0;
  #files = 0;
  bash = false;

  constructor(next: (below: number) => number) {
    this.#next = next;
  }

  #one<T>(all: readonly T[]): T {
    return all[this.#next(all.length)]!;
  }

  #place(): string {
    return `p${++this.#places}`;
  }

  script(): string {
    let state: State = { A: "empty", B: "empty", C: "empty" };
    const lines: string[] = [];
    for (let left = 1 + this.#next(2); left > 0; left--) {
      const [line, after] = this.#fetch(state);
      lines.push(line);
      state = after;
    }
    for (let left = 2 + this.#next(5); left > 0; left--) {
      const [more, after] = this.#statement(state, 0);
      lines.push(...more);
      state = after;
    }
    return lines.join("\n");
  }

  #fetch(state: State): [string, State] {
    const name = this.#one(VARIABLES);
    const content = this.#one(["plain", "plain", "sts", "role", "database", "harmless"] as const);
    return [`${name}=$(${this.#one(SOURCES[content])})`, { ...state, [name]: content }];
  }

  #change(state: State): [string, State] {
    const name = this.#one(VARIABLES);
    const from = this.#one(VARIABLES);
    const content = state[from];
    switch (this.#next(11)) {
      case 0:
        return [`${name}=$${from}`, { ...state, [name]: content }];
      case 1:
        return [
          `${name}="x $${from}"`,
          { ...state, [name]: content === "empty" ? "harmless" : content === "database" ? "harmless" : content },
        ];
      case 2:
        return [`${name}=plain`, { ...state, [name]: "harmless" }];
      case 3:
        return [`unset ${name}`, { ...state, [name]: "empty" }];
      case 4:
        return [`${name}=\${#${from}}`, { ...state, [name]: "harmless" }];
      case 5: {
        const [filter, left] = this.#one(FILTERS[content]);
        return [`${name}=$(echo "$${from}" | ${filter})`, { ...state, [name]: left }];
      }
      case 6:
        return [`export ${name}`, state];
      case 7:
        return [`export AWS_SECRET_ACCESS_KEY=${MARKS.literal}`, state];
      case 8:
        return [`${name}=\${${from}:-none}`, { ...state, [name]: content === "empty" ? "harmless" : content }];
      case 9:
        return [`${name}=\${${from}:+given}`, { ...state, [name]: content === "empty" ? "empty" : "harmless" }];
      default:
        return this.#fetch(state);
    }
  }

  #redirection(): string {
    return this.#one([
      "",
      "",
      "",
      "",
      " >&2",
      " > /dev/null",
      " 2> /dev/null",
      " > /dev/stderr",
      " > out.txt",
      " >> log.txt",
    ]);
  }

  /** A command that prints something. */
  #print(state: State): string {
    const name = this.#one(VARIABLES);
    const place = this.#place();
    const to = this.#redirection();
    const value = this.#one([`$${name}`, `\${${name}}`, `\${#${name}}`, `\${${name}:+given}`, `\${${name}:-none}`]);
    switch (this.#next(22)) {
      case 0:
      case 1:
        return `echo "${place} ${value}"${to}`;
      case 2:
        return `echo ${place} ${value}${to}`;
      case 3:
        return `printf '${place} %s\\n' "${value}"${to}`;
      case 4:
        return `cat <<EOF${to}\n${place} ${value}\nEOF`;
      case 5:
        return `cat <<'EOF'${to}\n${place} ${value}\nEOF`;
      case 6: {
        const [filter] = this.#one(FILTERS[state[name]]);
        return `echo "$${name}" | ${filter}${to}`;
      }
      case 7: {
        const content = this.#one(["plain", "sts", "role", "database", "harmless"] as const);
        const [filter] = this.#one(FILTERS[content]);
        return this.#next(3) > 0
          ? `${this.#one(SOURCES[content])} | ${filter}${to}`
          : `${this.#one(SOURCES[content])}${to}`;
      }
      case 8:
        return `${this.#one(["env", "printenv", "export -p", "set", "env | sort", "env | cut -d= -f1", "env | grep PATH", "env | grep -i proxy", "env | grep -E '^(PATH|HOME)='"])}${to}`;
      case 9:
        return `echo "$${name}" | tee file${++this.#files}.txt${to}`;
      case 10:
        return `echo "$${name}" > file.txt\ncat file.txt${to}`;
      case 11:
        return `cat ${this.#one(["out.txt", "log.txt", "file.txt"])} 2> /dev/null`;
      case 12:
        return `[ -n "$${name}" ] && echo "${place} set"${to}`;
      case 13:
        return `/bin/echo "${place} ${value}"${to}`;
      case 14:
        return this.#ownShell(`echo "${place} ${value}"`) + to;
      case 19: {
        // In the quotes of a config file, JSON would end at its own quotes.
        const inserted = state[name] === "plain" || state[name] === "harmless" ? `$${name}` : "none";
        return `printf 'header = "A: %s"\\n' "${inserted}" > k.txt\ncurl ${this.#one(["-s", "-sv"])} -K k.txt https://host/${to}`;
      }
      case 15:
        return `curl ${this.#one(["-s", "-sv"])} -H "A: $${name}" https://host/ ${this.#one(["", "> /dev/null", "2> /dev/null"])}`;
      case 16: {
        const content = this.#one(["plain", "sts", "database"] as const);
        const fetch = `X2=$(${this.#one(SOURCES[content])}${this.#one(["", " 2>&1"])})`;
        const say = `echo "${place} $X2"${to}`;
        return this.#one([
          `${fetch} || ${say}`,
          `if ! ${fetch}; then ${say}; fi`,
          `${fetch}\nif [ $? -ne 0 ]; then ${say}; fi`,
          `${fetch}\nRC=$?\n[ $RC -eq 0 ] || ${say}`,
          `${fetch} && ${say}`,
          `${fetch} || echo failed\n${say}`,
          `${fetch}\necho "$X2" | grep -q ${this.#one(["AccessDenied", "'error\\|Exception'"])} ${this.#one(["&&", "||"])} ${say}`,
          `${fetch}\nif printf '%s' "$X2" | grep ${this.#one(["-qi denied", "-qv denied", "-q ."])}; then ${say}; fi`,
          `${fetch}\ncase "$X2" in *AccessDenied*|*"error occurred"*) ${say} ;; ${this.#one(["", `*) ${say} ;; `])}esac`,
        ]);
      }
      case 18: {
        const from = this.#one([`echo '{"user":"a"}' |`, "curl -s https://host/config |"]);
        const to18 = this.#one([".key = $s", ".db.key = $s", ". + {key: $s}"]);
        const show = this.#one(["jq -r .user", "jq -c .", "jq .key", "jq 'del(.key, .db)'", "jq -c keys", "grep -c ."]);
        return `${from} jq --arg s "$${name}" '${to18}' > c.json\n${show} c.json${to}`;
      }
      case 17: {
        // A secret of several lines is no replacement that sed accepts.
        const inserted = state[name] === "plain" || state[name] === "harmless" ? `$${name}` : "none";
        const show = this.#one(["cat", "grep key", "sed s/key=.*/key=x/", "head -n 1", "wc -l", "diff -q /dev/null"]);
        return `printf 'user=a\\nkey=@@\\n' > file.txt\nsed -i "s|@@|${inserted}|" file.txt\n${show} file.txt${to}`;
      }
      default:
        return this.#bashPrint(name, place, to, state[name]);
    }
  }

  #ownShell(code: string): string {
    return this.#one([`sh -c '${code}'`, `eval '${code}'`, `export A; sh -c '${code}'`]);
  }

  #bashPrint(name: Variable, place: string, to: string, content: Content): string {
    this.bash = true;
    return this.#one([
      `cat <<< "${place} $${name}"${to}`,
      `declare -p ${name} 2> /dev/null`,
      `echo "${place} \${${name}:0:3}***"${to}`,
      // It is unknown what the beginning of JSON contains.
      `echo "${place} \${${name}:0:${content === "plain" ? 30 : 4}}"${to}`,
      `echo "${place} \${${name}//?/*}"${to}`,
      `L=("$${name}" x); echo "${place} \${L[@]}"${to}`,
      `[[ -n $${name} ]] && echo ${place}`,
    ]);
  }

  #condition(): string {
    return `[ -n "$${this.#one(CONDITIONS)}" ]`;
  }

  #block(state: State, depth: number): [string[], State] {
    const lines: string[] = [];
    let after = state;
    for (let left = 1 + this.#next(2); left > 0; left--) {
      const [more, next] = this.#statement(after, depth + 1);
      lines.push(...more);
      after = next;
    }
    return [lines, after];
  }

  /** The state after a block that may not have run, or whose changes are lost. */
  #either(a: State, b: State): State {
    const state: Record<Variable, Content> = { ...a };
    // Later statements have to suit both states: a filter for JSON would do something else with other text.
    for (const name of VARIABLES) if (a[name] !== b[name]) state[name] = "empty";
    return state;
  }

  #statement(state: State, depth: number): [string[], State] {
    const kind = this.#next(depth < 2 ? 30 : 14);
    if (kind < 8) return [[this.#print(state)], state];
    if (kind < 12) {
      const [line, after] = this.#change(state);
      return [[line], after];
    }
    if (kind === 12)
      return [[this.#one(["set -x", "set -x", "set +x", "{ set +x; } 2> /dev/null", "set -ex; set +e"])], state];
    if (kind === 13)
      return [[this.#one(["exec 2> /dev/null", "exec > all.txt", "exec 2>&1", "exec 3>&1", "echo end", ":"])], state];
    const [body, after] = this.#block(state, depth);
    const inner = body.join("\n");
    switch (kind) {
      case 14:
      case 15: {
        const [other, otherwise] = this.#block(state, depth);
        return this.#next(2) === 0
          ? [[`if ${this.#condition()}; then\n${inner}\nfi`], this.#either(state, after)]
          : [
              [`if ${this.#condition()}; then\n${inner}\nelse\n${other.join("\n")}\nfi`],
              this.#either(after, otherwise),
            ];
      }
      case 16:
        return [[`for i in 1 2; do\n${inner}\ndone`], this.#either(state, after)];
      case 17:
        return [[`(\n${inner}\n)${this.#redirection()}`], state];
      case 18:
        return [
          [
            `{\n${inner}\n}${this.#one(["", " > /dev/null", " 2>&1", " > out.txt", " > out.txt 2>&1", " 2> /dev/null", " >&2", " 2>&1 > /dev/null"])}`,
          ],
          after,
        ];
      case 19:
        return [
          [`{\n${inner}\n} | ${this.#one(["cat", "cat > /dev/null", "wc -l", "tee out.txt", "grep -c ."])}`],
          state,
        ];
      case 20: {
        const name = `f${++this.#functions}`;
        return [
          [
            `${name}() {\n${inner}\n}`,
            this.#one([name, `${name} x`, `X=$(${name})`, `${name} > /dev/null`, `${name} | cat`, ":"]),
          ],
          this.#either(state, after),
        ];
      }
      case 21: {
        const name = this.#one(VARIABLES);
        const place = this.#place();
        const called = `say${++this.#functions}`;
        return [
          [
            `${called}() { echo "${place} $1"${this.#one(["", " >&2"])}; }`,
            this.#one([`${called} "$${name}"`, `X=$(${called} "$${name}")`, `${called} plain`]),
          ],
          state,
        ];
      }
      case 23: {
        const name = this.#one(VARIABLES);
        const place = this.#place();
        const line = this.#one(["echo", "printf '%s\\n'"]);
        const source = this.#one([`echo "$${name}" |`, `${this.#one(SOURCES.plain)} |`]);
        return [[`${source} while read -r LINE; do ${line} "${place} $LINE"${this.#redirection()}; done`], state];
      }
      case 24: {
        const name = this.#one(VARIABLES);
        const place = this.#place();
        return [
          [
            `case "$${name}" in`,
            `${this.#one(["*", "?*", "''"])}) echo "${place} $${name}"${this.#redirection()} ;;`,
            "esac",
          ],
          state,
        ];
      }
      case 25: {
        const name = this.#one(VARIABLES);
        const called = `get${++this.#functions}`;
        const source = this.#one(SOURCES.plain);
        const body25 = this.#one([
          `X1=$(${source}); echo "$X1"`,
          source,
          `if ${this.#condition()}; then ${source}; else echo none; fi`,
          `${source} > /dev/null`,
          `echo "$1"`,
        ]);
        return [
          [`${called}() { ${body25}; }`, `${name}=$(${called} "$${this.#one(VARIABLES)}")`],
          { ...state, [name]: "harmless" },
        ];
      }
      case 26: {
        const name = this.#one(VARIABLES);
        const place = this.#place();
        return [
          [
            this.#one([
              `set -- "$${name}" b\necho "${place} $1"${this.#redirection()}`,
              `set -- a "$${name}"\necho "${place} $1"${this.#redirection()}`,
              `set -- $${name}\necho "${place} $*"${this.#redirection()}`,
              `echo "${place} $${name}" | xargs echo${this.#redirection()}`,
              `env X1="$${name}" sh -c 'echo "${place} $X1"'${this.#redirection()}`,
              `X1="$${name}" sh -c 'echo "${place} $X1"'${this.#redirection()}`,
              `sh -c 'echo "${place} $1"' sh "$${name}"${this.#redirection()}`,
              `sh <<EOF${this.#redirection()}\necho ${place} ${state[name] === "plain" ? `$${name}` : "none"}\nEOF`,
              `sh -x -c 'X1=$1' sh "$${name}"${this.#redirection()}`,
              `timeout 5 echo "${place} $${name}"${this.#redirection()}`,
              `X2=$(echo "${place} $${name}" >&2)`,
              `{ echo "${place} $${name}" >&2; } 2>&1 | cat${this.#redirection()}`,
              `X2=$({ echo "${place} $${name}" >&2; } 2>&1)\necho "$X2"${this.#redirection()}`,
              `exec 4>&1\nX2=$(echo "${place} $${name}" >&4)\nexec 4>&-`,
              `echo "${place} $${name}" & wait`,
              // `read` would read the first line of JSON on several lines, whose content is unknown.
              `echo "${place} ${state[name] === "plain" ? `$${name}` : "none"}" | { read -r X4; echo "$X4"${this.#redirection()}; }`,
              `alias ${place}g='${this.#one(SOURCES.plain)}'\n${place}g${this.#redirection()}`,
              `ssh host "echo '${place} $${name}'"${this.#redirection()}`,
              `ssh -q host 'echo "${place} $${name}"'${this.#redirection()}`,
              `ssh host echo ${place} ${state[name] === "plain" ? `$${name}` : "none"}${this.#redirection()}`,
              `echo "${place} $${name}" | ssh host ${this.#one(["cat", "'cat > file.txt'", "tee file.txt", "'wc -c'"])}${this.#redirection()}`,
              `ssh host "echo '${place} $${name}' > file.txt"\ncat file.txt 2> /dev/null`,
              `python3 -c 'import sys; v = sys.argv[1]; ${this.#one(["print(v)", "w = v + v; print(w)", 'print("set", len(v))', "open(v[:9]) if not v else print(1)"])}' "$${name}"${this.#redirection()}`,
              `python3 - a "$${name}" <<'EOF'${this.#redirection()}\nimport sys\na, v = sys.argv[1:]\n${this.#one(['print(f"{a} {v}")', "print(a)", "for w in [v]:\n  print(w)", 'print("done")'])}\nEOF`,
              `perl -e '${this.#one(["print shift", 'my $v = shift; print "v $v"', 'my $v = shift; print "done\\n"', "print scalar(@ARGV)"])}' "$${name}"${this.#redirection()}`,
              `ssh host bash <<EOF${this.#redirection()}\necho ${place} ${state[name] === "plain" ? `$${name}` : "none"}\nEOF`,
              `X10=$(ssh host "${this.#one(SOURCES.plain)}")${this.#one(["", `\necho "${place} $X10"`])}`,
              `ssh host "${this.#one(SOURCES.plain)}"${this.#redirection()}`,
              `jq -n --arg s "$${name}" '${this.#one(["{n: ($s | length)}", "{s: $s}", '$s != ""', "{$s} | keys"])}'${this.#redirection()}`,
              `[ "$${name}" = none ] || echo "${place} $${name}"${this.#redirection()}`,
              `X5=$(echo "$${name}")\n[ -z "$X5" ] || echo "${place} \${X5%?}"${this.#redirection()}`,
            ]),
          ],
          state,
        ];
      }
      case 27: {
        this.bash = true;
        const name = this.#one(VARIABLES);
        const place = this.#place();
        return [
          [
            this.#one([
              `read -r X6 <<< "$(${this.#one(SOURCES.plain)})"\necho "${place} $X6"${this.#redirection()}`,
              `read -r X6 X7 X8 < <(${STS_TEXT})\necho "${place} $X${this.#one([6, 7, 8])}"${this.#redirection()}`,
              `X6=($(${STS_TEXT}))\necho "${place} \${X6[${this.#next(3)}]}"${this.#redirection()}`,
              `set -- $(${STS_TEXT})\necho "${place} $${1 + this.#next(3)}"${this.#redirection()}`,
              `export $(printf "X6=%s X7=%s X8=%s" $(${STS_TEXT}))\nprintenv X${this.#one([6, 7, 8])}${this.#redirection()}`,
              `printf -v X6 '%s' "$${name}"\necho "${place} $X6"${this.#redirection()}`,
              `declare -x X7="$${name}"\nprintenv X7${this.#redirection()}`,
              `local8() { local X8="$${name}"; echo "${place} $X8"; }\nlocal8${this.#redirection()}`,
              `mapfile -t X9 <<< "$(${this.#one(SOURCES.plain)})"\necho "${place} \${X9[0]}"${this.#redirection()}`,
              `echo "${place} $${name}" |& cat${this.#redirection()}`,
              `cat < <(echo "${place} $${name}")${this.#redirection()}`,
              `declare -A M=([k]="$${name}")\necho "${place} \${M[k]}"${this.#redirection()}`,
              `echo "${place} $${name}" &> /dev/null`,
              `read -r -d '' X6 <<< "$${name}"\necho "${place} $X6"${this.#redirection()}`,
              `return\necho "${place} $${name}"`,
              `shopt -s expand_aliases\nalias ${place}g='${this.#one(SOURCES.plain)}'\n${place}g${this.#redirection()}`,
              `alias ${place}g='${this.#one(SOURCES.plain)}'\n${place}g || true`,
              `N=${name}\necho "${place} \${!N}"${this.#redirection()}`,
              `export -f nothing 2> /dev/null; compgen -v | grep -c . `,
              `echo "${place} \${${name}^^}"${this.#redirection()}`,
              `echo "${place} \${${name}@Q}"${this.#redirection()}`,
            ]),
          ],
          state,
        ];
      }
      case 28:
        return [[`${this.#condition()} || ${this.#one(["exit 0", "{ echo stop; exit 1; }"])}`], state];
      case 22:
        return [[`${this.#condition()} && {\n${inner}\n}`], this.#either(state, after)];
      default: {
        const place = this.#place();
        return [[`trap 'echo "${place} $${this.#one(VARIABLES)}"' EXIT`], state];
      }
    }
  }
}

export const scripts: fc.Arbitrary<Generated> = fc.infiniteStream(fc.nat(1_000_000)).map((numbers) => {
  const writer = new Writer((below) => numbers.next().value % below);
  const body = writer.script();
  return { text: writer.bash ? `#!/bin/bash\n${body}` : body, bash: writer.bash };
});
