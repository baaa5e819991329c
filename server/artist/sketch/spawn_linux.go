package sketch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// childName is the name by which a child knows what it is.
const childName = "easel-sketch"

const (
	watchEach   = 5 * time.Millisecond
	stdoutBytes = PathsBytes + 8*PrintedBytes + 4<<10 // a byte of text may be six of JSON
	stderrBytes = 4 << 10
	pipeWait    = time.Second // for what a dead child has left in its pipes
)

// A command is which binary is started, and under what name.
type command struct{ path, name string }

// self is the binary that runs, whatever has become of its file.
func self() command { return command{"/proc/self/exe", childName} }

// An outcome is how a child ended.
type outcome struct {
	stdout, stderr []byte
	state          *os.ProcessState
	killed         string // why, if it was we who ended it
	elapsed        time.Duration
	peak           int64 // bytes resident at most, as far as we saw
}

// spawn starts a child, gives it its input, and returns when it is gone: when it has
// ended, was killed for what it did, at the deadline, or because ctx is done.
func (c command) spawn(ctx context.Context, input []byte) (o outcome, err error) {
	// The kernel kills a child when the thread that began it ends. This one stays.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	late, cancel := context.WithTimeout(ctx, TimeMax)
	defer cancel()
	var k killer
	stdout := &bounded{most: stdoutBytes, over: func() { k.kill("its paths and what it printed are too much") }}
	stderr := &bounded{most: stderrBytes}
	cmd := exec.CommandContext(late, c.path)
	cmd.Args = []string{c.name}
	cmd.Env = []string{"GOMAXPROCS=1", "GOTRACEBACK=none"}
	cmd.Dir = "/"
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), stdout, stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return k.kill(fmt.Sprintf("it ran longer than %v", TimeMax)) }
	cmd.WaitDelay = pipeWait
	begin := time.Now()
	k.mu.Lock() // until its number is known
	if err = cmd.Start(); err == nil {
		k.pid = cmd.Process.Pid
	}
	k.mu.Unlock()
	if err != nil {
		return o, fmt.Errorf("start its child: %w", err)
	}
	watched := make(chan int64)
	done := make(chan struct{})
	go func() { watched <- k.watch(done) }()
	gone := awaitDead(cmd.Process.Pid)
	k.sweep() // for what it may have started is of its group
	err = cmd.Wait()
	close(done)
	o = outcome{stdout.b, stderr.b, cmd.ProcessState, k.reason(), time.Since(begin), max(<-watched, counted(cmd.ProcessState))}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) || o.killed != "" || late.Err() != nil {
		err = nil // the outcome says so
	}
	return o, errors.Join(gone, err)
}

// awaitDead waits until a child has ended, and leaves it as it lies: so long its number
// is no other's.
func awaitDead(pid int) error {
	for {
		err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// A killer ends a child and all of its group, once, and remembers why.
type killer struct {
	mu   sync.Mutex
	pid  int // 0 when there is none, or no longer
	why  string
	dead bool
}

func (k *killer) kill(why string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.pid == 0 || k.dead {
		return os.ErrProcessDone
	}
	if k.why == "" {
		k.why = why
	}
	return unix.Kill(-k.pid, unix.SIGKILL)
}

// sweep kills what is left of the group of a dead child, before it is buried.
func (k *killer) sweep() {
	k.mu.Lock()
	defer k.mu.Unlock()
	_ = unix.Kill(-k.pid, unix.SIGKILL)
	k.dead = true
}

func (k *killer) reason() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.why
}

// watch looks at the memory of the child until done, kills it if that is too much, and
// returns the most it saw.
func (k *killer) watch(done <-chan struct{}) (peak int64) {
	statm, err := os.Open(fmt.Sprintf("/proc/%d/statm", k.pid))
	if err != nil {
		<-done
		return 0
	}
	defer statm.Close()
	tick := time.NewTicker(watchEach)
	defer tick.Stop()
	buf := make([]byte, 128)
	for {
		if n, err := statm.ReadAt(buf, 0); n > 0 || err == nil {
			peak = max(peak, resident(buf[:n]))
		}
		if peak > MemoryBytes {
			_ = k.kill(tooMuchMemory)
		}
		select {
		case <-tick.C:
		case <-done:
			return peak
		}
	}
}

// counted returns what the kernel counted of the memory of a child that is gone. It begins
// with what we had at most when we started it; where it is no more than that, it says nothing.
func counted(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	status, err := os.Open("/proc/self/status")
	if !ok || err != nil {
		return 0
	}
	defer status.Close()
	if peak := int64(usage.Maxrss) << 10; peak > told(status, "VmHWM:") {
		return peak
	}
	return 0
}

// resident reads the second number of statm, in pages.
func resident(statm []byte) int64 {
	var size, pages int64
	if _, err := fmt.Sscan(string(statm), &size, &pages); err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// A bounded is a writer that keeps so much, and reports what is more.
type bounded struct {
	b    []byte
	most int
	over func() // may be nil: what is more is dropped
}

func (w *bounded) Write(p []byte) (int, error) {
	room := w.most - len(w.b)
	w.b = append(w.b, p[:min(len(p), room)]...)
	if len(p) > room && w.over != nil {
		w.over()
		return 0, errors.New("too much")
	}
	return len(p), nil
}
