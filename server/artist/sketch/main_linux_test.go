package sketch

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// bin is who runs programs in tests: this binary, or with the race detector a server
// without it, for the detector's shadows leave no bound of memory.
var bin = self()

func TestMain(m *testing.M) {
	if IsChild() {
		Child()
	}
	if strings.HasPrefix(os.Args[0], rogue) {
		misbehave(strings.TrimPrefix(os.Args[0], rogue))
	}
	dir, err := os.MkdirTemp("", "easel-sketch-")
	if err == nil && raced {
		bin.path = filepath.Join(dir, "server")
		var out []byte
		if out, err = exec.Command("go", "build", "-o", bin.path, "easel.example/server").CombinedOutput(); err != nil {
			err = fmt.Errorf("build the server: %w\n%s", err, out)
		}
	}
	code := 1
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		code = m.Run()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// rogue is how the names of children begin that do not do what they should.
const rogue = "easel-rogue-"

// misbehave is a child that its parent must not trust.
func misbehave(how string) {
	switch how {
	case "deaf": // to all signals that can be ignored
		signal.Ignore()
		for {
			time.Sleep(time.Hour)
		}
	case "flood":
		for line := make([]byte, 1<<16); ; {
			os.Stdout.Write(line)
		}
	case "shout":
		for line := make([]byte, 1<<16); ; {
			os.Stderr.Write(line)
		}
	case "hoard":
		for hoard := [][]byte{}; ; time.Sleep(time.Millisecond) {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = 1
			}
			hoard = append(hoard, b)
		}
	case "parent": // leaves a child behind, which holds its pipes
		cmd := exec.Command("/proc/self/exe")
		cmd.Args[0] = rogue + "deaf"
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Start(); err != nil {
			panic(err)
		}
	case "filtered": // tries what a filter refuses
		if err := filter(); err != nil {
			panic(err)
		}
		tried := map[string]string{}
		try := func(what string, err error) { tried[what] = fmt.Sprint(err) }
		_, err := unix.Open("/etc/passwd", unix.O_RDONLY, 0)
		try("open", err)
		_, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
		try("socket", err)
		try("kill", unix.Kill(os.Getppid(), 0))
		try("tgkill", unix.Tgkill(os.Getppid(), os.Getppid(), 0))
		try("exec", unix.Exec("/bin/true", []string{"true"}, nil))
		_, _, errno := unix.RawSyscall6(unix.SYS_CLONE, uintptr(unix.SIGCHLD), 0, 0, 0, 0, 0)
		try("fork", errno)
		try("unlink", unix.Unlink("/nothing"))
		try("limit", unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: 1 << 40, Max: 1 << 40}))
		b, _ := json.Marshal(tried)
		os.Stdout.Write(b)
	case "server": // runs a program, and is killed meanwhile
		run(context.Background(), command{"/proc/self/exe", childName}, request(busy))
	case "babble":
		fmt.Println("hello")
	case "half":
		fmt.Println(`{"steps":1}`)
		fmt.Print(`[{"type":"line"`)
	}
	os.Exit(0)
}
