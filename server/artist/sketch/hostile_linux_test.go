package sketch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"easel.example/core"
)

func request(program string) Request {
	return Request{Program: program, Width: 1600, Height: 1200, Style: core.Paint, Seed: 7}
}

// busy takes long for each step.
const busy = "s = 'a' * 1000000\nfor i in range(1 << 40):\n    s.count('a' * 500000 + 'b')"

// hostile are programs that mean harm, and what each is answered with. Those that the
// interpreter can stop come back with their line.
var hostile = []struct{ name, program, want string }{
	{"endless loop", "def f():\n    while True:\n        pass\nf()", tooLong},
	{"endless range", "for i in range(1 << 60):\n    pass", tooLong},
	{"memory, text doubled", "x = 'a'\nfor i in range(60):\n    x += x\nprint(len(x))", "memory"},
	{"memory, little by little", "l = []\nfor i in range(1 << 40):\n    l.append([i] * 100)", tooLarge},
	{"memory, at once", "x = [0] * (1 << 29)", tooMuchMemory},
	{"memory, a dictionary", "d = {}\nfor i in range(1 << 40):\n    d[i] = str(i)", tooLarge},
	{"deep recursion", "def f(n):\n    return f(n + 1) + 1\nf(0)", "line 2, column 16: calls are nested more than 1000 deep"},
	{"deep recursion through helpers", "def f(n):\n    return sorted([1, 2], key = f)\nf(0)", "calls are nested more than 1000 deep"},
	{"deep operators", "x = " + strings.Repeat("-", 60_000) + "1", ""},
	{"deep brackets", strings.Repeat("(", 60_000), "line 1, column 78: excessive nesting"},
	{"deep list printed", "l = []\nfor i in range(300000):\n    l = [l]\nprint(l)", ""},
	{"giant output, paths", "for i in range(1 << 40):\n    line(0, 0, i % 100, 9)", "line 2, column 9: line: it draws more than 1000 paths"},
	{"giant output, points", "l = [(i, i) for i in range(20000)]\nfor i in range(900):\n    polyline(l)", "polyline: its paths take more than 4194304 bytes"},
	{"giant output, printed", "for i in range(1 << 40):\n    print('spam')", "line 2, column 10: it printed more than 8192 bytes"},
	{"giant output, printed at once", "print('x' * (1 << 20))", "line 1, column 6: it printed more than 8192 bytes"},
	{"exception", "x = 1\ny = x // 0", "line 2, column 7: floored division by zero\n    y = x // 0"},
	{"failure", "def f():\n    fail('no')\nf()", "line 2, column 9: fail: no"},
	{"huge numbers", "x = 1 << 500\nfor i in range(60):\n    x = x * x", ""},
	{"huge shift", "x = 1 << (1 << 62)", "line 1, column 7: 4611686018427387904 out of range"},
	{"huge coordinates", "line(0, 0, float('1e300'), 5)", "line 1, column 5: line: got 1e+300, want a number within ±1e9"},
	{"no number", "line(0, 0, float('nan'), 5)", "want a number within"},
	{"blowup of text", "s = 'a' * 100000\nfor i in range(1 << 40):\n    s = s.replace('a', 'aaaaaaaaaa')", "memory"},
	{"blowup of work", busy, "it ran longer than 10s"},
	{"files", "open('/etc/passwd')", "line 1, column 1: undefined: open"},
	{"modules", "load('os.star', 'system')", "line 1, column 1: load not implemented by this application"},
	{"network", "import socket", "line 1, column"},
	{"signals", "signal.signal(15, None)\nwhile True:\n    pass", "line 1, column 1: undefined: signal"},
}

// tooLong and tooLarge stand for either of two answers: on a busy machine the time is up
// before the steps are, or the memory.
const (
	tooLong  = "steps, or time"
	tooLarge = "memory, or time"
)

func answers(err error, want string) bool {
	wrong := ProgramError("")
	if !errors.As(err, &wrong) {
		return false
	}
	late := strings.Contains(err.Error(), "it ran longer than 10s")
	switch want {
	case tooLong:
		return late || strings.Contains(err.Error(), "it took more than 50000000 steps, perhaps in an endless loop")
	case tooLarge:
		return late || strings.Contains(err.Error(), tooMuchMemory)
	}
	return strings.Contains(err.Error(), want)
}

