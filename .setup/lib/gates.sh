# Gates: each is a function that succeeds or fails. All of them run, so that one run shows every failure.

failed=""
failures=""

# gate NAME FUNCTION [ARGUMENT...]: runs the function and reports the result. Always succeeds; see `passed`.
gate() {
  local name=$1 log start status=0
  log=$logs/gate-$(printf '%s' "$name" | tr -cs 'a-z0-9' -).log
  shift
  start=$SECONDS
  say "  $name ..."
  if [ "${VERBOSE:-}" = 1 ]; then "$@" || status=$?; else "$@" >"$log" 2>&1 || status=$?; fi
  report "$name" "$log" "$status" $((SECONDS - start))
}

report() {
  local name=$1 log=$2 status=$3 seconds=$4
  if [ "$status" = 0 ]; then
    say "  $name: passed ($seconds s)"
    return 0
  fi
  if [ "${VERBOSE:-}" != 1 ]; then
    tail -n 100 "$log" >&2
    say "  (all of it: $log)"
  fi
  say "  $name: FAILED ($seconds s)"
  failed="$failed${failed:+, }$name"
  failures="$failures$(failure_lines "$name" "$log")"$'\n'
}

# The lines of a log that name the failures: the verdict repeats them, since a report of a long run may only show its end.
failure_lines() {
  [ -f "$2" ] || return 0
  printf '  %s:\n' "$1"
  grep -aE -A 6 '(: (FAILED|HUNG  ) | panicked at |^error(\[|:))' "$2" | grep -v '^--$' | cut -c 1-400 | tail -n 40 | sed 's/^/    /' || true
}

# passed NAME...: no gate of these names has failed.
passed() {
  local name
  for name in "$@"; do
    case ", $failed, " in *", $name, "*) return 1 ;; esac
  done
}

# background FUNCTION...: starts long work beside the gates that follow; `await NAME` makes a gate of it.
# The reader's last step, linking with optimisation, keeps one core busy for a minute or two: the tests use the others.
background() {
  background_start=$SECONDS
  "$@" >"$logs/background.log" 2>&1 &
  background_job=$!
}

await() {
  local status=0
  say "  $1 ..."
  wait "$background_job" || status=$?
  report "$1" "$logs/background.log" "$status" $((SECONDS - background_start))
}

print_result() {
  if [ -n "$failed" ]; then
    printf '%s' "$failures" >&2
    say "FAILED: $failed"
    exit 1
  fi
  say "All gates passed ($SECONDS s)."
}
