package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/server/artist/model/modeltest"
	"easel.example/server/web"
)

// ask asks something of the artist over HTTP; an empty body asks how it stands.
func ask(t testing.TB, base, token string, who *http.Client, path, body string) (int, string) {
	t.Helper()
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(t.Context(), method, base+"/api/artist"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = http.Header{"X-Easel-Token": {token}, "Content-Type": {"application/json"}}
	res, err := who.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, strings.TrimSpace(string(text))
}

// standing waits until something holds of the artist.
func standing(t testing.TB, base, token, what string, ok func(web.ArtistStatus) bool) (s web.ArtistStatus) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		code, body := ask(t, base, token, http.DefaultClient, "", "")
		if code != http.StatusOK || json.Unmarshal([]byte(body), &s) != nil {
			t.Fatal(code, body)
		}
		if ok(s) {
			return s
		}
		if time.Now().After(end) {
			t.Fatalf("%s does not come: %+v", what, s)
		}
	}
}

// bid asks something of the artist that it does.
func bid(t testing.TB, base, token string, who *http.Client, path, body string) {
	t.Helper()
	if code, said := ask(t, base, token, who, path, body); code/100 != 2 {
		t.Fatalf("%s: %d, %s", path, code, said)
	}
}

// ofArtist returns how many strokes of the artist a bot sees, and how many are there twice.
func (b *bot) ofArtist() (n, twice int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	seen := map[string]bool{}
	if b.c.Replica() == nil {
		return 0, 0
	}
	for _, s := range b.c.Replica().Piece().Strokes() {
		if s.Member != core.ArtistMember {
			continue
		}
		n++
		if k := fmt.Sprint(s.Brush, s.Points); seen[k] {
			twice++
		} else {
			seen[k] = true
		}
	}
	return n, twice
}

// performed waits until the bot has seen all that is performed.
func (b *bot) performed(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		b.mu.Lock()
		b.c.Tick(b.now())
		n := b.c.Performing()
		b.mu.Unlock()
		if n == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d strokes are performed for ever", n)
		}
	}
}

// TestArtistRefuses: viewers only watch, and what is no request is told so; the artist is none
// the worse for it.
func TestArtistRefuses(t *testing.T) {
	c := newChild(t)
	owner := newPerson(t, c.base)
	owners := firstLink(t, c.base, owner)
	painters, viewers := invitation(t, c.base, owners, owner, "painter"), invitation(t, c.base, owners, owner, "viewer")
	guest := newPerson(t, c.base)
	for _, q := range []struct {
		token, path, body string
		code              int
		say               string
	}{
		{viewers, "/start", `{}`, 403, "Only who may draw"},
		{viewers, "/nudge", `{"text":"x"}`, 403, "Only who may draw"},
		{viewers, "/pause", `{}`, 403, "Only who may draw"},
		{viewers, "/resume", `{}`, 403, "Only who may draw"},
		{viewers, "/budget", `{}`, 403, ""},
		{painters, "/budget", `{"turns":0}`, 403, ""},
		{"nothing", "/start", `{}`, 403, "does not lead anywhere"},
		{painters, "/start", `{"prompt":"` + strings.Repeat("é", core.NudgeChars+1) + `"}`, 409, "at most 1000"},
		{painters, "/start", `[]`, 400, "not the JSON object"},
		{painters, "/start", `{"prompt":7}`, 400, "not the JSON object"},
		{painters, "/start", `{"seed":-1}`, 400, "not the JSON object"},
		{painters, "/start", `{"prompt":"` + strings.Repeat("x", web.MaxBodyBytes) + `"}`, 413, "too large"},
		{painters, "/nudge", `{"text":""}`, 409, "1 to 1000"},
		{painters, "/nudge", `{"text":" \n "}`, 409, "1 to 1000"},
		{painters, "/nudge", `{"text":"` + strings.Repeat("x", core.NudgeChars+1) + `"}`, 409, "1 to 1000"},
		{owners, "/budget", `{"turns":"many"}`, 400, "not the JSON object"},
		{owners, "/budget", `{"turns":-1}`, 400, "not the JSON object"},
		{painters, "/start", `{"prompt":" "}`, 200, ""},
		{painters, "/start", `{}`, 409, "begun on this piece already"},
	} {
		who := guest
		if q.token == owners {
			who = owner
		}
		code, said := ask(t, c.base, q.token, who, q.path, q.body)
		if code != q.code || !strings.Contains(said, q.say) || len(said) > 200 {
			t.Errorf("%s %.40s: %d, %q; want %d, %q", q.path, q.body, code, said, q.code, q.say)
		}
	}
	if s := standing(t, c.base, viewers, "a piece", func(s web.ArtistStatus) bool { return s.Begun }); s.Prompt != "" || s.Nudges != 0 {
		t.Errorf("it stands %+v", s)
	}
}

