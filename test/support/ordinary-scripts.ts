/** Random ordinary scripts of any length: helpers that log, retry and exit, loops, cases, and functions that call functions. */
import fc from "fast-check";

const HELPERS = `log() { echo "[$(date +%T)] $*" >&2; }
die() { log "ERROR: $*"; exit 1; }
retry() {
  local attempt=1
  while true; do
    if eval "$1"; then return 0; fi
    if [ "$attempt" -ge 5 ]; then log "giving up: $1"; return 1; fi
    attempt=$((attempt + 1))
    sleep 5
  done
}
run() {
  log "+ $*"
  "$@" || die "failed: $*"
}
wait_for() {
  local n=0
  until "$@" >/dev/null 2>&1; do
    n=$((n + 1))
    [ "$n" -lt 30 ] || return 1
    sleep 2
  done
}
with_retries() {
  local max=$1; shift
  for i in $(seq 1 "$max"); do
    "$@" && return 0
    log "attempt $i of $max failed"
    sleep "$i"
  done
  return 1
}
install_package() {
  if command -v yum >/dev/null 2>&1; then retry "yum install -y $1"
  elif command -v apt-get >/dev/null 2>&1; then retry "apt-get install -y $1"
  else die "no package manager"; fi
}
get_tag() {
  local value
  value=$(aws ec2 describe-tags --filters "Name=key,Values=$1" --query 'Tags[0].Value' --output text --region "$REGION")
  echo "$value"
}
fetch() {
  local source=$1 target=$2
  mkdir -p "$(dirname "$target")"
  with_retries 3 aws s3 cp "$source" "$target" --region "$REGION" || die "cannot fetch $source"
}`;

/** Pieces of a script. A unique number replaces `#`. */
const PIECES: readonly string[] = [
  'retry "aws s3 cp s3://$BUCKET/file# /opt/app/file#"',
  'retry "yum install -y package#"',
  'retry "systemctl restart service#"',
  'run mkdir -p "/opt/app/dir#"',
  "run aws s3 sync s3://bucket/dir# /opt/app/dir#",
  "install_package package#",
  'log "step #"',
  "fetch s3://bucket/a# /opt/a#",
  'NAME#=$(get_tag Name#)\nif [ -z "$NAME#" ]; then die "no name"; fi',
  'if [ -f /etc/redhat-release ]; then OS#=rhel; elif [ -f /etc/debian_version ]; then OS#=debian; else die "unknown"; fi',
  'case "$(uname -m)" in\nx86_64) ARCH#=amd64 ;;\naarch64) ARCH#=arm64 ;;\n*) die "unknown architecture" ;;\nesac',
  'for svc# in one two three; do\n  systemctl enable "$svc#" || log "cannot enable $svc#"\n  systemctl start "$svc#"\ndone',
  'while read -r line#; do\n  [ -z "$line#" ] && continue\n  echo "$line#" >> /etc/app/#.conf\ndone < /opt/app/list#',
  'wait_for curl -sf http://localhost:80#/health || die "not healthy"',
  "with_retries 3 curl -fsSL https://example.com/tool#.tgz -o /tmp/tool#.tgz",
  "if ! id user# >/dev/null 2>&1; then useradd -r user#; fi",
  'if [ "$ENV" = prod ]; then\n  SIZE#=large\nelse\n  SIZE#=small\nfi\nlog "size $SIZE#"',
  "cat > /etc/app/#.conf <<EOF\nname=$NAME\nsize=$SIZE\nEOF",
  'configure_#() {\n  local file=/etc/app/#.conf\n  if grep -q enabled "$file"; then return 0; fi\n  echo "enabled=1" >> "$file"\n  run systemctl reload "app#"\n}\nconfigure_#',
  'count#=0\nuntil systemctl is-active app# >/dev/null; do\n  count#=$((count# + 1))\n  if [ $count# -gt 10 ]; then die "app# does not start"; fi\n  sleep 3\ndone',
  'ID#=$(aws ec2 describe-instances --query "Reservations[0].Instances[0].InstanceId" --output text) || die "no id"',
  'if [ $? -ne 0 ]; then\n  log "failed #"\n  exit 1\nfi',
  'aws s3 cp /var/log/app#.log "s3://$BUCKET/logs/" || true',
  "sed -i 's/^port=.*/port=80#/' /etc/app/app.conf",
  'VERSION#=$(grep version /opt/app/# | cut -d= -f2)\n[ "$VERSION#" = "1.#" ] || log "version $VERSION#"',
];

const HEADS: readonly string[] = [
  "#!/bin/bash\n",
  "#!/bin/bash\nset -e\n",
  "#!/bin/bash\nset -euo pipefail\n",
  "",
  "#!/bin/sh\n",
];

/** A script with a number of pieces in this range. Nothing else depends on its `aws` calls. */
export function ordinaryScript(fewest: number, most: number): fc.Arbitrary<string> {
  const body = fc.array(fc.nat(PIECES.length - 1), { minLength: fewest, maxLength: most });
  return fc.tuple(fc.constantFrom(...HEADS), fc.boolean(), body).map(([head, exports, pieces]) => {
    const lines = pieces.map((index, n) => PIECES[index]!.replaceAll("#", String(n)));
    const profile = exports ? "export AWS_PROFILE=deploy\n" : "";
    return `${head}REGION=eu-west-1\nBUCKET=artifacts\nENV=\${ENV:-dev}\n${HELPERS}\n${profile}${lines.join("\n")}\naws s3 ls s3://last\n`;
  });
}
