package artist

import (
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

var update = flag.Bool("update", false, "record the turn anew")

const recorded = "testdata/turn.json"

// ink returns how many strokes of the artist there are, and a hash of what they look like.
func (v *viewer) ink() (n int, sum uint64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	h := fnv.New64a()
	for _, s := range v.c.Replica().Piece().Strokes() {
		if s.Member == core.ArtistMember && s.Hidden == 0 {
			n++
			fmt.Fprint(h, s.Brush, s.Points)
		}
	}
	return n, h.Sum64()
}

// paint has an artist that thinks with m paint a piece to its end.
func paint(t *testing.T, m model.Model) (n int, sum uint64, title string) {
	t.Helper()
	w := newWorld(t, thinking(m))
	v := w.view()
	w.start("a field at noon")
	v.until("the end", func(a wire.Artist) bool { return done(a) || a.Turns.Used > 0 && !a.Active })
	n, sum = v.ink()
	return n, sum, v.title()
}

// TestRecordedTurn: a turn that was recorded is replayed through all of the runner, and draws,
// says and names the same as it does on the wire.
func TestRecordedTurn(t *testing.T) {
	live, _ := side{model.Anthropic, modeltest.Anthropic}.connect(t, modeltest.Painter(0))
	r := &model.Recorder{Model: live}
	n, sum, title := paint(t, r)
	if *update {
		raw, err := json.MarshalIndent(r.Recording(), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(recorded, append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(recorded)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := model.ParseRecording(raw)
	if err != nil {
		t.Fatal(err)
	}
	m := model.NewReplay(rec, nil)
	n2, sum2, title2 := paint(t, m)
	if n2 != n || sum2 != sum || title2 != title || title != modeltest.PainterTitle || m.Left() != 0 {
		t.Errorf("replayed: %d strokes (%x), %q, and %d replies are left; on the wire: %d (%x), %q. If the tools are others now, -update records anew", n2, sum2, title2, m.Left(), n, sum, title)
	}
}
