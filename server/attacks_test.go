package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/wire"
)

// attacks are what foes do to a server whose limits are as they come. Each
// returns what the foe hears in the end.
var attacks = []struct {
	name string
	run  func(t *testing.T, s *siege) string
}{
	{"junk", junk},
	{"texts", texts},
	{"huge counts", hugeCounts},
	{"wrong nums", wrongNums},
	{"others' strokes", othersStrokes},
	{"another's replica", othersReplica},
	{"forged roles", forgedRoles},
	{"forged server's ops", forgedOps},
	{"large frames", largeFrames},
	{"200,000 messages", asFastAsTheyGo},
	{"slow handshakes", slowHandshakes},
	{"names", names},
	{"others' workspaces", othersWorkspaces},
	{"paths", paths},
	{"other sites", otherSites},
}

const closedMalformed = 4000 + websocket.StatusCode(core.Malformed)

func junk(t *testing.T, s *siege) string {
	f := newFoe(t, s.base, s.painters)
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		b := make([]byte, 1+r.IntN(500))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		b[0] = 0xc1 // no msgpack
		f.send(b)
	}
	said := f.told()
	if !strings.Contains(said, "frame") {
		t.Errorf("told %q", said)
	}
	if got := f.closed(); got != closedMalformed {
		t.Errorf("closed with %d", got)
	}
	return said
}

func texts(t *testing.T, s *siege) string {
	f := newFoe(t, s.base, s.painters)
	for range 3 {
		f.ws.Write(t.Context(), websocket.MessageText, []byte("{}"))
	}
	said := f.told()
	if !strings.Contains(said, "frame") {
		t.Errorf("told %q", said)
	}
	if got := f.closed(); got != closedMalformed {
		t.Errorf("closed with %d", got)
	}
	return said
}

func hugeCounts(t *testing.T, s *siege) (said string) {
	f := newFoe(t, s.base, s.painters)
	for i, b := range [][]byte{
		{0xdd, 0xff, 0xff, 0xff, 0xff, wire.TypePush},
		{0x94, wire.TypePush, 1, 1, 0xdd, 0xff, 0xff, 0xff, 0xff},
		{0x94, wire.TypePush, 1, 1, 0xc6, 0xff, 0xff, 0xff, 0xff},
		{0x92, wire.TypeName, 0xdb, 0xff, 0xff, 0xff, 0xff},
	} {
		if i == 2 { // the third of one session would close it
			f.dial()
		}
		f.send(b)
		if said = f.told(); said == "" {
			t.Errorf("% x: nothing was said", b)
		}
	}
	return said
}

func wrongNums(t *testing.T, s *siege) string {
	f := newFoe(t, s.base, s.painters)
	f.num = 40
	f.push(dotOf(1)...)
	said := f.told()
	if !strings.Contains(said, "missing") {
		t.Errorf("a gap in the nums: %q", said)
	}
	f.num = 0
	f.push(core.Op{Kind: core.End, Stroke: core.StrokeID{N: 7}})
	f.until(wire.TypeAck)
	f.num = 0
	f.push(dotOf(2)...) // a resend, with other ops: acknowledged, not applied
	f.until(wire.TypeAck)
	f.me.Piece += 7
	f.push(dotOf(3)...)
	if got := f.refused(); got != core.NoPiece {
		t.Errorf("ink for another piece: %v", got)
	}
	return said
}

func othersStrokes(t *testing.T, s *siege) string {
	f := newFoe(t, s.base, s.painters)
	f.push(core.Op{Kind: core.Hide, Stroke: core.StrokeID{Actor: s.victim.me.Actor, N: 1}})
	said := f.refused()
	if said != core.NotMember {
		t.Errorf("hiding another's stroke: %v", said)
	}
	// A stroke 1 of its own is not there: cut, and the victim's has no point more.
	f.push(core.Op{Kind: core.Extend, Stroke: core.StrokeID{N: 1}, Points: []core.Point{{X: 9}}}, core.Op{Kind: core.End, Stroke: core.StrokeID{N: 1}})
	f.until(wire.TypeAck)
	return said.Error()
}

