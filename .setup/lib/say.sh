# Messages and questions. One line a thing, so that a person sees what happened and what it cost.

say() { printf '%s\n' "$*" >&2; }

# there NAME: the thing needs nothing.
there() { say "  $1: there"; }

# installing NAME [HOW-LONG]: said before the work starts, since some of it takes minutes.
installing() { say "  $1: installing${2:+ ($2)} ..."; }

# skip NAME REASON
skip() { say "  $1: skipped, $2"; }

# fail WHAT REMEDY...: says which step failed and how to do it by hand, then stops.
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

# yes_to QUESTION: YES=1 and CI=true answer yes; a terminal is asked; root without a terminal is a machine
# being provisioned and answers yes; anybody else without a terminal answers no.
yes_to() {
  [ "${YES:-}" = 1 ] || [ "${CI:-}" = true ] && return 0
  if [ ! -t 0 ]; then [ "$(id -u)" = 0 ]; return; fi
  local answer
  read -r -p "$1 [y/N] " answer
  case $answer in [yY]*) return 0 ;; *) return 1 ;; esac
}
