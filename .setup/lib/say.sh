# Messages and questions. One line per step, so that the user sees what happened and how long it took.

say() { printf '%s\n' "$*" >&2; }

# already_installed NAME: reports that a tool is already installed.
already_installed() { say "  $1: there"; }

# installing NAME [HOW-LONG]: printed before the work starts, since some of it takes minutes.
installing() { say "  $1: installing${2:+ ($2)} ..."; }

# skip NAME REASON
skip() { say "  $1: skipped, $2"; }

# fail WHAT REMEDY...: prints which step failed and how to do it by hand, then exits.
fail() {
  say ""
  say "set-up stopped at: $1"
  shift
  local line
  for line in "$@"; do say "  $line"; done
  exit 1
}

# quietly LOG COMMAND...: runs the command and shows its output only when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if "$@" >"$log" 2>&1; then return 0; fi
  tail -n 25 "$log" >&2
  say "  (all of it: $log)"
  return 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# confirm QUESTION: yes with YES=1 or CI=true; asks on a terminal; without one, yes for root, as on a machine being
# provisioned, and no for any other user.
confirm() {
  [ "${YES:-}" = 1 ] || [ "${CI:-}" = true ] && return 0
  if [ ! -t 0 ]; then [ "$(id -u)" = 0 ]; return; fi
  local answer
  read -r -p "$1 [y/N] " answer
  case $answer in [yY]*) return 0 ;; *) return 1 ;; esac
}