func othersReplica(t *testing.T, s *siege) string {
	f := &foe{t: t, base: s.base, token: s.painters, http: newPerson(t, s.base), replica: s.victim.replica}
	f.open()
	f.hello()
	var r wire.Reader
	me, err := r.Welcome(f.until(wire.TypeWelcome))
	if err != nil || me.Actor == s.victim.me.Actor || me.Actor == 0 {
		t.Errorf("who came as another's replica is actor %d, %v; the other is %d", me.Actor, err, s.victim.me.Actor)
	}
	return "welcome, as another actor"
}

func forgedRoles(t *testing.T, s *siege) (said string) {
	f := newFoe(t, s.base, s.viewers)
	if f.me.Actor != 0 || f.me.Role != core.Viewer {
		t.Errorf("a viewer is %+v", f.me)
	}
	f.push(dotOf(1)...)
	if got := f.refused(); got != core.NotMember {
		t.Errorf("a viewer's stroke: %v", got)
	}
	for _, token := range []string{s.painters, s.viewers, "", "constructor", strings.Repeat("a", 2000)} {
		for _, role := range []string{"owner", "painter", "__proto__"} {
			code, body := f.post(role, token, "")
			if code != http.StatusForbidden && code != http.StatusBadRequest || body == "" {
				t.Errorf("a link for a new %s with the token %.20q: %d, %s", role, token, code, body)
			}
			if role == "painter" && token == s.painters {
				said = body
			}
		}
	}
	res, err := f.http.Get(s.base + "/api/first")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("who asks for the owner's link: %s", res.Status)
	}
	return said
}

func forgedOps(t *testing.T, s *siege) (said string) {
	f := newFoe(t, s.base, s.painters)
	for _, op := range []core.Op{
		{Kind: core.Join, Stroke: core.StrokeID{Actor: 99}, Replica: 1, Member: 1},
		{Kind: core.SetLimits, Limits: core.DefaultLimits()},
		{Kind: core.EndFor, Stroke: core.StrokeID{Actor: 1, N: 1}},
	} {
		f.num = 0
		f.push(op)
		if said = f.told(); !strings.Contains(said, "may not") {
			t.Errorf("kind %d: %q", op.Kind, said)
		}
	}
	return said
}

func largeFrames(t *testing.T, s *siege) string {
	f := newFoe(t, s.base, s.painters)
	f.send(make([]byte, 70_000))
	said := f.told()
	if !strings.Contains(said, "65,536 bytes") {
		t.Errorf("70,000 bytes: %q", said)
	}
	f.send(make([]byte, 2_000_000))
	if got := f.closed(); got != websocket.StatusMessageTooBig {
		t.Errorf("2,000,000 bytes: closed with %d", got)
	}
	return said
}

// asFastAsTheyGo is what the rate of reading is for (rule L7): nothing is
// wrong with the messages, so nothing is said; they wait in the foe's socket.
func asFastAsTheyGo(t *testing.T, s *siege) string {
	const most = 200_000
	f := newFoe(t, s.base, s.painters)
	begin := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // on a busy machine
	defer cancel()
	go func() {
		for n := range uint32(most) {
			if f.ws.Write(ctx, websocket.MessageBinary, f.w.Ping(nil, wire.Ping{Mark: n})) != nil {
				return
			}
		}
	}()
	pongs := 0
	for pongs < 1800 { // of which 1200 may come at once
		_, frame, err := f.ws.Read(ctx)
		if err != nil {
			t.Fatalf("after %d answers: %v", pongs, err)
		}
		if wire.Type(frame) == wire.TypePong {
			pongs++
		}
	}
	if took := time.Since(begin); took < 900*time.Millisecond {
		t.Errorf("%d messages were read within %v, want 600 a second", pongs, took)
	}
	return "600 answers a second"
}

