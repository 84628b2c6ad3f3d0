# Shared by the ci scripts: where things lie, one line of progress per step, one clear line per failure.
set -euo pipefail
shopt -s inherit_errexit # what fails in $(…) ends it

AOBO_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
AOBO_BUILD="$AOBO_ROOT/build"
AOBO_JOBS=${AOBO_JOBS:-$(nproc)}
AOBO_TEST_TIMEOUT=${AOBO_TEST_TIMEOUT:-1200} # seconds for one test program; the slowest needs 200 under a sanitizer
AOBO_LOGS="$AOBO_BUILD/logs"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

fail() {
  printf '\naobo: %s\n' "$*" >&2
  exit 1
}

AOBO_STEPS="$AOBO_LOGS/steps.tsv" # of this run: name, seconds; written by whoever runs the steps

log_of() { printf '%s/%s.log' "$AOBO_LOGS" "$(printf '%s' "$1" | tr -c 'A-Za-z0-9\n' '-')"; }

# step NAME COMMAND…: a line when it begins, a line with the seconds it took when it ends; on failure the end of the log and where the rest
# is. Lines of steps that run side by side do not mix.
step() {
  local name=$1 started log
  shift
  mkdir -p "$AOBO_LOGS"
  log=$(log_of "$name")
  started=$SECONDS
  printf '.. %s\n' "$name"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf 'ok %-52s %4ss\n' "$name" "$((SECONDS - started))"
    printf '%s\t%s\n' "$name" "$((SECONDS - started))" >>"$AOBO_STEPS"
  else
    grep -nE 'Failure$|\[  FAILED  \]|error:|ERROR:|^not ok' "$log" | head -n 40 >&2 || true
    tail -n 40 "$log" >&2
    fail "step \"$name\" failed; its whole output is in ${log#"$AOBO_ROOT"/}"
  fi
}

# beside COMMAND…: runs it while what follows goes on. join_beside waits for all of them and fails where one failed. Where the run
# ends before, by a failure or Ctrl-C, they end with it: each is a process group of its own.
AOBO_BESIDE_PIDS=()
beside() {
  set -m
  ("$@") &
  set +m
  AOBO_BESIDE_PIDS+=($!)
  trap end_beside EXIT
}
end_beside() {
  local pid
  for pid in "${AOBO_BESIDE_PIDS[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
  wait
}
join_beside() {
  local pid failed=0
  for pid in "${AOBO_BESIDE_PIDS[@]}"; do wait "$pid" || failed=1; done
  AOBO_BESIDE_PIDS=()
  [ "$failed" = 0 ] || fail "a step that ran beside the others failed; see above"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else
    fail "installing packages needs root: run as root, or install sudo"
  fi
}

# The Debian mirror this machine already uses, taken from its own apt configuration (deb822 or one-line form).
mirror() {
  local found
  found=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
    awk '/^URIs:/ { for (i = 2; i <= NF; i++) if ($i !~ /security/) { print $i; exit } }')
  if [ -z "$found" ]; then
    found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' | grep -v security | head -n 1 || true)
  fi
  [ -n "$found" ] || fail "no Debian mirror found in /etc/apt/sources.list.d; aobo takes its mirror from there"
  printf '%s\n' "${found%/}"
}

AOBO_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# private_apt DIR 'deb|deb-src' SUITE: an apt configuration of its own in DIR that leaves the machine's untouched.
# Sets apt_options, the options for apt-get: here and in no subshell, in which a failure would go unseen. sid's Release file may be past its date here; signatures are checked all the same.
private_apt() {
  local dir=$1 kind=$2 suite=$3 from
  from=$(mirror)
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
  printf '%s [signed-by=%s] %s %s main\n' "$kind" "$AOBO_KEYRING" "$from" "$suite" >"$dir/sources.list"
  apt_options=(-o "Dir::Etc::sourcelist=$dir/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o "Dir::State::lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o Acquire::Check-Valid-Until=false \
    -o APT::Sandbox::User=root)
}

# unpacked DIR SUITE PACKAGES: the packages and all that they need in DIR, once; nothing is installed.
unpacked() {
  local dir=$1 suite=$2 packages=$3 log="$AOBO_LOGS/${1##*/}.log"
  [ ! -e "$dir/unpacked" ] || return 0
  command -v mmdebstrap >/dev/null || bash "$AOBO_ROOT/ci/packages" >&2
  mkdir -p "$AOBO_LOGS"
  rm -rf "$dir"
  # sid's Release file may be past its date on this mirror; signatures are checked all the same.
  mmdebstrap --variant=extract --aptopt='Acquire::Check-Valid-Until "false"' \
    --aptopt='APT::Install-Recommends "false"' --include="$packages" "$suite" "$dir" \
    "deb [signed-by=$AOBO_KEYRING] $(mirror) $suite main" >"$log" 2>&1 || {
    rm -rf "$dir"
    tail -n 20 "$log" >&2
    fail "could not unpack $packages from Debian $suite; the whole output is in ${log#"$AOBO_ROOT"/}"
  }
  touch "$dir/unpacked"
}