// TestHostile: whatever a program does, it ends in an error within its bounds, and the
// parent is none the larger for it.
func TestHostile(t *testing.T) {
	var before, after runtime.MemStats
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			if testing.Short() && c.program == busy {
				t.Skip("waits for a deadline")
			}
			runtime.GC()
			runtime.ReadMemStats(&before)
			r, err := run(t.Context(), bin, request(c.program))
			for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) { // what has just ended is let go of a moment later
				runtime.GC()
				runtime.ReadMemStats(&after)
				if after.HeapAlloc < before.HeapAlloc+1<<20 || time.Now().After(end) {
					break
				}
			}
			if !answers(err, c.want) {
				t.Errorf("it ends in %v, want %q", err, c.want)
			}
			t.Logf("%v, %d MiB, %d steps: %v", r.Elapsed.Round(time.Millisecond), r.MaxRSS>>20, r.Steps, err)
			if r.Elapsed > 2*TimeMax || r.MaxRSS > MemoryBytes+noticed {
				t.Errorf("it took %v and %d bytes", r.Elapsed, r.MaxRSS)
			}
			if string(r.Entries) != "[]" || len(r.Printed) > PrintedBytes {
				t.Errorf("it drew %.60s and printed %d bytes", r.Entries, len(r.Printed))
			}
			if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
				t.Errorf("the parent's heap has grown by %d bytes", grown)
			}
		})
	}
}

// noticed is what a child may grow by until its parent, on a busy machine, sees it and ends it.
const noticed = 8 << 20

// TestAtOnce: eight memory bombs together harm no more than one does.
func TestAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	begin := time.Now()
	for i := range 8 {
		wg.Go(func() {
			r, err := run(t.Context(), bin, request("x = 'a'\nfor i in range(60):\n    x += x"))
			if err == nil || !strings.Contains(err.Error(), "memory") || r.MaxRSS > MemoryBytes+noticed {
				t.Errorf("child %d: %d MiB, %v", i, r.MaxRSS>>20, err)
			}
		})
	}
	wg.Wait()
	t.Logf("8 at once took %v", time.Since(begin))
}

// TestRogue: a child that is none of ours any more, as if the program had taken it over,
// is ended all the same.
func TestRogue(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a deadline")
	}
	for _, c := range []struct {
		how, want string
		program   bool // it is told as the program's fault
	}{
		{"deaf", "it ran longer than 10s", true},
		{"flood", "its paths and what it printed are too much", true},
		{"shout", "it ran longer than 10s", true},
		{"hoard", tooMuchMemory, true},
		{"parent", "its child answered", false},
		{"babble", `its child answered "hello"`, false},
		{"half", "its child answered no JSON", false},
	} {
		t.Run(c.how, func(t *testing.T) {
			t.Parallel()
			name := rogue + c.how
			r, err := run(t.Context(), command{"/proc/self/exe", name}, request(""))
			wrong := ProgramError("")
			if err == nil || !strings.Contains(err.Error(), c.want) || errors.As(err, &wrong) != c.program {
				t.Errorf("it ends in %v, want %q", err, c.want)
			}
			if r.Elapsed > 2*TimeMax {
				t.Errorf("it took %v", r.Elapsed)
			}
			t.Logf("%v, %d MiB: %v", r.Elapsed, r.MaxRSS>>20, err)
			if c.how != "deaf" { // whose name a child of "parent" has too
				none(t, name)
			}
		})
	}
	t.Cleanup(func() { none(t, rogue) })
}

// TestCancel: who no longer waits for a program leaves no process behind.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	begin := time.Now()
	_, err := run(ctx, bin, request("def f():\n    while True:\n        pass\nf()"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ends in %v", err)
	}
	if took := time.Since(begin); took > TimeMax/2 {
		t.Errorf("it took %v", took)
	}
	none(t, childName)
	if _, err := run(ctx, bin, request("")); !errors.Is(err, context.Canceled) {
		t.Errorf("one that is cancelled before it begins ends in %v", err)
	}
}

