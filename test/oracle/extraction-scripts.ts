/** Random scripts that extract fields from JSON whose origin is unknown, or from JSON in the script. */
import fc from "fast-check";

/** Statements that set the content of `X`, `Y` and the file `/tmp/j`; `K` and `Q` are parts of patterns. */
const sources = [
  "X=$(docker inspect web)",
  "X=$(cat /etc/app.json)",
  "X=`cat /etc/app.json`",
  "X=$(</etc/app.json)",
  "read -r X < /etc/app.json",
  "mapfile -t A < /etc/app.json; X=${A[*]}",
  'X=\'{"name": "web", "port": "80"}\'',
  'X=\'"name": "web"\'',
  "X=plain",
  "X=",
  "X=$Y",
  "Y=$X",
  'Y="$X"',
  "X+=x",
  "X=${X:-$Y}",
  "unset X",
  "export X",
  "docker inspect web > /tmp/j",
  "docker inspect web | tee /tmp/j",
  'echo "$X" > /tmp/j',
  'cat > /tmp/j <<EOF\n{\n  "name": "web",\n  "port": "80"\n}\nEOF',
  "cat > /tmp/j <<EOF\n$X\nEOF",
  "X=$(cat /tmp/j)",
  "printf -v X '%s' \"$Y\"",
  "local X=plain 2>/dev/null",
  'set -- "$X" "$Y"',
  'X="$1"',
  "K=name",
] as const;

const extractions = [
  `V=$(echo "$X" | grep '"name"' | cut -d'"' -f4)`,
  `V=$(echo $X | grep '"name"' | cut -d '"' -f 4)`,
  `V=$(printf '%s' "$X" | sed -n 's/.*"name": "\\(.*\\)".*/\\1/p')`,
  `V=$(grep '"name"' /tmp/j | cut -d'"' -f4)`,
  `V=$(cat /tmp/j | grep '"name"' | awk -F'"' '{print $4}')`,
  `V=$(cat /tmp/j | grep name | awk -F\\" '{print $4}')`,
  `V=$(grep -oP '"name":\\s*"\\K[^"]+' <<< "$X")`,
  `V=$(grep "\\"name\\"" <<< "$X" | cut -d\\" -f4)`,
  `V=$(grep "\\"$K\\"" <<< "$X" | cut -d "\\"" -f4)`,
  `V=$(docker inspect web | grep '"name"' | head -1 | cut -d'"' -f4)`,
  `V=$(docker inspect web | awk '/"name":/ {print $2}' | tr -d '",')`,
  `V=$(echo "$1" | grep '"name"' | cut -d'"' -f4)`,
  `echo "$X" | while read -r L; do echo "$L" | grep '"name"' | cut -d'"' -f4; done`,
  `while read -r L; do V=$(echo "$L" | grep '"name"' | cut -d'"' -f4); done <<< "$X"`,
  `for L in $X; do echo "$L" | grep '"name"' | cut -d'"' -f4; done`,
  `if echo "$X" | grep -q '"name"'; then V=$(echo "$X" | grep '"name"' | cut -d'"' -f4); fi`,
  `[ -n "$X" ] && V=$(echo "$X" | grep '"name"' | cut -d'"' -f4)`,
  `V=$(echo "$X" | jq -r .name)`,
] as const;

const line = fc.oneof(fc.constantFrom<string[]>(...sources), fc.constantFrom<string[]>(...extractions));

/** The lines in a construct that makes them conditional, or runs them in another context. */
function around(body: string, manner: number, index: number): string {
  const forms = [
    body,
    `if [ -e /f${index} ]; then\n${body}\nfi`,
    `if [ "$Z" = on ]; then\n${body}\nfi`,
    `Z=on\nif [ "$Z" = on ]; then\n${body}\nelse\n:\nfi`,
    `(\n${body}\n)`,
    `f${index}() {\n${body}\n}\nf${index} "$X"`,
    `f${index}() {\n${body}\n}\nf${index} a b\nf${index} "$Y"`,
    `f${index}() {\n${body}\n}`,
    `V=$(\n${body}\n)`,
    `while [ -e /g${index} ]; do\n${body}\ndone`,
    `for i in 1 2; do\n${body}\ndone`,
    `[ -e /h${index} ] || exit 1\n${body}`,
    `case $M in\na)\n${body}\n;;\nesac`,
    `bash -c '${body.replaceAll("'", "'\\''")}'`,
    `{\n${body}\n} | cat`,
  ];
  return forms[manner % forms.length]!;
}

export const extractionScript: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.nat({ max: 20 })), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([lines, manner], index) => around(lines.join("\n"), manner, index)).join("\n"));
