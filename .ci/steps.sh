# Sourced by the scripts beside it: the steps of a test run. Each step runs, whatever became of those before it;
# `finish` tells the sum and returns whether anything failed. Results are collected in RESULTS, so that one script may
# add to those of another.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p bin .cache
go build -o bin/tally ./tools/tally

if [ -z "${RESULTS:-}" ]; then
	own_results=1
	export RESULTS=$PWD/.cache/results-$$
	trap 'rm -f "$RESULTS"' EXIT
fi
export NO_COLOR=1
failed=0

# step NAME COMMAND...: any program, or a test runner of Node.
step() { bin/tally run -into "$RESULTS" -name "$1" -- "${@:2}" </dev/null || failed=1; }

# tests NAME COMMAND...: the same, and at least one test must run.
tests() { bin/tally run -tests -into "$RESULTS" -name "$1" -- "${@:2}" </dev/null || failed=1; }

# gotest NAME [VAR=VALUE...] ARGS...: go test, never from the cache.
gotest() {
	local name=$1 env=()
	shift
	while [[ ${1:-} == [A-Z]*=* ]]; do
		env+=("$1")
		shift
	done
	tests "$name" env "${env[@]}" go test -json -count=1 -timeout=45m "$@"
}

# skip NAME REASON: said at the end of the run again.
skip() { bin/tally skip -into "$RESULTS" -name "$1" -why "$2"; }

# have COMMAND: it can be run.
have() { command -v "$1" >/dev/null 2>&1; }

# have_browser: tools/wasmtest/headless_shell and the page's tests will find a Chromium.
have_browser() {
	[ -x "${EASEL_CHROMIUM:-/usr/lib/chromium/chromium-headless-shell}" ] || [ -x /usr/lib/chromium/chromium ]
}

# finish: the sum, if no other script is going to tell it.
finish() {
	if [ -n "${own_results:-}" ]; then
		bin/tally sum "$RESULTS" || failed=1
	fi
	exit "$failed"
}
