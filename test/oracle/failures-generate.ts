/**
 * Random scripts whose calls may fail, in random contexts. Each script has a twin that does the same and also logs: wherever the
 * script checks a status or an output, the twin logs what it sees. Code that only passes a failure on (`|| return 1`, `exit $?`) is
 * not a check.
 */
import fc from "fast-check";

/** A part of a script: `own` is linted, `twin` is the same part in the script's twin. */
interface Code {
  readonly own: string;
  readonly twin: string;
}

/** A script with its twin and its conditions. */
export interface Generated extends Code {
  readonly bash: boolean;
  readonly conditions: readonly string[];
  /** The names of the calls in text order, such as `k1`. */
  readonly sites: readonly string[];
}

function code(strings: TemplateStringsArray, ...parts: readonly (string | Code)[]): Code {
  const joined = (kind: keyof Code): string =>
    strings.reduce((text, string, index) => {
      const part = parts[index];
      return text + string + (part === undefined ? "" : typeof part === "string" ? part : part[kind]);
    }, "");
  return { own: joined("own"), twin: joined("twin") };
}

const MOST_SITES = 3;
const MOST_DEPTH = 3;

/** The context of a statement. */
interface Around {
  readonly depth: number;
  readonly inFunction: boolean;
  /** Whether `exit` ends a subshell, and not the script. */
  readonly inSubshell: boolean;
  /** Whether `|| exit 1` follows: `aws … && echo ok || exit 1` passes the failure on. */
  readonly isPassedOn?: boolean;
}

class Writer {
  readonly #next: (below: number) => number;
  readonly sites: string[] = [];
  #numbers = 0;
  readonly #functions: string[] = [];
  #hasErrTrap = false;
  #hasExitTrap = false;
  readonly bash: boolean;

  constructor(next: (below: number) => number) {
    this.#next = next;
    this.bash = next(3) === 0;
  }

  #one<T>(all: readonly T[]): T {
    return all[this.#next(all.length)]!;
  }

