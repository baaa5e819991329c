package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A child is a server in a process of its own, which can be killed.
type child struct {
	t    testing.TB
	bin  string
	args []string
	cmd  *exec.Cmd
	base string
	log  string // file
}

var build struct {
	sync.Once
	bin string
	err error
}

// binary builds the server once for all drills, with the race detector if they have it.
func binary(t testing.TB) string {
	t.Helper()
	build.Do(func() {
		dir, err := os.MkdirTemp("", "easel-drill-")
		if err != nil {
			build.err = err
			return
		}
		build.bin = filepath.Join(dir, "server")
		args := []string{"build", "-o", build.bin}
		if raced {
			args = append(args, "-race")
		}
		out, err := exec.Command("go", append(args, ".")...).CombinedOutput()
		if err != nil {
			t.Logf("%s", out)
		}
		build.err = err
	})
	if build.err != nil {
		t.Fatal(build.err)
	}
	return build.bin
}

func TestMain(m *testing.M) {
	code := m.Run()
	if build.bin != "" {
		os.RemoveAll(filepath.Dir(build.bin))
	}
	os.Exit(code)
}

// newChild starts a server on a free port, with limits lifted that are about
// many bots on one address.
func newChild(t testing.TB, args ...string) *child {
	t.Helper()
	addr := freeAddress(t)
	c := &child{t: t, bin: binary(t), base: "http://" + addr}
	c.log = filepath.Join(t.TempDir(), "log")
	c.args = append([]string{"-addr", addr, "-data", t.TempDir(), "-limits.guests-per-minute", "-1"}, args...)
	c.start()
	t.Cleanup(c.kill)
	return c
}

// freeAddress is one that nobody listens at, below those that the system gives to who connects: else, while the server is away,
// it could be somebody's, and who asks for it could reach themselves.
func freeAddress(t testing.TB) string {
	t.Helper()
	for range 100 {
		if lis, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 10_000+rand.IntN(20_000))); err == nil {
			defer lis.Close()
			return lis.Addr().String()
		}
	}
	t.Fatal("there is no free port")
	return ""
}

func (c *child) start() {
	c.t.Helper()
	c.cmd = exec.Command(c.bin, c.args...)
	log, err := os.Create(c.log)
	if err != nil {
		c.t.Fatal(err)
	}
	defer log.Close()
	c.cmd.Stderr = log
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "listening on http://") {
		said, _ := os.ReadFile(c.log)
		c.t.Fatalf("the server said %q, %v: %s", line, err, said)
	}
}

// kill is kill -9. What the race detector has found until then fails the test.
func (c *child) kill() {
	c.t.Helper()
	if c.cmd.ProcessState == nil {
		c.cmd.Process.Kill()
		c.cmd.Wait()
	}
	if log, err := os.ReadFile(c.log); err != nil || raced && bytes.Contains(log, []byte("DATA RACE")) {
		c.t.Errorf("the server's log: %v\n%s", err, log)
	}
}

// unraced skips what is about how much a server takes, or bears: the race detector
// makes it ten times as slow and large. The same code runs in other tests with it.
func unraced(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("not with the race detector, which takes most of the time and the memory")
	}
}

// drill lets bots draw while something goes wrong again and again, and checks
// what is left: every stroke is there once, and all replicas are equal, also
// one that comes fresh.
func drill(t *testing.T, c *child, base string, strokes int, wrong func(r *rand.Rand)) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 3))
	owner := newPerson(t, c.base)
	token := firstLink(t, c.base, owner)
	second := newPerson(t, c.base)
	bots := []*bot{
		newBot(t, base, token, owner, seed+1), newBot(t, base, token, owner, seed+2), // two tabs of one person
		newBot(t, base, token, second, seed+3),
	}
	stop := make(chan struct{})
	var drawing sync.WaitGroup
	for _, b := range bots {
		drawing.Go(func() {
			for b.drawn < strokes {
				select {
				case <-stop:
					return
				case <-time.After(time.Duration(b.roll(8)) * time.Millisecond):
					b.draw(2 + b.roll(60))
				}
			}
		})
	}
	wrong(r)
	close(stop)
	drawing.Wait()
	drawn := 0
	for _, b := range bots {
		b.settle()
		drawn += b.drawn
	}
	fresh := newBot(t, c.base, token, newPerson(t, c.base), seed+4)
	fresh.settle()
	v := agree(t, append(bots, fresh))
	if got := v.Strokes + int(v.Flattened); got != drawn {
		t.Errorf("%d strokes are there, %d were drawn", got, drawn)
	}
	if got := picture(t, c.base, token); got != hexOf(v.Raster) {
		t.Errorf("the server draws %s, the clients %s", got, hexOf(v.Raster))
	}
	t.Logf("%d strokes, %d of them flattened, seq %d", drawn, v.Flattened, v.Seq)
}

func lifted(args ...string) []string {
	return append([]string{"-limits.strokes-per-minute", "0", "-limits.frames-per-second", "0", "-snapshot-each", "200"}, args...)
}

