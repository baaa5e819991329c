package link_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"easel.example/core/client"
	"easel.example/core/ink"
	"easel.example/desktop/app"
	"easel.example/desktop/pagetest"
)

// TestJoin checks that who pastes a link and draws is seen by others, in the same pixels as
// the server's.
func TestJoin(t *testing.T) {
	srv := serve(t)
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	a.join(" " + srv.link + "\n")
	b.join(srv.link)
	a.app.Hand().SetColor(0xd9432f)
	a.app.Hand().SetSize(14)
	a.draw(app.Spot{X: 100, Y: 100}, app.Spot{X: 300, Y: 200}, app.Spot{X: 500, Y: 120})
	within(t, "the other sees the stroke", []*window{a, b}, func() bool {
		_, seq := b.digest()
		return seq > 0
	})
	alike(t, a, b)
	if n := b.studio().Canvas().Inked(); n < 400*14 {
		t.Errorf("of what the other drew %d px are seen", n)
	}
	if c, ok := b.studio().ColorAt(app.Spot{X: 100, Y: 100}); !ok || c == app.Paper {
		t.Errorf("where the other began to draw it is %v, %v", c, ok)
	}
	hash, seq := srv.raster()
	if _, at := b.digest(); seq != at || hash != b.raster() {
		t.Errorf("the server shows %s at %d, the app %s at %d", hash, seq, b.raster(), at)
	}
	if n := len(b.studio().State().Members); n != 2 {
		t.Errorf("there are %d members", n)
	}
	a.studio().Pointer(app.PointerEvent{Kind: ink.Mouse, Act: app.Move, At: a.studio().View().ToScreen(app.Spot{X: 700, Y: 50})})
	within(t, "the other sees the pointer", []*window{a, b}, func() bool { return len(b.studio().Overlay().Pens) == 1 })
	if p := b.studio().Overlay().Pens[0]; p.Artist || p.Name == "" || p.Down {
		t.Errorf("the pen of the other is %+v", p)
	}
	a.app.Do(app.CmdUndo)
	within(t, "the stroke is gone", []*window{a, b}, func() bool { return b.studio().Canvas().Inked() == 0 })
	alike(t, a, b)
	if r := a.app.Recent(); len(r) != 1 || r[0].Link != strings.TrimSpace(srv.link) {
		t.Errorf("the recent places are %+v", r)
	}
}

// TestBadLinks checks what people are told of links that lead nowhere.
func TestBadLinks(t *testing.T) {
	srv := serve(t)
	w := open(t, t.TempDir())
	for link, want := range map[string]string{
		"":                "Paste the link of a workspace",
		"hello":           "This is not a link of a workspace.",
		srv.base + "/":    "This address names no workspace",
		srv.base + "/#w=": "This address names no workspace",
	} {
		if err := w.app.Join(link); err == nil || !strings.Contains(err.Error(), want) || w.app.Trouble() != err.Error() || w.studio() != nil {
			t.Errorf("Join(%q): %v, want %q", link, err, want)
		}
	}
	if err := w.app.Join(srv.base + "/#w=nonsense"); err != nil || w.app.Trouble() != "" {
		t.Fatal(err)
	}
	w.until("the server has said no", func() bool { return w.studio().State().Phase == client.Refused })
	if c := w.studio().State().Card; c.Title != "This link does not open anything here." || w.studio().State().Dot != app.DotRed {
		t.Errorf("the card says %+v", c)
	}
	w.app.Do(app.CmdLeave)
	if w.studio() != nil || len(w.app.Recent()) != 0 {
		t.Errorf("one cannot leave, or is to come back to %+v", w.app.Recent())
	}
	srv.kill()
	if err := w.app.Join(srv.link); err != nil {
		t.Fatal(err)
	}
	w.until("nobody answers", func() bool { return w.studio().State().Card.Text != "" })
	if c := w.studio().State().Card; c.Text != "No server answers at "+srv.base+". Easel tries again until it answers." {
		t.Errorf("the card says %+v", c)
	}
	srv.start()
	w.until("the server is there", func() bool { return w.studio().State().Words == "all saved" && w.studio().State().Card == app.Card{} })
}

// TestViewer checks that who may only watch is told so.
func TestViewer(t *testing.T) {
	srv := serve(t)
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	a.join(srv.link)
	a.app.Show(app.SheetShare)
	a.studio().Sharing().MakeLink(1, "for who watches")
	a.until("there is a link", func() bool { return a.studio().Sharing().Made != "" && len(a.studio().Sharing().Links) == 2 })
	a.app.Show(app.NoSheet)
	b.join(a.studio().Sharing().Made)
	b.draw(app.Spot{X: 100, Y: 100}, app.Spot{X: 300, Y: 200})
	if said := b.app.Toasts(); len(said) != 1 || said[0].Text != "This link lets you watch. Ask for one that lets you draw." {
		t.Errorf("who watches and draws is told %+v", said)
	}
	if s := b.studio().State(); s.CanDraw || s.Owner || s.Kept != 0 {
		t.Errorf("who watches has %+v", s)
	}
}

