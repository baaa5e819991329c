package main

import (
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestReadGo(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     result
		prints   string // some line of the output
	}{
		{
			name: "pass, with parts",
			in: `{"Action":"start","Package":"m/p"}
{"Action":"run","Package":"m/p","Test":"TestA"}
{"Action":"pass","Package":"m/p","Test":"TestA/part"}
{"Action":"pass","Package":"m/p","Test":"TestA"}
{"Action":"output","Package":"m/p","Output":"PASS\n"}
{"Action":"pass","Package":"m/p","Elapsed":0.2}
`,
			want:   result{Passed: 1},
			prints: "ok   m/p: 1 of 1 in 0.2 s\n",
		}, {
			name: "fail",
			in: `{"Action":"output","Package":"m/p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"m/p","Test":"TestA","Output":"    a_test.go:7: got 1, want 2\n"}
{"Action":"fail","Package":"m/p","Test":"TestA"}
{"Action":"fail","Package":"m/p","Elapsed":1}
`,
			want:   result{Failed: 1},
			prints: "    a_test.go:7: got 1, want 2\nFAIL m/p: 0 of 1 in 1.0 s\n",
		}, {
			name: "skipped part of a test that passes",
			in: `{"Action":"output","Package":"m/p","Test":"TestA/x","Output":"    a_test.go:7: no data beside the checkout\n"}
{"Action":"output","Package":"m/p","Test":"TestA/x","Output":"--- SKIP: TestA/x (0.00s)\n"}
{"Action":"skip","Package":"m/p","Test":"TestA/x"}
{"Action":"pass","Package":"m/p","Test":"TestA"}
{"Action":"pass","Package":"m/p"}
`,
			want: result{Passed: 1, Skipped: []skip{{"m/p TestA/x", "no data beside the checkout"}}},
		}, {
			name: "does not build",
			in: `{"ImportPath":"m/p","Action":"build-output","Output":"p.go:1: oops\n"}
{"ImportPath":"m/p","Action":"build-fail"}
{"Action":"output","Package":"m/p","Output":"FAIL\tm/p [build failed]\n"}
{"Action":"fail","Package":"m/p","FailedBuild":"m/p"}
`,
			want:   result{Failed: 1},
			prints: "p.go:1: oops\n",
		}, {
			name: "no test files",
			in: `{"Action":"output","Package":"m/p","Output":"?   \tm/p\t[no test files]\n"}
{"Action":"skip","Package":"m/p"}
`,
		}, {
			name:   "not an event",
			in:     "go: no such tool\n",
			prints: "go: no such tool\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			got, err := readGo(strings.NewReader(c.in), &out)
			if err != nil {
				t.Fatal(err)
			}
			c.want.counted = true
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("result %+v, want %+v", got, c.want)
			}
			if !strings.Contains(out.String(), c.prints) {
				t.Errorf("prints %q, want %q in it", out.String(), c.prints)
			}
		})
	}
}

func TestReadText(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     result
	}{
		{"any program", "all is well\n", result{}},
		{"Node, spec", "ℹ tests 4\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\n", result{Passed: 3, Failed: 1, counted: true}},
		{"Node, tap", "ok 2 - draws # SKIP no browser\n# pass 3\n# fail 0\n", result{Passed: 3, Skipped: []skip{{"draws", "no browser"}}, counted: true}},
		{"Node, spec skips", "﹣ draws (0.2ms) # SKIP\nℹ pass 0\n", result{Skipped: []skip{{"draws", "it gives no reason"}}, counted: true}},
		{
			"Vitest", "\x1b[2m Test Files \x1b[22m 2 passed (2)\n\x1b[2m      Tests \x1b[22m \x1b[31m1 failed\x1b[39m | 7 passed | 1 skipped (9)\n",
			result{Passed: 7, Failed: 1, Skipped: []skip{{"a test of Vitest", "it gives no reason"}}, counted: true},
		},
		{"no end of line", "# pass 2", result{Passed: 2, counted: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			got, err := readText(strings.NewReader(c.in), &out)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("result %+v, want %+v", got, c.want)
			}
			if out.String() != c.in {
				t.Errorf("prints %q, want %q", out.String(), c.in)
			}
		})
	}
}

// TestRun runs steps as .ci/run does, and sums them.
func TestRun(t *testing.T) {
	for _, c := range []struct {
		name   string
		steps  [][]string
		failed bool
		closes string
	}{
		{"a program", [][]string{{"run", "-name", "version", "--", "go", "version"}}, false, "1 passed, 0 failed\n"},
		{"a failure is kept", [][]string{
			{"run", "-name", "bad", "--", "go", "no-such-command"},
			{"run", "-name", "version", "--", "go", "version"},
		}, true, "1 passed, 1 failed\n"},
		{"no such program", [][]string{{"run", "-name", "x", "--", "./no such program"}}, true, "0 passed, 1 failed\n"},
		{"a skip does not pass", [][]string{{"skip", "-name", "browser", "-why", "there is none"}}, true, "0 passed, 0 failed, 1 skipped\n"},
		{"no test counted", [][]string{{"run", "-tests", "-name", "version", "--", "go", "version"}}, true, "1 passed, 1 failed\n"},
		{"no test ran", [][]string{{"run", "-tests", "-name", "go", "--", "go", "test", "-json", "-run", "NoSuchTest", "."}}, true, "0 passed, 1 failed\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "results")
			var out strings.Builder
			for _, s := range c.steps {
				args := append([]string{s[0], "-into", file}, s[1:]...)
				if err := run(args, &out); err != nil && !errors.Is(err, errFailed) {
					t.Fatal(err)
				}
			}
			err := run([]string{"sum", "-took", "83s", file}, &out)
			if errors.Is(err, errFailed) != c.failed {
				t.Errorf("sum returns %v, want failed = %v", err, c.failed)
			}
			if !strings.HasSuffix(out.String(), "\n"+c.closes) {
				t.Errorf("closes with %q, want %q", out.String(), c.closes)
			}
		})
	}
}

func TestRunRefuses(t *testing.T) {
	for _, args := range [][]string{nil, {"count"}, {"run", "-name", "empty"}, {"sum", filepath.Join(t.TempDir(), "none")}} {
		if err := run(args, &strings.Builder{}); err == nil || errors.Is(err, errFailed) {
			t.Errorf("run(%q) = %v, want an error that says what is wrong", args, err)
		}
	}
}