// killTenTimes is kill -9 in the middle of drawing, ten times in a row.
func killTenTimes(c *child) func(*rand.Rand) {
	return func(r *rand.Rand) {
		for range 10 {
			time.Sleep(time.Duration(100+r.IntN(300)) * time.Millisecond)
			c.kill()
			c.start()
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func TestCrash(t *testing.T) {
	c := newChild(t, lifted()...)
	drill(t, c, c.base, 5000, killTenTimes(c))
}

// TestCrashWhileTruncating has the limit of bytes crossed again and again.
func TestCrashWhileTruncating(t *testing.T) {
	c := newChild(t, lifted("-limits.workspace-bytes", "24KiB")...)
	drill(t, c, c.base, 5000, killTenTimes(c))
}

// TestCrashAtTheLimit crosses the limit of 10 MiB, and is killed there.
func TestCrashAtTheLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("10 MiB of ink take a while: not in -short")
	}
	unraced(t)
	c := newChild(t, lifted("-limits.bytes-per-second", "0")...)
	token := firstLink(t, c.base, newPerson(t, c.base))
	b := newBot(t, c.base, token, newPerson(t, c.base), 1)
	deadline := time.Now().Add(5 * time.Minute)
	for kills := 0; ; {
		if b.draw(8000) && b.drawn%8 == 0 {
			b.settle()
		}
		if b.flattened() > 0 && kills < 3 {
			c.kill()
			c.start()
			kills++
		} else if kills == 3 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d strokes, and the limit was not reached", b.drawn)
		}
	}
	b.settle()
	fresh := newBot(t, c.base, token, newPerson(t, c.base), 2)
	fresh.settle()
	if v := agree(t, []*bot{b, fresh}); v.Strokes+int(v.Flattened) != b.drawn {
		t.Errorf("%d strokes are there, %d were drawn", v.Strokes+int(v.Flattened), b.drawn)
	}
}

// TestLossyNetwork has connections cut at random, and slow ones.
func TestLossyNetwork(t *testing.T) {
	c := newChild(t, lifted()...)
	p := newProxy(t, strings.TrimPrefix(c.base, "http://"))
	drill(t, c, "http://"+p.addr, 400, func(r *rand.Rand) {
		for range 25 {
			time.Sleep(time.Duration(20+r.IntN(150)) * time.Millisecond)
			p.cut(r)
		}
	})
}

// A proxy passes bytes on, until it cuts.
type proxy struct {
	addr string
	lis  net.Listener
	mu   sync.Mutex
	open map[net.Conn]bool
	done sync.WaitGroup
}

func newProxy(t testing.TB, to string) *proxy {
	t.Helper()
	lis, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{addr: lis.Addr().String(), lis: lis, open: map[net.Conn]bool{}}
	p.done.Go(func() {
		for {
			in, err := lis.Accept()
			if err != nil {
				return
			}
			p.done.Go(func() { p.pass(in, to) })
		}
	})
	t.Cleanup(func() {
		lis.Close()
		p.cut(nil)
		p.done.Wait()
	})
	return p
}

func (p *proxy) pass(in net.Conn, to string) {
	defer in.Close()
	out, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer out.Close()
	p.mu.Lock()
	p.open[in] = true
	p.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { io.Copy(out, in); out.Close() })
	both.Go(func() { io.Copy(in, out); in.Close() })
	both.Wait()
	p.mu.Lock()
	delete(p.open, in)
	p.mu.Unlock()
}

// cut drops each connection with even chances, or all of them without a source
// of chance. What is on its way is lost.
func (p *proxy) cut(r *rand.Rand) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.open {
		if r == nil || r.IntN(2) == 0 {
			if tcp, ok := c.(*net.TCPConn); ok {
				tcp.SetLinger(0)
			}
			c.Close()
		}
	}
}

// TestShutdown checks that a server that is told to stop tells its sessions,
// keeps what it acknowledged, and is gone within ten seconds (H3).
func TestShutdown(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	data := t.TempDir()
	serve := func() (base string, done chan error) {
		out, in := io.Pipe()
		done = make(chan error, 1)
		go func() {
			done <- run(ctx, []string{"-addr", "127.0.0.1:0", "-data", data}, in, io.Discard)
			in.Close()
		}()
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatalf("the server said %q: %v", line, <-done)
		}
		go io.Copy(io.Discard, out)
		return strings.TrimSpace(strings.TrimPrefix(line, "listening on ")), done
	}
	base, done := serve()
	token := firstLink(t, base, newPerson(t, base))
	b := newBot(t, base, token, newPerson(t, base), 5)
	for !b.draw(50) {
		time.Sleep(time.Millisecond)
	}
	b.settle()
	before := b.view()
	begin := time.Now()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("the server ended with %v", err)
	}
	if d := time.Since(begin); d > stopWait {
		t.Errorf("it took %v to stop", d)
	}
	ctx, cancel = context.WithCancel(context.Background())
	base, done = serve()
	fresh := newBot(t, base, token, newPerson(t, base), 6)
	fresh.settle()
	after := fresh.view()
	if after.Strokes != before.Strokes || after.Raster != before.Raster {
		t.Errorf("after a restart the piece is %+v, before it was %+v", after, before)
	}
	cancel()
	<-done
}

// TestAnotherServer checks that two servers cannot use one folder.
func TestAnotherServer(t *testing.T) {
	c := newChild(t)
	err := run(t.Context(), append([]string{"-addr", "127.0.0.1:0"}, c.args[2:4]...), io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "another server") {
		t.Errorf("a second server on the folder got %v", err)
	}
}

func TestHealth(t *testing.T) {
	c := newChild(t)
	for _, path := range []string{"/healthz", "/version"} {
		res, err := http.Get(c.base + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s answers %s", path, res.Status)
		}
	}
}
