package sketch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// IsChild reports whether this process was started by [Run], which names it so.
func IsChild() bool { return len(os.Args) == 1 && os.Args[0] == childName }

// Child runs the program that comes on standard input, writes what came of it to
// standard output, and ends the process. main calls it first of all.
func Child() {
	if err := child(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func child() error {
	status, err := os.Open("/proc/self/status")
	if err != nil {
		return fmt.Errorf("open what tells of memory: %w", err)
	}
	ballast, err := confine(status)
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(ballast)
	raw, err := io.ReadAll(io.LimitReader(os.Stdin, 8*ProgramBytes))
	if err != nil {
		return fmt.Errorf("read the program: %w", err)
	}
	var req Request
	if err := json.Unmarshal(raw, &req); err != nil {
		return fmt.Errorf("read the program: %w", err)
	}
	if err := filter(); err != nil {
		return fmt.Errorf("give up system calls: %w", err)
	}
	h, entries := interpret(req, uint64(len(ballast)*pieceBytes))
	h.Peak = told(status, "VmHWM:")
	line, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	if _, err := os.Stdout.Write(append(line, '\n')); err != nil {
		return err
	}
	_, err = os.Stdout.Write(entries)
	return err
}

// confine gives up what the program is not to have, and returns the ballast. RLIMIT_NPROC
// is left alone: it counts all processes of the user, and Go needs threads. RLIMIT_DATA is
// no bound: the kernel does not hold it against a mapping that replaces another, which is
// how Go puts its arenas to use.
func confine(status *os.File) (ballast [][]byte, err error) {
	debug.SetMaxStack(stackBytes)
	begin(threads)
	ballast = load(status)
	debug.SetMemoryLimit(int64(len(ballast)*pieceBytes) + heapBytes)
	addresses := uint64(told(status, "VmSize:")) + roomBytes
	if raced { // the detector has shadows of all memory
		addresses = unix.RLIM_INFINITY
	}
	cpu := uint64(TimeMax/time.Second) + 1
	for _, l := range []struct {
		resource int
		most     uint64
	}{{unix.RLIMIT_CORE, 0}, {unix.RLIMIT_FSIZE, 0}, {unix.RLIMIT_NOFILE, 16}, {unix.RLIMIT_CPU, cpu}, {unix.RLIMIT_AS, addresses}} {
		if err := unix.Setrlimit(l.resource, &unix.Rlimit{Cur: l.most, Max: l.most}); err != nil {
			return nil, fmt.Errorf("set limit %d: %w", l.resource, err)
		}
	}
	return ballast, nicer()
}

// load returns a ballast: after it, the heap has aboutBytes of addresses left.
func load(status *os.File) (ballast [][]byte) {
	more := func() { ballast = append(ballast, make([]byte, pieceBytes)) }
	for range arenaBytes / pieceBytes {
		before := told(status, "VmSize:")
		if more(); told(status, "VmSize:")-before >= arenaBytes {
			break // this one is in a new arena
		}
	}
	for range (arenaBytes - aboutBytes) / pieceBytes {
		more()
	}
	return ballast
}

// begin lets Go have so many threads, which it keeps. With the C library a thread has 8 MiB
// of addresses for its stack, for which there may be no room later.
func begin(threads int) {
	var all, over sync.WaitGroup
	all.Add(threads)
	for range threads {
		over.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			all.Done()
			all.Wait()
		})
	}
	over.Wait()
}

// nicer lowers the priority of each thread; further ones have that of their maker.
func nicer() error {
	list, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return fmt.Errorf("list the threads: %w", err)
	}
	for _, t := range list {
		id, err := strconv.Atoi(t.Name())
		if err != nil {
			continue
		}
		if err := unix.Setpriority(unix.PRIO_PROCESS, id, niceness); err != nil {
			return fmt.Errorf("lower the priority: %w", err)
		}
	}
	return nil
}

// told returns what the kernel tells of the memory of the process, in bytes: VmHWM, resident
// at most (what getrusage says begins with what the parent had), or VmSize, its addresses.
func told(status *os.File, what string) int64 {
	buf := make([]byte, 4<<10)
	n, _ := status.ReadAt(buf, 0)
	for line := range bytes.Lines(buf[:n]) {
		if rest, ok := bytes.CutPrefix(line, []byte(what)); ok {
			kib, err := strconv.ParseInt(string(bytes.TrimSuffix(bytes.TrimSpace(rest), []byte(" kB"))), 10, 64)
			if err != nil {
				return 0
			}
			return kib << 10
		}
	}
	return 0
}