// TestArtistNewPiece: a new piece takes its prompt without the spaces around it, its size and style
// from the request; words and pauses of the piece before are gone; what is wrong changes nothing.
func TestArtistNewPiece(t *testing.T) {
	c := newChild(t)
	owner := newPerson(t, c.base)
	token := firstLink(t, c.base, owner)
	b := newBot(t, c.base, token, owner, 31)
	bid(t, c.base, token, owner, "/start", `{"prompt":"hills"}`)
	standing(t, c.base, token, "a turn", func(s web.ArtistStatus) bool { return s.Active })
	bid(t, c.base, token, owner, "/pause", `{}`)
	bid(t, c.base, token, owner, "/nudge", `{"text":"of the old one"}`)
	for _, q := range []struct {
		body   string
		code   int
		piece  uint32
		begun  bool
		prompt string
	}{
		{`{"width":1200,"height":420,"style":"oils","artist":true}`, 400, 1, true, "hills"},
		{`{"width":1200,"height":100,"artist":true}`, 400, 1, true, "hills"},
		{`{"width":1200,"height":420,"artist":true,"prompt":"` + strings.Repeat("x", core.NudgeChars+1) + `"}`, 400, 1, true, "hills"},
		{`{"width":1200,"height":420,"style":"plotter","artist":true,"prompt":"  a bird\n "}`, 200, 2, true, "a bird"},
		{`{"width":400,"height":300,"artist":true,"prompt":"  "}`, 200, 3, true, ""},
		{`{"width":400,"height":300,"prompt":"for nobody"}`, 200, 4, false, ""},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.base+"/api/pieces", strings.NewReader(q.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = http.Header{"X-Easel-Token": {token}, "Content-Type": {"application/json"}}
		res, err := owner.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		var s web.ArtistStatus
		if _, body := ask(t, c.base, token, owner, "", ""); json.Unmarshal([]byte(body), &s) != nil {
			t.Fatal(body)
		}
		if res.StatusCode != q.code || s.Piece != q.piece || s.Begun != q.begun || s.Prompt != q.prompt {
			t.Errorf("%.80s: %d, %+v", q.body, res.StatusCode, s)
		}
		if q.piece > 1 && (s.Nudges > 0 || s.Paused == "person" || s.Done) {
			t.Errorf("%s: of the piece before it has kept %+v", q.body, s)
		}
		if q.piece == 2 {
			standing(t, c.base, token, "strokes on the new piece", func(s web.ArtistStatus) bool { return s.Piece == 2 && s.All > 3 })
			b.settle()
			b.mu.Lock()
			p := b.c.Replica().Piece()
			w, h := p.Size()
			if w != 1200 || h != 420 || p.Style() != core.Plotter {
				t.Errorf("the piece is %d × %d, %v", w, h, p.Style())
			}
			b.mu.Unlock()
		}
	}
	bid(t, c.base, token, owner, "/nudge", `{"text":"a moon, then"}`) // the first words begin it
	standing(t, c.base, token, "strokes", func(s web.ArtistStatus) bool { return s.Begun && s.Prompt == "a moon, then" && s.All > 3 })
}

// atOnce is how many strokes the studio artist draws before it waits for the disk.
const atOnce = 10

// TestArtistKilled is kill -9 again and again while the artist paints: it goes on, draws nothing
// twice, and a person's pause and words are as they were.
func TestArtistKilled(t *testing.T) {
	c := newChild(t, lifted()...)
	owner := newPerson(t, c.base)
	token := firstLink(t, c.base, owner)
	b := newBot(t, c.base, token, owner, 21)
	bid(t, c.base, token, owner, "/start", `{"prompt":"hills in autumn","seed":3}`)
	least := 0
	for range 4 {
		standing(t, c.base, token, "strokes", func(s web.ArtistStatus) bool { return s.All >= least+12 })
		c.kill()
		c.start()
		b.settle()
		n, twice := b.ofArtist()
		// The status counts what has a place; what was drawn last may not have been on disk (rule S6).
		if n < least+12-atOnce || twice > 0 {
			t.Errorf("%d strokes are there, %d of them twice; there were %d, of which %d may be lost", n, twice, least+12, atOnce)
		}
		least = n
	}
	bid(t, c.base, token, owner, "/pause", `{}`)
	bid(t, c.base, token, owner, "/nudge", `{"text":"a red sky","id":"7"}`)
	before := standing(t, c.base, token, "the pause", func(s web.ArtistStatus) bool { return !s.Active })
	c.kill()
	c.start()
	b.settle()
	s := standing(t, c.base, token, "the pause", func(s web.ArtistStatus) bool { return s.Begun })
	if s.Paused != "person" || s.Nudges != 1 || s.Active || s.Strokes.Used != before.Strokes.Used {
		t.Errorf("after a kill it stands %+v, before %+v", s, before)
	}
	bid(t, c.base, token, owner, "/resume", `{}`)
	standing(t, c.base, token, "more", func(s web.ArtistStatus) bool { return s.Nudges == 0 && s.All > before.All })
}

// TestArtistFullDisk: an artist that paints on a full disk stops and goes on, and what is then
// seen is on the disk.
func TestArtistFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "easel-test", dir).CombinedOutput(); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v: %s", err, out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	c := newChild(t, lifted("-data", filepath.Join(dir, "data"))...)
	owner := newPerson(t, c.base)
	token := firstLink(t, c.base, owner)
	b := newBot(t, c.base, token, owner, 22)
	bid(t, c.base, token, owner, "/start", `{"prompt":"hills in autumn","seed":3}`)
	standing(t, c.base, token, "strokes", func(s web.ArtistStatus) bool { return s.All >= 12 })
	filler := filepath.Join(dir, "filler")
	fill(t, filler)
	time.Sleep(2 * time.Second)
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	n := standing(t, c.base, token, "how it stands", func(web.ArtistStatus) bool { return true }).All
	s := standing(t, c.base, token, "more strokes", func(s web.ArtistStatus) bool {
		if s.Begun && !s.Active && s.Paused == "" && !s.Done {
			ask(t, c.base, token, owner, "/resume", `{}`) // as its notice says
		}
		return s.All > n+5
	})
	bid(t, c.base, token, owner, "/pause", `{}`)
	standing(t, c.base, token, "the pause", func(s web.ArtistStatus) bool { return !s.Active })
	b.settle()
	c.kill()
	c.start()
	fresh := newBot(t, c.base, token, newPerson(t, c.base), 23)
	fresh.settle()
	b.settle()
	b.performed(t)
	agree(t, []*bot{b, fresh})
	if n, twice := fresh.ofArtist(); n < s.All || twice > 0 {
		t.Errorf("%d strokes are stored, %d of them twice; %d were seen", n, twice, s.All)
	}
}