// none fails if this process has a child whose name begins so: one that was ended may take a moment to be gone.
func none(t testing.TB, name string) {
	t.Helper()
	left := children(t, name)
	for end := time.Now().Add(10 * time.Second); len(left) > 0 && time.Now().Before(end); left = children(t, name) {
		time.Sleep(10 * time.Millisecond)
	}
	for _, one := range left {
		t.Errorf("%s is left", one)
	}
}

// children returns what the system tells of those children of this process, or of none, whose name begins so.
func children(t testing.TB, name string) (found []string) {
	t.Helper()
	list, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range list {
		raw, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(string(raw), name) {
			continue
		}
		stat, err := os.ReadFile(filepath.Join(filepath.Dir(file), "stat"))
		if err != nil {
			continue
		}
		if f := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:])); f[1] == strconv.Itoa(os.Getpid()) || f[1] == "1" {
			found = append(found, fmt.Sprintf("%s: %q, %s", filepath.Dir(file), raw, stat))
		}
	}
	return found
}

// TestOrphan: a child does not outlive a server that is killed.
func TestOrphan(t *testing.T) {
	cmd := exec.Command("/proc/self/exe")
	cmd.Args[0] = rogue + "server"
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dir := childOf(t, cmd.Process.Pid)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		stat, err := os.ReadFile(filepath.Join(dir, "stat"))
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("it lives on: %s", stat)
		}
	}
}

// childOf waits until a process has a child that runs a program, and returns its folder
// under /proc.
func childOf(t testing.TB, parent int) string {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		list, _ := filepath.Glob("/proc/[0-9]*/cmdline")
		for _, file := range list {
			raw, _ := os.ReadFile(file)
			status, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "status"))
			if string(raw) == childName+"\x00" && strings.Contains(string(status), fmt.Sprintf("PPid:\t%d\n", parent)) &&
				(strings.Contains(string(status), "Seccomp:\t2") || filtered == 0) {
				return filepath.Dir(file)
			}
		}
	}
	t.Fatal("there is no child")
	return ""
}

// TestConfined looks at a child from outside while it runs: its priority, its limits,
// its environment, and that its system calls are filtered.
func TestConfined(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		run(ctx, bin, request(busy))
	})
	defer wg.Wait()
	defer cancel()
	dir := childOf(t, os.Getpid())
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	threads, err := filepath.Glob(dir + "/task/*/stat")
	if err != nil || len(threads) == 0 {
		t.Fatalf("threads %v, %v", threads, err)
	}
	for _, file := range threads {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		if f := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:])); f[16] != strconv.Itoa(niceness) {
			t.Errorf("%s has niceness %s", file, f[16])
		}
	}
	limits := read("limits")
	for name, want := range map[string]string{"Max core file size": "0", "Max file size": "0", "Max open files": "16", "Max cpu time": "11"} {
		if i := strings.Index(limits, name); i < 0 || strings.Fields(limits[i+len(name):])[0] != want {
			t.Errorf("%s is not %s:\n%s", name, want, limits)
		}
	}
	if i := strings.Index(limits, "Max address space"); strings.Fields(limits[i+len("Max address space"):])[0] == "unlimited" {
		t.Errorf("there is no limit of addresses:\n%s", limits)
	}
	if env := read("environ"); env != "GOMAXPROCS=1\x00GOTRACEBACK=none\x00" {
		t.Errorf("its environment is %q", env)
	}
	if cwd, err := os.Readlink(dir + "/cwd"); err != nil || cwd != "/" {
		t.Errorf("it works in %s, %v", cwd, err)
	}
}

// TestFilter: what a filtered process asks for beside its own memory is refused.
func TestFilter(t *testing.T) {
	if filtered == 0 {
		t.Skip("there is no filter on this machine")
	}
	o, err := command{"/proc/self/exe", rogue + "filtered"}.spawn(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]string
	if err := json.Unmarshal(o.stdout, &got); err != nil {
		t.Fatalf("%v, %s, %s", err, o.stdout, o.stderr)
	}
	if len(got) < 5 {
		t.Errorf("only %v was tried", got)
	}
	for what, err := range got {
		if err != "operation not permitted" {
			t.Errorf("%s: %q, want it not permitted", what, err)
		}
	}
}

// filtered is 1 where there is a filter.
var filtered = map[string]int{"amd64": 1, "arm64": 1}[runtime.GOARCH]