// TestKilled checks that no stroke is lost, and no window stops, where the server is killed
// and started again while two draw.
func TestKilled(t *testing.T) {
	srv := serve(t, roomy...)
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	both := []*window{a, b}
	a.join(srv.link)
	b.join(srv.link)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	drawn, offline := 0, false
	for range 4 {
		for i := range 30 {
			for _, w := range both {
				w.draw(wave(r, 1600, 1200)...)
				drawn++
				w.frame()
			}
			if i == 10 {
				srv.kill()
			}
			if i == 25 {
				offline = offline || strings.HasPrefix(a.studio().State().Words, "working offline, ") && strings.HasSuffix(a.studio().State().Words, " strokes kept")
				srv.start()
				a.studio().Hurry()
				b.studio().Hurry()
			}
		}
		within(t, "both are there again", both, func() bool {
			return a.studio().State().Words == "all saved" && b.studio().State().Words == "all saved"
		})
	}
	alike(t, a, b)
	if !offline {
		t.Error("the app never said that it works offline")
	}
	c := open(t, t.TempDir())
	c.join(srv.link)
	alike(t, a, c)
	if n := c.studio().Strokes(); n != drawn {
		t.Errorf("of %d strokes the piece has %d", drawn, n)
	}
}

// TestRandom has two apps and a third client draw 2,000 strokes at random, with undo, and
// checks that all end up with the same piece, and the server with the same pixels.
func TestRandom(t *testing.T) {
	srv := serve(t, roomy...)
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	c := follow(t, srv.link)
	a.join(srv.link)
	b.join(srv.link)
	c.wait("the piece", func() bool { return c.client.Replica() != nil })
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	kinds := []app.Tool{app.ToolBrush, app.ToolBrush, app.ToolBrush, app.ToolRubber, app.ToolEraser}
	for n := range 2000 {
		switch n % 3 {
		case 0:
			w := []*window{a, b}[r.IntN(2)]
			w.app.Hand().SetTool(kinds[r.IntN(len(kinds))])
			w.app.Hand().SetColor(app.Color(r.Uint32() & 0xffffff))
			w.draw(wave(r, 1600, 1200)...)
		case 1:
			b.app.Hand().SetSize(float64(1 + r.IntN(40)))
			b.draw(wave(r, 1600, 1200)...)
		case 2:
			c.draw(r)
		}
		if r.IntN(20) == 0 {
			a.app.Do([]app.Command{app.CmdUndo, app.CmdRedo}[r.IntN(2)])
		}
		if n%4 == 0 {
			a.frame()
			b.frame()
		}
	}
	within(t, "all is settled", []*window{a, b}, func() bool { return a.studio().Settled() && b.studio().Settled() })
	c.wait("all is settled", c.client.Settled)
	alike(t, a, b)
	want, seq := a.digest()
	c.wait("the last entry", func() bool { return c.client.Replica().Seq() == seq })
	if got := c.client.Replica().Piece().Digest(); got != want {
		t.Errorf("the third client has digest %016x at seq %d, the apps %016x", got, seq, want)
	}
	if hash, at := srv.raster(); at != seq || hash != a.raster() {
		t.Errorf("the server shows %s at %d, the apps %s at %d", hash, at, a.raster(), seq)
	}
	for _, w := range []*window{a, b} {
		for _, said := range w.app.Toasts() {
			if strings.Contains(said.Text, "fetched again") {
				t.Errorf("a window lost step: %s", said.Text)
			}
		}
	}
}

// TestRandomWithPage has two apps and a page draw 2,000 strokes at random, and checks that all end up with the same piece and
// the same pixels.
func TestRandomWithPage(t *testing.T) {
	srv := serve(t, roomy...)
	page := pagetest.Open(t, srv.link)
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	both := []*window{a, b}
	a.join(srv.link)
	b.join(srv.link)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 3))
	strokes := make([][][2]float64, 667)
	for i := range strokes {
		for _, p := range wave(r, 1500, 1100) {
			strokes[i] = append(strokes[i], [2]float64{p.X + 50, p.Y + 50})
		}
	}
	drawn := make(chan error, 1)
	go func() {
		_, err := page.Draw(strokes...)
		drawn <- err
	}()
	for n := range 2000 - len(strokes) {
		both[n%2].app.Hand().SetColor(app.Color(r.Uint32() & 0xffffff))
		both[n%2].draw(wave(r, 1600, 1200)...)
		a.frame()
		b.frame()
	}
	for waits := true; waits; { // as long as the page may take
		select {
		case err := <-drawn:
			if err != nil {
				t.Fatal("the page: ", err)
			}
			waits = false
		default:
			a.frame()
			b.frame()
		}
	}
	alike(t, a, b)
	want, seq := a.digest()
	got := page.State(t)
	for end := time.Now().Add(20 * time.Second); got.Seq < seq && time.Now().Before(end); got = page.State(t) {
		time.Sleep(50 * time.Millisecond) // what the apps drew last is on its way
	}
	if got.Seq != seq || got.Digest != fmt.Sprintf("%016x", want) || got.Raster != a.raster() {
		t.Errorf("the page holds %+v; the apps have digest %016x and pixels %s at seq %d", got, want, a.raster(), seq)
	}
	if hash, at := srv.raster(); at != seq || hash != a.raster() {
		t.Errorf("the server shows %s at %d, the apps %s at %d", hash, at, a.raster(), seq)
	}
	if n := a.studio().Strokes(); n != 2000 {
		t.Errorf("of 2000 strokes the piece has %d", n)
	}
}