// hostileSketches are programs that want all that there is.
var hostileSketches = []string{
	"def f():\n    while True:\n        pass\nf()",
	"x = 'a'\nfor i in range(60):\n    x += x\nprint(len(x))",
	"l = []\nfor i in range(1 << 40):\n    l.append([i] * 100)",
	"x = [0] * (1 << 29)",
	"def f(n):\n    return f(n + 1) + 1\nf(0)",
	"l = []\nfor i in range(300000):\n    l = [l]\nprint(l)",
	"for i in range(1 << 40):\n    line(0, 0, i % 100, 9)",
	"for i in range(1 << 40):\n    print('spam')",
	"s = 'a' * 1000000\nfor i in range(1 << 40):\n    s.count('a' * 500000 + 'b')",
}

// TestHostileArtist: people who nudge a thousand times a second, and a model whose programs mean
// harm, are no matter to another workspace.
func TestHostileArtist(t *testing.T) {
	unraced(t)
	var programs atomic.Int64
	model := modeltest.Keyless(t, func(n int, _ modeltest.Request) modeltest.Answer {
		programs.Add(1)
		in, err := json.Marshal(map[string]string{"program": hostileSketches[n%len(hostileSketches)]})
		if err != nil {
			panic(err)
		}
		return modeltest.Say("This will do.").Call("run_sketch", string(in))
	})
	t.Setenv("GODEBUG", "gctrace=1")
	s := newSiege(t, honestSamples, "-artist.provider", "openai", "-artist.model", "m", "-artist.base-url", model.URL, "-artist.tokens", "0", "-artist.turns", "0")
	guest := newPerson(t, s.base)
	table := table{idle: s.next.while(hostileIdle)}
	bid(t, s.base, s.painters, guest, "/start", `{"prompt":"harm"}`)
	standing(t, s.base, s.painters, "a program", func(web.ArtistStatus) bool { return programs.Load() > 2 })
	nudgeFlood(t, s, time.Second)
	once := s.collected() // when each has come: with what an artist and the SDK of its provider keep
	add := func(name string, times int, l latency, said string) {
		mb := s.collected()
		table.add(name, times, mb-once, l, said)
		if mb > once+hostileMB {
			t.Errorf("%s: %.0f MB in use after %.0f: want at most %d more", name, mb, once, hostileMB)
		}
		if l.n == 0 || l.p99 > hostileP99 {
			t.Errorf("%s: another workspace waits %v (p99 of %d)", name, l.p99, l.n)
		}
	}
	begun := programs.Load()
	l := s.again(func() { time.Sleep(15 * time.Second) })
	add("sketches", int(programs.Load()-begun), l, "an error each")
	times, said := 0, ""
	l = s.again(func() { times, said = nudgeFlood(t, s, 3*time.Second) })
	add("nudges", times, l, said)
	bid(t, s.base, s.painters, guest, "/pause", `{}`)
	standing(t, s.base, s.painters, "the pause", func(s web.ArtistStatus) bool { return !s.Active })
	t.Logf("%.0f MB in use once each had come\n%s", once, table.String())
	s.finish(t)
}

