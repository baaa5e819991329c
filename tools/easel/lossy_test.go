package main

import (
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// lossy is a proxy before a server that cuts connections after some bytes, so
// many times; then it leaves them be.
type lossy struct {
	lis  net.Listener
	to   string
	cuts atomic.Int32 // still to come
	all  sync.WaitGroup
}

func newLossy(t *testing.T, to string, cuts int32, seed uint64) *lossy {
	t.Helper()
	lis, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &lossy{lis: lis, to: to}
	p.cuts.Store(cuts)
	r := rand.New(rand.NewPCG(seed, 1))
	p.all.Go(func() {
		for {
			c, err := lis.Accept()
			if err != nil {
				return
			}
			after := int64(600 + r.IntN(4000)) // a handshake has some 500
			p.all.Go(func() { p.carry(c, after) })
		}
	})
	t.Cleanup(func() {
		lis.Close()
		p.all.Wait()
	})
	return p
}

func (p *lossy) carry(c net.Conn, after int64) {
	defer c.Close()
	s, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer s.Close()
	var back sync.WaitGroup
	defer back.Wait()
	defer s.Close()
	back.Go(func() {
		defer c.Close()
		_, _ = io.Copy(c, s) // however it ends, the connection has
	})
	if n, _ := io.CopyN(s, c, after); n < after || p.cuts.Add(-1) < 0 {
		_, _ = io.Copy(s, c) // as above
	}
}

// TestLossy draws through connections that are cut again and again: every
// stroke is there, none twice.
func TestLossy(t *testing.T) {
	const strokes, cuts, seed = 300, 6, 5
	link := serve(t, lifted...)
	base, token, _ := strings.Cut(link, "/#w=")
	p := newLossy(t, strings.TrimPrefix(base, "http://"), cuts, seed)
	one := newPerson(t, "http://"+p.lis.Addr().String()+"/#w="+token)
	var did drawn
	one.run(&did, "draw", "-speed", "0", events(t, strokes, 30, 0.001))
	got := newPerson(t, link).digest()
	if did.Strokes != strokes || got.Strokes != strokes || got.Points != int64(did.Points) {
		t.Errorf("seed %d: drawn was %+v, the piece has %+v", seed, did, got)
	}
	if left := p.cuts.Load(); left > 0 {
		t.Errorf("seed %d: %d of %d cuts never came", seed, left, cuts)
	}
	if got, want := serverRaster(t, link), got.Raster; got != want {
		t.Errorf("seed %d: the server's picture is %s, ours %s", seed, got, want)
	}
}
