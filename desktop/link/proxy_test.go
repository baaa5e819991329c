package link_test

import (
	"bytes"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"easel.example/desktop/app"
)

// A proxy stands between an app and its server, and can stop to read: its sockets stay, and
// nothing comes through, as with a laptop that sleeps.
type proxy struct {
	lis   net.Listener
	to    string
	gate  sync.RWMutex // held by who moves bytes, and as a whole while it is stalled
	all   sync.WaitGroup
	mu    sync.Mutex
	conns []net.Conn
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	lis, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{lis: lis, to: to}
	p.all.Go(p.run)
	t.Cleanup(func() {
		lis.Close()
		p.mu.Lock()
		for _, c := range p.conns {
			c.Close()
		}
		p.mu.Unlock()
		p.all.Wait()
	})
	return p
}

func (p *proxy) run() {
	for {
		in, err := p.lis.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", p.to)
		if err != nil {
			in.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, in, out)
		p.mu.Unlock()
		p.all.Go(func() { p.move(in, out) })
		p.all.Go(func() { p.move(out, in) })
	}
}

func (p *proxy) move(from, to net.Conn) {
	defer to.Close()
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		p.gate.RLock()
		if n > 0 && err == nil {
			_, err = to.Write(buf[:n])
		}
		p.gate.RUnlock()
		if err != nil && err != io.EOF || n == 0 {
			return
		}
	}
}

// TestStalled checks that an app whose socket stalls for a minute paints on, says so, and has
// all in place when it is through again.
func TestStalled(t *testing.T) {
	srv := serve(t, roomy...)
	p := newProxy(t, strings.TrimPrefix(srv.base, "http://"))
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	both := []*window{a, b}
	a.join("http://" + p.lis.Addr().String() + strings.TrimPrefix(srv.link, srv.base))
	b.join(srv.link)
	a.draw(app.Spot{X: 100, Y: 100}, app.Spot{X: 400, Y: 100})
	alike(t, a, b)

	p.gate.Lock()
	longest, long := time.Duration(0), 0
	for second := range 60 {
		a.draw(app.Spot{X: 100, Y: 110 + 10*float64(second)}, app.Spot{X: 500, Y: 130 + 10*float64(second)})
		b.draw(app.Spot{X: 700, Y: 110 + 10*float64(second)}, app.Spot{X: 1100, Y: 130 + 10*float64(second)})
		a.skip += time.Second
		for range 4 {
			begin := time.Now()
			a.app.Step(a.now())
			took := time.Since(begin)
			longest = max(longest, took)
			if took > time.Second {
				long++
			}
			b.frame()
		}
	}
	a.until("it says so", func() bool { return a.studio().State().Words == "working offline, 60 strokes kept" })
	p.gate.Unlock()

	a.studio().Hurry()
	within(t, "all is saved", both, func() bool { return a.studio().State().Words == "all saved" })
	alike(t, a, b)
	if n := b.studio().Strokes(); n != 121 {
		t.Errorf("of 121 strokes there are %d", n)
	}
	t.Logf("the longest step took %v", longest)
	if long > 3 || longest > 8*time.Second { // a machine that stands still holds one up, or two; a write may take ten seconds
		t.Errorf("%d steps waited for the socket, the longest for %v", long, longest)
	}
}

// TestOffline checks that an app opens a workspace, and is painted on, without its server.
func TestOffline(t *testing.T) {
	srv := serve(t)
	dir := t.TempDir()
	a := open(t, dir)
	a.join(srv.link)
	a.draw(app.Spot{X: 100, Y: 100}, app.Spot{X: 400, Y: 100})
	a.until("it is saved", a.studio().Settled)
	want := a.raster()
	a.until("it is known where the link leads", func() bool {
		prefs, _ := os.ReadFile(filepath.Join(dir, "preferences.json")) // not there yet, perhaps
		return bytes.Contains(prefs, []byte("#w=~1"))
	})
	a.close()
	srv.kill()

	links := []string{srv.link, srv.base + "/#w=~1"} // another way in, for members
	for n := 1; n <= 2; n++ {
		b := open(t, dir)
		if err := b.app.Join(links[n-1]); err != nil {
			t.Fatal(err)
		}
		b.until("the piece is there", func() bool { return b.studio().State().Piece != 0 })
		if n == 1 && b.raster() != want {
			t.Errorf("without the server the piece is %s, it was %s", b.raster(), want)
		}
		if words := b.studio().State().Words; n == 1 && words != "working offline" {
			t.Errorf("it says %q", words)
		}
		if n == 2 && b.studio().Strokes() != 2 {
			t.Errorf("what was drawn before is not there: %d strokes", b.studio().Strokes())
		}
		b.draw(app.Spot{X: 100, Y: 100 + 50*float64(n)}, app.Spot{X: 400, Y: 100 + 50*float64(n)})
		b.frame()
		b.frame()
		if got, want := b.studio().State().Words, []string{"working offline, 1 stroke kept", "working offline, 2 strokes kept"}[n-1]; got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
		b.close()
	}
	c := open(t, dir)
	if err := c.app.Join(srv.link); err != nil {
		t.Fatal(err)
	}
	c.until("the piece is there", func() bool { return c.studio().State().Piece != 0 })
	srv.start()
	c.until("all is saved", func() bool { return c.studio().State().Words == "all saved" })
	d := open(t, t.TempDir())
	d.join(srv.link)
	alike(t, c, d)
	if n := d.studio().Strokes(); n != 3 {
		t.Errorf("of 3 strokes the server has %d", n)
	}
}
