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
fi
company=
aside=$PWD/.cache/beside-$$
trap ended EXIT
export NO_COLOR=1
failed=0

# step NAME COMMAND...: any program, or a test runner of Node.
step() { bin/tally run -into "$RESULTS" -name "$1" -- "${@:2}" </dev/null || failed=1; }

# tests NAME COMMAND...: the same, and at least one test must run.
tests() { bin/tally run -tests -into "$RESULTS" -name "$1" -- "${@:2}" </dev/null || failed=1; }

# gotest NAME [VAR=VALUE...] ARGS...: go test, never from the cache, without the go vet that .ci/static has run.
gotest() {
	local name=$1 env=()
	shift
	while [[ ${1:-} == [A-Z]*=* ]]; do
		env+=("$1")
		shift
	done
	tests "$name" env "${env[@]}" go test -json -count=1 -vet=off -timeout=45m "$@"
}

# skip NAME REASON: said at the end of the run again.
skip() { bin/tally skip -into "$RESULTS" -name "$1" -why "$2"; }

# beside FUNCTION: the steps of a function, at the same time as those that follow until `joined`. They only compute, and
# take what these leave of the processors. What is about time, or how much a server takes, is no company.
beside() {
	set -m # a process group of its own, which ends with this script
	(
		renice -n 15 -p "$BASHPID" >/dev/null || true
		RESULTS=$aside.results
		"$1"
		exit "$failed"
	) >"$aside" 2>&1 &
	company=$!
	set +m
}

# joined: waits for the steps beside, and tells what they said and came to.
joined() {
	wait "$company" || failed=1
	company=
	cat "$aside"
	cat "$aside.results" >>"$RESULTS" || failed=1
	rm -f "$aside" "$aside.results"
}

# ended: nothing is left of a script, however it ends.
ended() {
	[ -z "$company" ] || kill -- "-$company" 2>/dev/null || true
	rm -f "$aside" "$aside.results"
	[ -z "${own_results:-}" ] || rm -f "$RESULTS"
}

# have COMMAND: it can be run.
have() { command -v "$1" >/dev/null 2>&1; }

# have_browser: tools/wasmtest/headless_shell and the page's tests will find a Chromium.
have_browser() {
	[ -x "${EASEL_CHROMIUM:-/usr/lib/chromium/chromium-headless-shell}" ] || [ -x /usr/lib/chromium/chromium ]
}

# window_lacks: prints what this machine lacks to build the desktop app's window, and fails if there is something. Ebiten
# is C over X11 and GL on Linux and over Apple's frameworks on a Mac; on Windows it is all Go.
window_lacks() {
	case $(go env GOOS) in
	windows) return 0 ;;
	linux) ;;
	*)
		have "$(go env CC)" || { echo "a C compiler"; return 1; }
		return 0
		;;
	esac
	[ "$(go env CGO_ENABLED)" = 1 ] && have "$(go env CC)" || { echo "a C compiler"; return 1; }
	local header
	for header in X11/Xcursor/Xcursor.h X11/extensions/XInput2.h X11/extensions/Xinerama.h X11/extensions/Xrandr.h X11/extensions/xf86vmode.h; do
		echo "#include <$header>" | "$(go env CC)" -E - >/dev/null 2>&1 || { echo "the header $header (make deps installs it)"; return 1; }
	done
}

# windows_of yes|no PATTERN...: the packages that have to do with a window, or all others: what imports Ebiten can only be
# built with its headers, and only be run where there is a display.
windows_of() {
	go list -test -f '{{$w := "no"}}{{range .Deps}}{{if eq . "github.com/hajimehoshi/ebiten/v2"}}{{$w = "yes"}}{{end}}{{end}}{{with .ForTest}}{{.}}{{else}}{{.ImportPath}}{{end}} {{$w}}' "${@:2}" |
		awk -v wanted="$1" '{ sub(/\.test$/, "", $1); if ($2 == "yes") w[$1] = 1; all[$1] = 1 } END { for (p in all) if ((p in w) == (wanted == "yes")) print p }' | sort
}

# finish: the sum, if no other script is going to tell it.
finish() {
	if [ -n "${own_results:-}" ]; then
		bin/tally sum -took "${SECONDS}s" "$RESULTS" || failed=1
	fi
	exit "$failed"
}
