package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"easel.example/desktop/guest"
	"easel.example/tools/internal/link"
)

// What a server needs to bear a load, with its limits in place but far away.
var roomy = []string{
	"-limits.strokes-per-minute", "2000000000", "-limits.frames-per-second", "1000000",
	"-limits.bytes-per-second", "1GiB", "-limits.guests-per-minute", "-1", "-limits.connections-per-member", "1000",
}

// build returns the program of a package, built once.
func (w *work) build(ctx context.Context, pkg string) (string, error) {
	if p := w.built[pkg]; p != "" {
		return p, nil
	}
	p := filepath.Join(w.dir, filepath.Base(pkg)+".exe")
	more, err := w.overlay()
	if err != nil {
		return "", err
	}
	args := append(append([]string{"build", "-o", p}, more...), pkg)
	if out, err := exec.CommandContext(ctx, "go", args...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", pkg, err, bytes.TrimSpace(out))
	}
	w.built[pkg] = p
	return p, nil
}

// pin puts a program on one processor, where that can be done: the server on
// one and the clients on another disturb each other less.
func pin(cpu int, name string, args ...string) (string, []string) {
	if taskset, err := exec.LookPath("taskset"); err == nil && runtime.NumCPU() > 1 {
		return taskset, append([]string{"-c", strconv.Itoa(cpu), name}, args...)
	}
	return name, args
}

// A process is a program that says on its first lines where it listens.
type process struct {
	cmd     *exec.Cmd
	lines   []string
	errs    *tail
	reading sync.WaitGroup
}

// tail keeps the end of what a program says on its error output.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	t.text = t.text[max(len(t.text)-2000, 0):]
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.text))
}

// startWait is how long a program may take to say where it listens.
const startWait = 30 * time.Second

// start runs a program until it has printed so many lines.
func start(ctx context.Context, lines int, name string, args ...string) (*process, error) {
	p := &process{cmd: exec.Command(name, args...), errs: &tail{}}
	p.cmd.Stderr = p.errs
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	said := make(chan []string, 1)
	p.reading.Go(func() {
		var all []string
		in := bufio.NewScanner(out)
		for len(all) < lines && in.Scan() {
			all = append(all, in.Text())
		}
		said <- all
		_, _ = io.Copy(io.Discard, out) // it ends with the program
	})
	late := time.NewTimer(startWait)
	defer late.Stop()
	select {
	case p.lines = <-said:
	case <-late.C:
	case <-ctx.Done():
	}
	if len(p.lines) < lines {
		p.stop()
		return nil, errors.Join(ctx.Err(), fmt.Errorf("%s did not start: %s", name, p.errs))
	}
	return p, nil
}

// stop ends the program, and waits until it has.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	kill := time.AfterFunc(startWait, func() { _ = p.cmd.Process.Kill() })
	defer kill.Stop()
	p.reading.Wait()
	_ = p.cmd.Wait() // how it ended does not matter any more
}

func (p *process) pid() int { return p.cmd.Process.Pid }

var ownerLink = regexp.MustCompile(`owner link: (\S+)`)

// A server is the real one in a process of its own, with a folder of its own.
type server struct {
	*process
	address guest.Address
	link    string
}

// serve starts a server on processor 0.
func (w *work) serve(ctx context.Context, args ...string) (*server, error) {
	bin, err := w.build(ctx, "./server")
	if err != nil {
		return nil, err
	}
	w.servers++
	data := filepath.Join(w.dir, fmt.Sprintf("data-%d", w.servers))
	args = append([]string{"-addr", "127.0.0.1:0", "-data", data}, args...)
	name, args := pin(0, bin, args...)
	p, err := start(ctx, 2, name, args...)
	if err != nil {
		return nil, err
	}
	m := ownerLink.FindStringSubmatch(strings.Join(p.lines, "\n"))
	if m == nil {
		p.stop()
		return nil, fmt.Errorf("the server prints no owner link: %q", p.lines)
	}
	a, err := link.Parse(m[1])
	if err != nil {
		p.stop()
		return nil, err
	}
	return &server{p, a, m[1]}, nil
}

// rss returns how many MB of memory a process has.
func rss(pid int) (float64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("read the memory of a process: %w", err)
	}
	for l := range strings.Lines(string(data)) {
		if v, ok := strings.CutPrefix(l, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(v), " kB"), 64)
			return kb / 1024, err
		}
	}
	return 0, errors.New("a process has no VmRSS")
}