func slowHandshakes(t *testing.T, s *siege) string {
	f := &foe{t: t, base: s.base, http: newPerson(t, s.base)}
	f.open() // and says no hello
	var last net.Conn
	for range 200 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
		last = conn
	}
	if got := f.closed(); got != 4000+websocket.StatusCode(core.TooSlow) {
		t.Errorf("who said no hello was closed with %d", got)
	}
	// The server ends them by itself; until then it answers others.
	last.SetReadDeadline(time.Now().Add(30 * time.Second))
	if n, err := io.Copy(io.Discard, last); err != nil {
		t.Errorf("a handshake that never ends is kept: %d bytes, %v", n, err)
	}
	return core.TooSlow.Error()
}

func names(t *testing.T, s *siege) (said string) {
	f := newFoe(t, s.base, s.painters)
	for _, name := range []string{"constructor", "__proto__", "<script>alert(1)</script>", "\u202eevil", strings.Repeat("ж", core.NameChars)} {
		f.send(f.w.Name(nil, wire.Name{Name: name}))
		var r wire.Reader
		for {
			list, err := r.Members(f.until(wire.TypeMembers))
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(list, func(m wire.Member) bool { return m.ID == f.me.Member && m.Name == name }) {
				break
			}
		}
	}
	for _, name := range []string{"", "  ", strings.Repeat("ж", core.NameChars+1)} {
		f.dial()
		f.send(f.w.Name(nil, wire.Name{Name: name}))
		if said = f.told(); !strings.Contains(said, "name") {
			t.Errorf("the name %q: %q", name, said)
		}
	}
	return said
}

func paths(t *testing.T, s *siege) (said string) {
	host := strings.TrimPrefix(s.base, "http://")
	for _, path := range []string{"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../etc/passwd", "//etc/passwd", "/..%5c..%5cetc%5cpasswd", "/assets/%00"} {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", path, host)
		answer, _ := io.ReadAll(conn)
		conn.Close()
		if strings.Contains(string(answer), "root:") || strings.HasPrefix(string(answer), "HTTP/1.1 200") {
			t.Errorf("%s: %.60q", path, answer)
		}
		_, said, _ = strings.Cut(strings.TrimSpace(string(answer)), "\r\n\r\n")
	}
	return said
}

// othersWorkspaces has a guest who knows the numbers of workspaces, and no link.
func othersWorkspaces(t *testing.T, s *siege) (said string) {
	f := &foe{t: t, base: s.base, http: newPerson(t, s.base), replica: 9}
	for _, f.token = range []string{"~1", "~2", "~0", "~-1", "~01", "~99", "~18446744073709551617", "~__proto__", "~"} {
		f.open()
		f.hello()
		if got := f.closed(); got != 4000+websocket.StatusCode(core.NotMember) {
			t.Errorf("a hello by %q was closed with %d", f.token, got)
		}
		code, body := f.post("owner", f.token, "")
		if code != http.StatusForbidden || !strings.Contains(body, "does not lead anywhere") {
			t.Errorf("a link into %q: %d, %s", f.token, code, body)
		}
		said = body
	}
	for _, path := range []string{"", "/1/name", "/1/leave", "/1/return", "/2/leave"} {
		res, err := f.http.Post(s.base+"/api/workspaces"+path, "application/json", strings.NewReader(`{"name":"mine"}`))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusForbidden && res.StatusCode != http.StatusNotFound {
			t.Errorf("POST %s: %s", path, res.Status)
		}
	}
	return said
}

func otherSites(t *testing.T, s *siege) (said string) {
	f := newFoe(t, s.base, s.painters)
	for _, origin := range []string{"https://evil.example", "null", "http://127.0.0.1:1"} {
		ws, res, err := websocket.Dial(t.Context(), f.socket(), &websocket.DialOptions{HTTPClient: f.http, HTTPHeader: http.Header{"Origin": {origin}}, Subprotocols: []string{wire.Subprotocol}})
		if err == nil {
			ws.CloseNow()
			t.Errorf("a socket from %s was opened", origin)
		} else if res == nil || res.StatusCode != http.StatusForbidden {
			t.Errorf("a socket from %s: %v", origin, err)
		}
		code, body := f.post("painter", s.painters, origin)
		if code != http.StatusForbidden || !strings.Contains(body, "another site") {
			t.Errorf("a post from %s: %d, %s", origin, code, body)
		}
		said = body
	}
	return said
}