// collected returns how many MB are in use after two more garbage collections, for which it asks how the artist stands
// until they come. What the process holds is up to twice that, by when it was last collected.
func (s *siege) collected() float64 {
	s.t.Helper()
	had := len(s.collections())
	for range 100_000 {
		if all := s.collections(); len(all) >= had+2 {
			return slices.Min(all[had:])
		}
		for range 100 {
			ask(s.t, s.base, s.painters, http.DefaultClient, "", "")
		}
	}
	s.t.Fatal("nothing is collected")
	return 0
}

// nudgeFlood nudges by four connections as fast as they go, and returns how often and what
// was heard last.
func nudgeFlood(t *testing.T, s *siege, d time.Duration) (int, string) {
	t.Helper()
	var all sync.WaitGroup
	var times atomic.Int64
	var last atomic.Value
	body := []byte(`{"text":"` + strings.Repeat("𝛑", core.NudgeChars) + `"}`)
	for range 4 {
		who := newPerson(t, s.base)
		all.Go(func() {
			for end := time.Now().Add(d); time.Now().Before(end); times.Add(1) {
				req, err := http.NewRequest(http.MethodPost, s.base+"/api/artist/nudge", bytes.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				req.Header = http.Header{"X-Easel-Token": {s.painters}, "Content-Type": {"application/json"}}
				res, err := who.Do(req)
				if err != nil {
					t.Error(err)
					return
				}
				text, _ := io.ReadAll(res.Body)
				res.Body.Close()
				last.Store(fmt.Sprint(res.StatusCode, " ", strings.TrimSpace(string(text))))
				time.Sleep(3 * time.Millisecond)
			}
		})
	}
	all.Wait()
	return int(times.Load()), fmt.Sprint(last.Load())
}