  #number(): number {
    return ++this.#numbers;
  }

  get #full(): boolean {
    return this.sites.length >= MOST_SITES;
  }

  /** Prints a message, which the twin also logs. */
  #say(to = ""): Code {
    const word = `m${this.#number()}`;
    return { own: `echo ${word}${to}`, twin: `mark ${word}${to}` };
  }

  /** A test whose failure the twin logs. */
  #looked(test: Code): Code {
    return { own: test.own, twin: `{ ${test.twin} || fail l${this.#number()}; }` };
  }

  script(): Code {
    const around: Around = { depth: 0, inFunction: false, inSubshell: false };
    const lines: Code[] = [];
    if (this.#next(3) === 0) lines.push(this.#option());
    if (this.#next(3) === 0) lines.push(this.#trap(), ...this.#guards());
    for (let left = 1 + this.#next(4); left > 0 && (!this.#full || this.#next(2) === 0); left--)
      lines.push(...this.#statement(around));
    if (this.sites.length === 0) lines.push(this.#call());
    lines.push(...this.#end());
    const text = lines.reduce((all, line) => code`${all}\n${line}`);
    return this.bash ? code`#!/bin/bash\n${text}` : text;
  }

  #option(): Code {
    return code`${this.#one(["set -e", "set -e", "set +e", ...(this.bash ? ["set -o pipefail", "set -eo pipefail", "set -E"] : [])])}`;
  }

  #trap(): Code {
    this.#hasErrTrap = this.bash && this.#next(2) === 0;
    if (this.#hasErrTrap)
      return this.#one([
        () => code`trap '${this.#say()}' ERR`,
        () => code`trap '${this.#say()}; exit 1' ERR`,
        () => code`trap 'exit 1' ERR`,
      ])();
    this.#hasExitTrap = true;
    return this.#one([
      () => code`trap '${this.#say()}' EXIT`,
      () => code`trap 'rm -f tmp' EXIT`,
      () => code`trap 'exit 0' EXIT`,
      () => this.#statusTrap(),
      () => this.#functionTrap(),
      () => this.#functionTrap(),
    ])();
  }

  #functionTrap(): Code {
    const last = this.#one(["exit $RC", "exit $RC", "exit", "return $RC"]);
    return code`finish() {\nRC=$?\n${this.#say()}\n${last}\n}\ntrap finish EXIT`;
  }

  /** Commands that may end the script before its calls. */
  #guards(): readonly Code[] {
    return Array.from(
      { length: this.#next(3) },
      () => code`${this.#condition()} ${this.#one(["||", "&&"])} ${this.#one(["exit 0", "exit 1", "exit 3"])}`,
    );
  }

  #statusTrap(): Code {
    return { own: "trap 'echo $?' EXIT", twin: `trap 'mark s${this.#number()}-$?' EXIT` };
  }

  #end(): readonly Code[] {
    switch (this.#next(7)) {
      case 0:
        return [];
      case 1:
        return [code`exit 0`];
      case 2:
        // If the script ends earlier, the trap prints a message that it does not print after `exec`: no response to a failure.
        return this.#full || this.#hasExitTrap ? [this.#say()] : [code`exec ${this.#program()}`];
      case 3:
        return this.#full ? [] : [this.#call(), code`exit $?`];
      case 4:
        return this.#full ? [] : [this.#carrier({ depth: 1, inFunction: false, inSubshell: false })];
      default:
        return [this.#say()];
    }
  }

  #call(file?: string): Code {
    return this.#next(20) > 0 ? this.#program(file) : code`command ${this.#program(file)}`;
  }

  #program(file?: string): Code {
    const wrapper = this.#next(5) > 0 ? "" : this.#one(["sudo ", "timeout 5 ", "env A=1 ", "nice "]);
    return code`${wrapper}${this.#bareCall(file)}`;
  }

  /** A call with its own site in its words. */
  #bareCall(file?: string): Code {
    const site = `k${this.sites.length + 1}`;
    this.sites.push(site);
    const call =
      file === undefined
        ? this.#one([
            `aws s3 ls s3://${site}`,
            `aws ssm get-parameter --name ${site}`,
            `curl -fsS http://h/${site}`,
            `curl -f http://h/${site}`,
            `wget -qO- http://h/${site}`,
          ])
        : this.#one([
            `aws s3 cp s3://${site} ${file}`,
            `curl -fsS http://h/${site} -o ${file}`,
            `wget -q http://h/${site} -O ${file}`,
          ]);
    return code`${call}`;
  }

  /** A subshell, with a space as in `( (a) )` if needed: `((` would begin an arithmetic command. */
  #subshell(inner: Code): Code {
    return inner.own.startsWith("(") ? code`( ${inner} )` : code`(${inner})`;
  }

  #output(inner: Code): Code {
    return code`$${this.#subshell(inner)}`;
  }

  #condition(): string {
    return `[ -n "$${this.#one(["C1", "C2"])}" ]`;
  }

  /** One line, whose status may or may not be that of a call. */
  #carrier(around: Around): Code {
    const { isPassedOn = false } = around;
    const deeper = { ...around, depth: around.depth + 1, isPassedOn: false };
    if (this.#full) return this.#say();
    if (around.depth >= MOST_DEPTH || this.#next(3) === 0) return this.#call();
    const inShell = { ...deeper, inSubshell: true };
    switch (this.#next(28)) {
      case 0:
        return this.#subshell(this.#carrier({ ...inShell, isPassedOn }));
      case 1:
        return code`{ ${this.#carrier({ ...deeper, isPassedOn })}; }`;
      case 2:
        return code`${this.#call()} | ${this.#one(["cat", "sort | sort | cat"])}`;
      case 3:
        // The calls do not read it: `echo` might be killed by SIGPIPE.
        return code`: | ${this.#call()}`;
      case 4:
        return code`${this.#call()} | grep ${this.#one(["-q", "-c"])} ${this.#one(["out", "."])}`;
      case 5:
        return code`${this.bash ? "bash" : "sh"} -c '${this.#inner()}'`;
      case 6:
        return code`eval '${this.#call()}'`;
      case 7:
      case 8:
        return code`X=${this.#output(this.#carrier({ ...inShell, isPassedOn }))}`;
      case 9:
        return this.#next(2) === 0
          ? code`X=${this.#output(code`${this.#carrier(inShell)}; ${this.#say()}`)}`
          : code`X=$(${this.#say()}; ${this.#carrier(inShell)})`;
      case 10:
      case 11:
        return code`${around.inFunction ? this.#one(["local", "export"]) : "export"} X=${this.#output(this.#carrier(inShell))}`;
      case 12:
        return code`echo a | xargs ${this.#program()}`;
      case 13:
        return code`echo "${this.#output(this.#carrier(inShell))}"`;
      case 14:
        // The twin has `! { … }` for `! …`, and bash runs the trap in it. A function must not fail because all calls succeed.
        return this.#hasErrTrap || around.inFunction ? this.#call() : code`! ${this.#looked(this.#call())}`;
      case 15:
        return code`${this.#looked(this.#carrier(deeper))} || ${this.#one(["true", ":"])}`;
      case 16:
        return isPassedOn
          ? code`${this.#carrier(deeper)} && ${this.#say()}`
          : code`${this.#looked(this.#carrier(deeper))} && ${this.#say()}`;
      case 17:
        return code`${this.#carrier(deeper)} || ${this.#say(" >&2")}`;
      case 18:
        return code`${this.#carrier({ ...deeper, isPassedOn: true })} || ${this.#leave(around)}`;
      case 19:
        return code`${this.#carrier({ ...deeper, isPassedOn: true })} || { ${this.#sayAndLeave(around, "; ", " >&2")}; }`;
      case 20:
        return code`${this.#condition()} && ${this.#carrier(deeper)}`;
      case 21:
        return code`${this.#condition()} || ${this.#carrier(deeper)}`;
      case 22:
        return code`${this.#say()} && ${this.#carrier(deeper)}`;
      case 23:
        return code`A=${this.#output(this.#carrier(inShell))} B=b`;
      case 24:
        return code`X=\`${this.#call()}\``;
      case 25:
        return code`A=${this.#output(this.#carrier(inShell))} ${this.#say()}`;
      default: {
        if (this.#functions.length === 0) return this.#call();
        return code`${this.#one(this.#functions)}`;
      }
    }
  }

  /** Code in a string. */
  #inner(): Code {
    return this.#one([
      () => this.#call(),
      () => code`${this.#call()}; ${this.#say()}`,
      () => code`set -e; ${this.#call()}; ${this.#say()}`,
      () => code`${this.#call()} || exit 3; ${this.#say()}`,
      () => code`${this.#call()}; exit $?`,
    ])();
  }

  /** A command that passes a failure on. */
  #leave({ inFunction }: Around): Code {
    return inFunction
      ? this.#one([code`return 1`, code`return 1`, code`return $?`, code`exit 1`])
      : this.#one([code`exit 1`, code`exit $?`]);
  }

  /** A message, and a command that passes a failure on. `$?` is the 0 of the message: then nothing is passed on, and the message is no response. */
  #sayAndLeave(around: Around, between: string, to = ""): Code {
    const leave = this.#leave(around);
    const message = this.#say(to);
    return code`${leave.own.endsWith("$?") ? message.own : message}${between}${leave}`;
  }

  /** Commands that pass on a stored status: after `!`, it is 0. */
  #stored({ inFunction }: Around): readonly Code[] {
    const end = code`${inFunction ? "return" : "exit"} $RC`;
    return [code``, code`\nrm -f tmp`, code`\n${this.#say()}`].map((between) => code`RC=$?${between}\n${end}`);
  }

  /** @param isPassedOn whether the status of the last statement is passed on */
  #block(around: Around, most = 2, isPassedOn = false): Code {
    const deeper = { ...around, depth: around.depth + 1 };
    const lines: Code[] = [];
    for (let left = 1 + this.#next(most); left > 0; left--)
      lines.push(...this.#statement(deeper, left === 1 && isPassedOn));
    return lines.reduce((all, line) => code`${all}\n${line}`);
  }

  #statement(around: Around, isPassedOn = false): readonly Code[] {
    const kind = this.#next(around.depth < MOST_DEPTH ? 50 : 24);
    if (this.#full) return [this.#say()];
    if (kind < 6) return [this.#carrier({ ...around, isPassedOn })];
    if (kind < 9) return [this.#carrier(around), this.#say()];
    if (kind < 13) return this.#statusLook(around);
    if (kind < 17) return this.#outputLook(around);
    if (kind < 19) return this.#fileLook(around);
    if (kind < 22) return this.#job(around);
    if (kind < 24) return [this.#next(2) === 0 ? this.#option() : this.#say()];
    return this.#compound(kind, around);
  }

  #compound(kind: number, around: Around): readonly Code[] {
    const inShell = { ...around, inSubshell: true, depth: around.depth + 1 };
    switch (kind) {
      case 24:
      case 25:
        return [code`if ${this.#looked(this.#carrier({ ...around, depth: 2 }))}; then\n${this.#block(around)}\nfi`];
      case 26:
        return [
          code`if ${this.#looked(this.#carrier({ ...around, depth: 2 }))}; then\n${this.#block(around)}\nelse\n${this.#block(around)}\nfi`,
        ];
      case 27:
        return [code`if ! ${this.#call()}; then\n${this.#one([this.#leave(around), ...this.#stored(around)])}\nfi`];
      case 28:
        return [code`if ! ${this.#looked(this.#call())}; then\n${this.#block(around)}\nfi`];
      case 29:
      case 30:
        return [code`if ${this.#condition()}; then\n${this.#block(around)}\nfi`];
      case 31:
        return [code`if ${this.#condition()}; then\n${this.#block(around)}\nelse\n${this.#block(around)}\nfi`];
      case 32:
        return [code`until ${this.#looked(this.#call())}; do\n${this.#say()}\ndone`];
      case 33:
        return [code`while ${this.#looked(this.#call())}; do\n${this.#say()}\nbreak\ndone`];
      case 34:
        return [code`for I in ${this.#one(["1 2", "1 2", "$(seq 2)"])}; do\n${this.#block(around)}\ndone`];
      case 35:
        return [code`for I in ${this.#output(this.#carrier(inShell))}; do\n${this.#say()}\ndone`];
      case 36:
        return [
          code`${this.#call()} | while read -r L; do\n${this.#say()}\ndone${this.#one([code``, code` || ${this.#leave(around)}`])}`,
        ];
      case 37: {
        const after = this.#one(["", "", " || exit 1"]);
        return [code`(\n${this.#block(inShell, 2, after !== "")}\n)${after}`];
      }
      case 38: {
        const after = this.#one(["", " | cat", " || exit 1"]);
        return [code`{\n${this.#block(after === " | cat" ? inShell : around, 2, after === " || exit 1")}\n}${after}`];
      }
      case 39:
        return [this.#shellInput(inShell)];
      case 40:
        return [
          code`case "$${this.#one(["C1", "C2"])}" in\n'') ${this.#carrier(around)} ;;\n*) ${this.#carrier(around)} ;;\nesac`,
        ];
      case 41:
      case 42:
      case 43:
        return this.#function(around);
      case 44:
      case 45:
        return this.#retriedHere(around);
      default:
        return this.#retryFunction(around);
    }
  }

  /** A call that may succeed after a failure; the twin then logs it. */
  #attempt(call: string, before: string): Code {
    return { own: call, twin: `{ ${call} && { ${before} || log r${this.#number()}; }; }` };
  }

  /** A loop that runs the command until it succeeds, and then ends. */
  #retryLoop(call: string, done: string, givesUp: Code, n: string): Code {
    const pause = this.#one([code``, code`\nsleep 1`, code`\nW=$I`, code`\n: "$(seq 3)"`, code`\n${this.#say()}`]);
    const first = this.#attempt(call, `[ "$I" -le 1 ]`);
    const counted = this.#attempt(call, `[ "$${n}" -lt 1 ]`);
    const negated = { own: `! ${counted.own}`, twin: `! ${counted.twin}` };
    const list = this.#one(["1 2 3", "1 2 3", this.bash ? "{1..3}" : "1 2"]);
    return this.#one([
      () => code`for I in ${list}; do\n${first} && ${done}${pause}\ndone`,
      () => code`for I in ${list}; do\nif ${first}; then\n${done}\nfi${pause}\ndone`,
      () => code`for I in ${list}; do\n${first} && { S=1; ${done}; }${pause}\ndone`,
      () => code`for I in ${list}; do\n${first} && { ${this.#say()}; ${done}; }${pause}\ndone`,
      () =>
        code`for I in ${list}; do\n${first} && ${done} || ${this.#one(["sleep 1", "W=$I", "{ sleep 1; }", "continue"])}\ndone`,
      () => code`${n}=0\nuntil ${counted}; do\n${n}=$((${n} + 1))\n[ "$${n}" -ge 3 ] && ${givesUp}${pause}\ndone`,
      () =>
        code`${n}=0\nwhile ${negated}; do\n${n}=$((${n} + 1))\nif [ "$${n}" -ge 3 ]; then\n${givesUp}\nfi${pause}\ndone`,
      () => code`${n}=0\nuntil ${counted} || [ "$${n}" -ge 3 ]; do\n${n}=$((${n} + 1))${pause}\ndone`,
      () => code`${n}=0\nwhile ${negated} && [ "$${n}" -lt 3 ]; do\n${n}=$((${n} + 1))${pause}\ndone`,
      () => code`${n}=0\nwhile [ "$${n}" -lt 3 ]; do\n${counted} && ${done}\n${n}=$((${n} + 1))${pause}\ndone`,
    ])();
  }

  /** Nested loops that try several servers several times. A success leaves both loops. */
  #nestedRetry(around: Around): readonly Code[] {
    const attempt = this.#attempt(this.#call().own, `[ "$I$J" = 11 ]`);
    const pause = this.#one([code``, code`\nsleep 1`, code`\n${this.#say()}`]);
    const loops = (inner: Code, after: Code): Code =>
      code`for I in 1 2; do\nfor J in 1 2; do\n${inner}\ndone${after}${pause}\ndone`;
    const s = `S${this.#number()}`;
    const asked = this.#one([code`\n[ "$${s}" = 1 ] && break`, code`\nif [ "$${s}" = 1 ]; then\nbreak\nfi`]);
    const flag = code`if ${attempt}; then\n${s}=1\nbreak\nfi`;
    const flagged = code`${s}=0\n${loops(flag, asked)}`;
    const leaving = loops(code`${attempt} && ${around.inFunction ? "return 0" : "break 2"}`, code``);
    return this.#one([
      () => [leaving],
      () => [leaving, this.#alternative(around)],
      // In the next iteration, nothing can test how this one ended.
      () => [
        code`for I in 1 2; do\n${s}=0\nfor J in 1 2; do\n${flag}\ndone\ndone`,
        code`[ "$${s}" = 1 ] || ${this.#leave(around)}`,
      ],
      () => [loops(code`if ${attempt}; then\nbreak 2\nfi`, code``), this.#say()],
      () => [flagged],
      () => [flagged, code`[ "$${s}" = 1 ] || ${this.#leave(around)}`],
      () => [flagged, code`if [ "$${s}" = 0 ]; then\n${this.#say()}\nfi`],
    ])();
  }

  /** What is done instead of a call that has failed, if only a failure gets here. */
  #alternative(around: Around): Code {
    if (this.#full) return this.#say();
    return this.#one([() => this.#call(), () => code`${this.#call()} || ${this.#leave(around)}`])();
  }

  #retriedHere(around: Around): readonly Code[] {
    if (this.#next(3) === 0) return this.#nestedRetry(around);
    const call = this.#call().own;
    const n = `N${this.#number()}`;
    const loop = this.#retryLoop(
      call,
      this.#one(["break", "break", around.inFunction ? "return 0" : "break"]),
      code`break`,
      n,
    );
    const check = loop.own.startsWith(n) ? code`[ "$${n}" -lt 3 ] || ${this.#leave(around)}` : this.#say();
    return [loop, ...this.#one([() => [], () => [this.#say()], () => [check]])()];
  }

  /** A function that retries its arguments, and its call: `retry aws …`. */
  #retryFunction(around: Around): readonly Code[] {
    const name = `r${this.#number()}`;
    const n = `N${this.#number()}`;
    const givesUp = this.#one([code`break`, code`return 1`, code`{ ${this.#say(" >&2")}; return 1; }`]);
    const done = this.#one(["return 0", "return 0", "return", "break"]);
    const loop = this.#retryLoop('"$@"', done, givesUp, n);
    // After a success, the script also continues behind these loops.
    const isCounted = /^N\d+=0\n(?:until|while !)/.test(loop.own);
    const last = this.#one(
      isCounted || done === "break"
        ? [code``, code`\n${this.#say()}`, ...(isCounted ? [code`\n[ "$${n}" -lt 3 ] || return 1`] : [])]
        : [
            code``,
            code`\nreturn 1`,
            code`\nreturn 1`,
            code`\n${this.#say(" >&2")}\nreturn 1`,
            code`\n${this.#say()}`,
            ...(this.sites.length < MOST_SITES - 1
              ? [code`\n${this.#alternative({ ...around, inFunction: true })}`]
              : []),
            { own: "\nF=1", twin: "\nmark l0 > /dev/null\nF=1" },
          ],
    );
    const call = code`${name} ${this.#bareCall()}`;
    const called = this.#one([
      () => [call],
      () => [call, this.#say()],
      () => [code`${call} || ${this.#leave(around)}`],
      () => [code`${this.#looked(call)} || true`],
      () => [code`if ${this.#looked(call)}; then\n${this.#say()}\nfi`],
      () => [code`X=$(${call})`, this.#say()],
    ])();
    return [code`${name}() {\n${loop}${last}\n}`, ...called];
  }

  #shellInput(around: Around): Code {
    const end = `EOF${this.#number()}`;
    const known = this.#functions.splice(0);
    const body = this.#block({ ...around, inFunction: false });
    this.#functions.splice(0, Infinity, ...known);
    return code`${this.bash ? "bash" : "sh"} <<'${end}'\n${body}\n${end}`;
  }

  #function(around: Around): readonly Code[] {
    const name = `f${this.#number()}`;
    const body = this.#block({ ...around, inFunction: true, inSubshell: false }, 3);
    const last = this.#one([
      code``,
      code``,
      code`\nreturn 0`,
      code`\nreturn`,
      code`\n${this.#say()}`,
      code`\nreturn $?`,
    ]);
    this.#functions.push(name);
    const definition = code`${name}() {\n${body}${last}\n}`;
    const call = code`${name}`;
    const called = this.#one([
      () => [call],
      () => [call, this.#say()],
      () => [call, call],
      () => [code`${call} || ${this.#leave(around)}`],
      () => [code`${this.#looked(call)} || true`],
      () => [code`if ${this.#looked(call)}; then\n${this.#say()}\nfi`],
      () => [code`${this.#looked(call)} && ${this.#say()}`],
      () => [code`X=$(${call})`],
      () => [code`${call} | cat`],
      () => [code`(${call})`, this.#say()],
      () => [code`if ${this.#condition()}; then ${call}; fi`],
      () => [code`${call} &`, code`wait`],
    ])();
    return [definition, ...called];
  }

  /** A call, and then a statement that reads `$?`; a variable with its value counts only if something reads the variable. */
  #statusLook(around: Around): readonly Code[] {
    const plain = code`[ $? -eq 0 ]`;
    // A test that only passes a failure on is no look.
    if (this.#next(8) === 0) {
      const test = this.bash ? this.#one([plain, code`[[ "\${PIPESTATUS[0]}" -eq 0 ]]`]) : plain;
      return [this.#carrier({ ...around, depth: 2, isPassedOn: true }), code`${test} || ${this.#leave(around)}`];
    }
    if (this.#next(6) === 0) return this.#flag(around);
    const call = this.#carrier({ ...around, depth: 2 });
    const word = `s${this.#number()}`;
    const stored = code`RC=$?`;
    const logged: Code = { own: "", twin: `log "${word}-$RC"\n` };
    const zero = this.#looked(plain);
    const ways: (() => readonly Code[])[] = [
      () => [stored, code`${logged}: "$RC"`],
      // A later statement may read it, or replace it.
      () => [stored],
      () => [stored, this.#full ? this.#say() : this.#call(), stored, code`${logged}: "$RC"`],
      // Nothing reads this variable.
      () => [code`R${word}=$?`],
      () => [{ own: "echo $?", twin: `mark "${word}-$?"` }],
      () => [code`${zero} && ${this.#say()}`],
      () => [code`if ${zero}; then ${this.#say()}; fi`],
      () => [code`if [ "$?" != 0 ]; then\n${this.#say()}\nfi`],
      // The calls fail with another status; `|| exit 3` passes a failure on as 3.
      () => [code`if [ $? -eq ${this.#one(["124", "3"])} ]; then\n${this.#say()}\nfi`],
      () => [stored, code`case "$RC" in\n1 | 124) ${this.#say()} ;;\nesac`],
      () => [code`case $? in\n0) ;;\n*) ${this.#say()} ;;\nesac`],
      () => [stored, code`[ "$RC" -eq 0 ] || { ${this.#sayAndLeave(around, "; ")}; }`],
      () => [code`${around.inFunction ? "return" : "exit"} $?`],
      () => [stored, this.#say(), code`${around.inFunction ? "return" : "exit"} $RC`],
      () => [this.#say(), stored, code`${logged}: "$RC"`],
    ];
    if (this.bash) ways.push(() => [stored, code`if (( RC == 124 )); then\n${this.#say()}\nfi`]);
    return [call, ...this.#one(ways)()];
  }

  /** A flag, which is passed on: a failure sets it, or it is a sum of statuses. */
  #flag(around: Around): readonly Code[] {
    const name = `F${this.#number()}`;
    const passed = { ...around, depth: 2, isPassedOn: true };
    const set = this.#one<() => readonly Code[]>([
      () => [code`${this.#carrier(passed)} || ${name}=1`],
      () => [this.#carrier(passed), code`${name}=$((${name} + $?))`],
      () => [code`if ! ${this.#call()}; then\n${name}=$((${name} + 1))\nfi`],
    ])();
    const isLocal = around.inFunction && this.#next(2) === 0;
    const end = code`${around.inFunction ? "return" : "exit"} ${this.#one([`$${name}`, `"$${name}"`])}`;
    return [code`${isLocal ? "local " : ""}${name}=0`, ...set, this.#say(), end];
  }

  /** An assignment, and a statement that reads the variable. */
  #outputLook(around: Around): readonly Code[] {
    const inShell = { ...around, inSubshell: true, depth: 2 };
    const from = this.#next(3) === 0 ? code`${this.#call()} | cat` : this.#carrier(inShell);
    const word = `v${this.#number()}`;
    // With a message beside the output, no output makes them equal.
    const compared: Code = { own: "", twin: `case "$X" in\n*m[0-9]*) ;;\n*) log "${word}-$X" ;;\nesac\n` };
    // A test that only passes a failure on is no look.
    const isSet = code`[ -n "$X" ]`;
    const ways: (() => readonly Code[])[] = [
      () => [code`${isSet} || ${this.#leave(around)}`],
      () => [code`if ! ${isSet}; then\n${this.#sayAndLeave(around, "\n", " >&2")}\nfi`],
      () => [code`[ -z "$X" ] && ${this.#say()} && ${this.#leave(around)}`],
      () => [code`if [ -z "$X" ]; then\n${this.#say()}\nfi`],
      () => [code`${compared}[ "$X" = ok ] || ${this.#say()}`],
      // The empty output of a failed call passes this test. In a function or a subshell, both outcomes may continue.
      () => [around.inFunction || around.inSubshell ? this.#say() : code`[ "$X" = none ] && exit 1`],
      () => [around.inFunction || around.inSubshell ? this.#say() : code`case "$X" in\n*none* | a?*) exit 1 ;;\nesac`],
      () => [code`${compared}case "$X" in\nok) ${this.#say()} ;;\nesac`],
      () => [{ own: ': "${X:?}"', twin: `[ -n "$X" ] || log ${word}; : "\${X:?}"` }],
      () => [code`echo "$X" | grep -q out || ${this.#say()}`],
      () => [code`echo "$X"`],
      () => [code`Y=$X`, code`${this.#looked(code`[ -n "$Y" ]`)} || ${this.#say()}`],
      () => [{ own: "Y=${X:-none}", twin: `[ -n "$X" ] || log ${word}; Y=\${X:-none}` }],
    ];
    if (this.bash) ways.push(() => [code`[[ -n $X ]] || ${this.#leave(around)}`]);
    return [code`X=${this.#output(from)}`, ...this.#one(ways)()];
  }

  /** A call that writes a file, and a statement that uses the file. */
  #fileLook(around: Around): readonly Code[] {
    // An earlier call may have left the file.
    const file = this.#next(4) === 0 ? "./file" : `./file${this.#number()}`;
    const call = this.#next(2) === 0 ? this.#call(file) : code`${this.#call()} > ${file}`;
    const test = code`[ ${this.#one(["-s", "-s", ...(call.own.includes(">") ? [] : ["-f"])])} ${file} ]`;
    return [
      call,
      ...this.#one([
        () => [code`${test} || ${this.#leave(around)}`],
        () => [code`if ${this.#looked(test)}; then\n${this.#say()}\nfi`],
        () => [code`grep -q out ${file} || ${this.#leave(around)}`],
        () => [code`chmod +x ${file}`],
        () => [code`cat ${file}`, this.#say()],
        () => [code`rm ${this.#one(["", "-f "])}${file}`],
        () => [code`chmod +x ${file}`, code`mv ${file} tool`],
        () => [test],
      ])(),
    ];
  }

  /** A call in the background. */
  #job(around: Around): readonly Code[] {
    const call = this.#next(3) > 0 ? this.#call() : this.#carrier({ ...around, inSubshell: true, depth: 2 });
    return this.#one([
      () => [code`${call} &`],
      () => [code`${call} &`, code`wait`],
      () => [code`${call} &`, code`wait $!`],
      () => [code`${call} &`, code`P=$!`, code`wait $P`],
      () => [code`${call} &`, code`wait $! || ${this.#leave(around)}`],
      () => [code`${call} &`, code`P=$!`, this.#say(), code`wait "$P" || ${this.#say()}`],
      () => [code`${call} &`, code`if ${this.#looked(code`wait $!`)}; then ${this.#say()}; fi`],
    ])();
  }
}

export const scripts: fc.Arbitrary<Generated> = fc
  .array(fc.nat({ max: 10_000 }), { minLength: 60, maxLength: 60 })
  .map((numbers) => {
    let index = 0;
    const writer = new Writer((below) => numbers[index++ % numbers.length]! % below);
    const { own, twin } = writer.script();
    const conditions = ["C1", "C2"].filter((name) => own.includes(`$${name}`));
    return { own, twin, bash: writer.bash, conditions, sites: writer.sites };
  });
