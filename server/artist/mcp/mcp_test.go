package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"easel.example/core"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// TestPaints: a client finds the tools, draws as a member of its own name, who is seen to be
// there, looks, and takes back what is its own.
func TestPaints(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	v := w.view()
	a := w.join(token, "Fineliner")
	list, err := a.cs.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, u := range list.Tools {
		names = append(names, u.Name)
		if schema, ok := u.InputSchema.(map[string]any); !ok || schema["type"] != "object" || u.Description == "" {
			t.Errorf("%s: schema %v, description %q", u.Name, u.InputSchema, u.Description)
		}
	}
	if slices.Sort(names); !slices.Equal(names, []string{"critique", "describe_canvas", "draw_paths", "run_sketch", "undo_mine", "view_canvas"}) {
		t.Errorf("the tools are %v", names)
	}
	eventually(t, "Fineliner among the members", func() bool { return v.sees("Fineliner") })

	text, pictures, failed := a.use("draw_paths", lines(7))
	if failed || !strings.Contains(text, "7 strokes were drawn.") || len(pictures) != 1 {
		t.Fatalf("draw_paths: %q, %d pictures, failed %v", text, len(pictures), failed)
	}
	m, ok := w.members()["Fineliner"]
	if !ok || m.Role != core.Painter {
		t.Fatalf("the members are %+v", w.members())
	}
	if n := w.strokes(); n[m.No] != 7 {
		t.Errorf("the piece has %v, want 7 of member %d", n, m.No)
	}
	_, pictures, _ = a.use("view_canvas", map[string]any{"region": map[string]any{"x": 0, "y": 0, "width": 200, "height": 100}, "grid": 50})
	if len(pictures) != 1 || pictures[0].MIMEType != "image/jpeg" {
		t.Fatalf("view_canvas shows %d pictures", len(pictures))
	}
	if img, err := jpeg.Decode(bytes.NewReader(pictures[0].Data)); err != nil || img.Bounds().Dx() < 200 {
		t.Errorf("the picture: %v", err)
	}
	a.says("describe_canvas", nil, false, "7 strokes are yours")
	a.says("critique", nil, false, "Not yet.", "parts of the sheet are painted")
	a.says("undo_mine", map[string]any{"count": 3}, false, "3 of your strokes")
	if n := w.strokes(); n[m.No] != 4 {
		t.Errorf("after the undo the piece has %v", n)
	}
	if err := a.cs.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "Fineliner leaves", func() bool { return !v.sees("Fineliner") })
}

// TestSketch: a program of strokes runs, and says what it printed.
func TestSketch(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	text, _, failed := a.use("run_sketch", map[string]any{"program": "for i in range(5):\n    line(9, 9 * i, 90, 9 * i)\nprint('five')"})
	if strings.Contains(text, "off") && failed {
		t.Skip(text)
	}
	if failed || !strings.Contains(text, "five") || !strings.Contains(text, "5 strokes were drawn") {
		t.Errorf("run_sketch: %q, failed %v", text, failed)
	}
}

// TestViewer: who may only watch sees, is seen, and draws nothing.
func TestViewer(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Viewer)
	v := w.view()
	a := w.join(token, "Critic")
	list, err := a.cs.ListTools(t.Context(), nil)
	if err != nil || len(list.Tools) != 3 {
		t.Errorf("a viewer has %d tools, %v", len(list.Tools), err)
	}
	eventually(t, "Critic among the members", func() bool { return v.sees("Critic") })
	if _, pictures, failed := a.use("view_canvas", nil); failed || len(pictures) != 1 {
		t.Errorf("a viewer sees %d pictures", len(pictures))
	}
	for _, tool := range []string{"draw_paths", "run_sketch", "undo_mine"} {
		a.says(tool, lines(1), true, "only lets you watch")
	}
	if n := w.strokes(); len(n) != 0 {
		t.Errorf("a viewer drew %v", n)
	}
}

// TestOwnersLink: a program is never an owner, whatever the link.
func TestOwnersLink(t *testing.T) {
	w := newWorld(t, nil)
	w.join(w.owner, "a").says("draw_paths", lines(1), false, "1 stroke")
	if m := w.members()["a"]; m.Role != core.Painter {
		t.Errorf("by the owner's link it is %v", m.Role)
	}
}

// TestRefused: without a link that holds nobody comes in, and no page of another site does.
func TestRefused(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	const hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}`
	for _, c := range []struct {
		name, method, token, body string
		more                      map[string]string
		want                      int
		says                      string
	}{
		{"a link", "POST", token, hello, nil, 200, "easel"},
		{"no token", "POST", "", hello, nil, 401, "#w="},
		{"another token", "POST", "nonsense", hello, nil, 401, "withdrawn"},
		{"a member's number", "POST", "~1", hello, nil, 401, "withdrawn"},
		{"a long token", "POST", strings.Repeat("x", 5000), hello, nil, 401, "#w="},
		{"another site", "POST", token, hello, map[string]string{"Origin": "http://evil.example"}, 403, "another site"},
		{"another site's frame", "POST", token, hello, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403, "another site"},
		{"a stream", "GET", token, "", nil, 405, "POST"},
		{"nothing", "POST", token, "", nil, 400, ""},
		{"no JSON", "POST", token, "{", nil, 400, ""},
		{"another type", "POST", token, hello, map[string]string{"Content-Type": "text/plain"}, 415, ""},
		{"a huge body", "POST", token, `{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", BodyBytes) + `"}`, nil, 413, ""},
		{"as large a body as may be", "POST", token, hello + strings.Repeat(" ", BodyBytes-len(hello)), nil, 200, "easel"},
		{"a body one larger", "POST", token, hello + strings.Repeat(" ", BodyBytes-len(hello)+1), nil, 413, ""},
		{"no session", "POST", token, `{"jsonrpc":"2.0","id":2,"method":"tools/list"}`, nil, 200, "initialization"},
		{"another's session", "POST", token, hello, map[string]string{"Mcp-Session-Id": "x"}, 404, ""},
		{"no params", "POST", token, `{"jsonrpc":"2.0","id":1,"method":"initialize"}`, nil, 400, "params"},
		{"no name", "POST", token, strings.Replace(hello, `"clientInfo"`, `"x"`, 1), nil, 200, "clientInfo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), c.method, w.base+"/mcp", strings.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Accept", "application/json, text/event-stream")
			res, err := bearer{c.token, c.more}.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			said, err := io.ReadAll(res.Body)
			if err != nil || res.StatusCode != c.want || !strings.Contains(string(said), c.says) {
				t.Errorf("answered %d %.300s, %v; want %d and %q", res.StatusCode, said, err, c.want, c.says)
			}
		})
	}
}

// TestHostileBodies: whatever a client sends in its session, the server answers, and goes on.
func TestHostileBodies(t *testing.T) {
	w := newWorld(t, nil)
	for _, role := range []core.Role{core.Viewer, core.Painter} {
		_, token := w.link(role)
		a := w.join(token, "a")
		for _, body := range []string{
			`{"jsonrpc":"2.0","id":1,"method":"tools/call"}`, `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":null}`,
			`{"jsonrpc":"2.0","id":3,"method":"tools/call","params":[]}`, `{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{}}`,
			`{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"draw_paths","arguments":null}}`,
			`{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"view_canvas","arguments":{"region":{"x":1e308,"y":-1e308,"width":1e308,"height":-5},"grid":2147483647}}}`,
			`{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"view_canvas","arguments":{"region":{"x":0,"y":0,"width":1e18,"height":1e18},"grid":20}}}`,
			`{"jsonrpc":"2.0","id":8,"method":"tools/list"}`, `{"jsonrpc":"2.0","id":9,"method":"initialize"}`, `{"jsonrpc":"2.0","id":10,"method":"initialize","params":null}`,
			`{"jsonrpc":"2.0","id":11,"method":"server/discover"}`, `{"jsonrpc":"2.0","id":12,"method":"logging/setLevel"}`, `{"jsonrpc":"2.0","id":13,"method":"resources/subscribe"}`,
			`{"jsonrpc":"2.0","method":"notifications/cancelled"}`, `{"jsonrpc":"2.0","method":"notifications/initialized"}`, `{"jsonrpc":"2.0","method":"notifications/progress"}`,
			`[]`, `[{"jsonrpc":"2.0","id":14,"method":"ping"},{"jsonrpc":"2.0","id":14,"method":"ping"}]`, `null`, `7`, `{"jsonrpc":"2.0","id":15,"result":{}}`,
			`{"jsonrpc":"2.0","id":16,"method":"tools/call","params":{"name":"describe_canvas","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}`,
			`{"jsonrpc":"2.0","id":17,"method":"tools/call","params":{"name":"draw_paths","arguments":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}}`,
		} {
			req, err := http.NewRequestWithContext(t.Context(), "POST", w.base+"/mcp", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Accept", "application/json, text/event-stream")
			res, err := bearer{token, map[string]string{"Mcp-Session-Id": a.cs.ID()}}.RoundTrip(req)
			if err != nil {
				t.Fatalf("%.120s: %v", body, err)
			}
			said, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil || res.StatusCode >= 500 || strings.Contains(string(said), "on this side") {
				t.Errorf("%.120s is answered %d %.300s, %v", body, res.StatusCode, said, err)
			}
		}
		a.says("describe_canvas", nil, false, "0 strokes are yours")
	}
}

// TestSessionOfALink: a session is of use to who came by its link alone.
func TestSessionOfALink(t *testing.T) {
	w := newWorld(t, nil)
	_, one := w.link(core.Painter)
	_, two := w.link(core.Painter)
	a := w.join(one, "a")
	req, err := http.NewRequestWithContext(t.Context(), "POST", w.base+"/mcp", strings.NewReader(`{"jsonrpc":"2.0","id":5,"method":"tools/list"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json, text/event-stream")
	res, err := bearer{two, map[string]string{"Mcp-Session-Id": a.cs.ID()}}.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 403 && res.StatusCode != 404 {
		t.Errorf("by another link a session answers %d", res.StatusCode)
	}
}

// TestBadInput: what is wrong with an input is said in a sentence.
func TestBadInput(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	for _, c := range []struct {
		tool  string
		input any
		want  string
	}{
		{"draw_paths", map[string]any{}, "paths"},
		{"draw_paths", map[string]any{"paths": []any{map[string]any{"type": "line"}}}, "0"},
		{"draw_paths", json.RawMessage(`{"paths":7}`), "not an array"},
		{"draw_paths", json.RawMessage(`[]`), "schema"},
		{"view_canvas", map[string]any{"grid": 3}, "at least 20 px"},
		{"view_canvas", map[string]any{"region": map[string]any{"x": 9000, "y": 0, "width": 20, "height": 20}}, "lies on the piece"},
		{"undo_mine", map[string]any{"count": 201}, "1 to 200"},
		{"undo_mine", map[string]any{"count": 0}, "1 to 200"},
	} {
		a.says(c.tool, c.input, true, c.want)
	}
	if _, err := a.cs.CallTool(t.Context(), &sdk.CallToolParams{Name: "finish"}); err == nil {
		t.Error("an agent finished the piece")
	}
	if n := w.strokes(); len(n) != 0 {
		t.Errorf("wrong input drew %v", n)
	}
}

// TestRate: 60 strokes a minute are a member's (L1), also when it comes again; past them it
// is told when to go on.
func TestRate(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	a.says("draw_paths", lines(59), false, "59 strokes were drawn.")
	begin := time.Now()
	a.says("draw_paths", lines(3), false, "1 of 3 strokes were drawn.", "The last 2 of the list were not drawn", "Send them again in ")
	a.says("draw_paths", lines(1), true, "0 of 1 strokes were drawn.", "Send them again in ")
	if d := time.Since(begin); d > 2*CallWait {
		t.Errorf("to say so took %v", d)
	}
	if err := a.cs.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "the session's end", func() bool { return w.spares() == 1 })
	w.join(token, "a").says("draw_paths", lines(1), true, "0 of 1")
	if len(w.members()) != 1 {
		t.Errorf("the members are %+v", w.members())
	}
	w.join(token, "b").says("draw_paths", lines(60), false, "60 strokes were drawn.")
}

// TestWaits: where the rate frees soon enough, a call waits for it.
func TestWaits(t *testing.T) {
	var now atomic.Int64
	now.Store(1_000_000)
	w := newWorld(t, func(_ *Config, h *hub.Config) { h.Now, h.Room.Rates.StrokesPerMinute = now.Load, 2 })
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	a.says("draw_paths", lines(2), false, "2 strokes were drawn.")
	now.Add(59_950)
	done := make(chan struct{})
	go func() {
		defer close(done)
		a.says("draw_paths", lines(2), false, "2 strokes were drawn.")
	}()
	s := w.agents.session(a.cs.ID())
	eventually(t, "a call", func() bool { return s.waiting.Load() == 1 })
	now.Add(50)
	<-done
	a.says("draw_paths", lines(1), true, "0 of 1", "again in 61 s")
}

// TestNewPiece: the tools go on with the piece that is painted on.
func TestNewPiece(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	a.says("draw_paths", lines(2), false)
	if _, err := w.hub.NewPiece(t.Context(), w.id, 300, 400, core.Plotter); err != nil {
		t.Fatal(err)
	}
	v := w.view()
	eventually(t, "the agent on the new piece", func() bool { return v.sees("a") })
	a.says("draw_paths", lines(3), false, "A new piece has begun: 300 × 400 px, style plotter", "3 strokes were drawn")
	if text := a.says("describe_canvas", nil, false, "3 strokes are yours"); strings.Contains(text, "has begun") {
		t.Errorf("it is told twice: %q", text)
	}
	if m := w.members()["a"]; w.strokes()[m.No] != 3 {
		t.Errorf("the new piece has %v", w.strokes())
	}
}

// TestTwo: two clients of one name are two members.
func TestTwo(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a, b := w.join(token, "One"), w.join(token, "Two")
	a.says("draw_paths", lines(2), false)
	b.says("draw_paths", lines(3), false)
	b.says("describe_canvas", nil, false, "3 strokes are yours, 2 are people's")
	all := w.members()
	if n := w.strokes(); n[all["One"].No] != 2 || n[all["Two"].No] != 3 {
		t.Errorf("%v drew %v", all, n)
	}
	c := w.join(token, "One")
	c.says("describe_canvas", nil, false, "0 strokes are yours")
}

// TestRevoked: who came by a link that is withdrawn is out, and does not come back; so is
// who was removed.
func TestRevoked(t *testing.T) {
	w := newWorld(t, nil)
	l, token := w.link(core.Painter)
	_, other := w.link(core.Painter)
	v := w.view()
	a, b := w.join(token, "a"), w.join(other, "b")
	eventually(t, "both are there", func() bool { return v.sees("a") && v.sees("b") })
	if _, err := w.store.RevokeLink(t.Context(), w.id, l.No); err != nil {
		t.Fatal(err)
	}
	w.agents.Expel(w.id, func(_, link uint32) bool { return link == l.No })
	eventually(t, "a leaves", func() bool { return !v.sees("a") })
	if _, err := a.cs.CallTool(t.Context(), &sdk.CallToolParams{Name: "view_canvas"}); err == nil {
		t.Error("by a revoked link it looks on")
	}
	if _, err := w.dial(token, "a"); err == nil {
		t.Error("by a revoked link it came in")
	}
	b.says("draw_paths", lines(1), false)
	no := w.members()["b"].No
	if err := w.store.SetRemoved(t.Context(), w.id, no, true); err != nil {
		t.Fatal(err)
	}
	w.agents.Expel(w.id, func(member, _ uint32) bool { return member == no })
	eventually(t, "b leaves", func() bool { return !v.sees("b") })
	if _, err := b.cs.CallTool(t.Context(), &sdk.CallToolParams{Name: "view_canvas"}); err == nil {
		t.Error("a removed member looks on")
	}
}

// TestSessionsMax: so many agents are in a workspace and no more, unless one was silent for long.
func TestSessionsMax(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	for range SessionsMax {
		w.join(token, "a")
	}
	if _, err := w.dial(token, "a"); err == nil || !strings.Contains(err.Error(), "16 agents are in this workspace already") {
		t.Errorf("one past the limit: %v", err)
	}
	w.agents.mu.Lock()
	if n := len(w.agents.sessions); n != SessionsMax {
		t.Errorf("%d sessions are kept", n)
	}
	w.agents.mu.Unlock()
	_, elsewhere, err := w.store.MakeWorkspace(t.Context(), 1, "", false)
	if err != nil {
		t.Fatal(err)
	}
	w.join(elsewhere, "a")
	w.agents.mu.Lock()
	for _, a := range w.agents.sessions {
		a.last.Store(time.Now().Add(-giveWay).UnixMilli())
		break
	}
	w.agents.mu.Unlock()
	eventually(t, "there is room", func() bool {
		_, err := w.dial(token, "b")
		return err == nil
	})
}

// TestAllSessionsMax: so many agents are on the server and no more, unless one was silent for long: it
// makes room, wherever it is.
func TestAllSessionsMax(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	ended := ""
	w.agents.mu.Lock()
	for i := range AllSessionsMax - 1 {
		a := &session{link: store.Link{Workspace: int64(1000 + i)}, id: fmt.Sprint("others ", i)}
		a.end = func() { ended += a.id + "," }
		a.last.Store(time.Now().UnixMilli())
		w.agents.sessions[a.id] = a
	}
	w.agents.mu.Unlock()
	w.join(token, "a")
	if _, err := w.dial(token, "b"); err == nil || !strings.Contains(err.Error(), "as it has room for") {
		t.Errorf("one past the limit: %v", err)
	}
	w.agents.mu.Lock()
	w.agents.sessions["others 7"].last.Store(time.Now().Add(-giveWay).UnixMilli())
	w.agents.sessions["others 9"].last.Store(time.Now().Add(-2 * giveWay).UnixMilli())
	w.agents.mu.Unlock()
	w.join(token, "b")
	w.join(token, "c")
	if _, err := w.dial(token, "d"); err == nil || !strings.Contains(err.Error(), "as it has room for") {
		t.Errorf("one past the limit again: %v", err)
	}
	w.agents.mu.Lock()
	defer w.agents.mu.Unlock()
	if ended != "others 9,others 7," {
		t.Errorf("room was made by %q", ended)
	}
	for id, a := range w.agents.sessions {
		if a.link.Workspace >= 1000 {
			delete(w.agents.sessions, id)
		}
	}
}

// TestJoins: new members are bounded as they are for sockets (L7).
func TestJoins(t *testing.T) {
	w := newWorld(t, func(c *Config, _ *hub.Config) {
		left := 2
		c.MayJoin = func(*http.Request, int64) bool { left--; return left >= 0 }
	})
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	w.join(token, "b")
	if _, err := w.dial(token, "c"); err == nil || !strings.Contains(err.Error(), "Too many new members") {
		t.Errorf("one past the limit: %v", err)
	}
	if err := a.cs.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "a's seat", func() bool { _, err := w.dial(token, "a"); return err == nil })
}

// TestAway: who is silent is shown as away, and is back with the next call; who is silent
// for long is forgotten.
func TestAway(t *testing.T) {
	w := newWorld(t, func(c *Config, _ *hub.Config) { c.Away = 50 * time.Millisecond })
	_, token := w.link(core.Painter)
	v := w.view()
	a := w.join(token, "a")
	eventually(t, "it is away", func() bool { return !v.sees("a") })
	a.says("draw_paths", lines(1), false)
	eventually(t, "it is away again", func() bool { return !v.sees("a") })
	a.says("describe_canvas", nil, false, "1 strokes are yours")

	w = newWorld(t, func(c *Config, _ *hub.Config) { c.Away, c.Idle = 50*time.Millisecond, 2*time.Second })
	_, token = w.link(core.Painter)
	a = w.join(token, "a")
	eventually(t, "it is forgotten", func() bool {
		w.agents.mu.Lock()
		defer w.agents.mu.Unlock()
		return len(w.agents.sessions) == 0 && len(w.agents.resting) == 1
	})
	if _, err := a.cs.CallTool(t.Context(), &sdk.CallToolParams{Name: "view_canvas"}); !errors.Is(err, sdk.ErrSessionMissing) {
		t.Errorf("a session that was forgotten: %v", err)
	}
}

// TestClose: the end of the server ends sessions, and calls that wait.
func TestClose(t *testing.T) {
	w := newWorld(t, func(_ *Config, h *hub.Config) { h.Room.Rates.StrokesPerMinute = 1 })
	w.agents.cfg.Wait = 2 * time.Minute
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	a.says("draw_paths", lines(1), false)
	waiting := make(chan error, 1)
	go func() {
		_, err := a.cs.CallTool(context.Background(), &sdk.CallToolParams{Name: "draw_paths", Arguments: lines(1)})
		waiting <- err
	}()
	eventually(t, "a call that waits", func() bool {
		s := w.agents.session(a.cs.ID())
		return s != nil && s.waiting.Load() == 1
	})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // rule H3
	defer cancel()
	begin := time.Now()
	if err := w.agents.Close(ctx); err != nil {
		t.Fatal(err)
	}
	<-waiting
	if d := time.Since(begin); d > 8*time.Second {
		t.Errorf("the end took %v", d)
	}
	if _, err := w.dial(token, "b"); err == nil || !strings.Contains(err.Error(), "about to stop") {
		t.Errorf("after the end: %v", err)
	}
}

// TestCallsMost: so many calls of one session wait for each other, and no more.
func TestCallsMost(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	s := w.agents.session(a.cs.ID())
	s.turn <- struct{}{} // one that takes long
	done := make(chan error, callsMost)
	for range callsMost {
		go func() {
			_, err := a.cs.CallTool(context.Background(), &sdk.CallToolParams{Name: "describe_canvas"})
			done <- err
		}()
	}
	eventually(t, "calls that wait", func() bool { return s.waiting.Load() == callsMost })
	a.says("describe_canvas", nil, true, "4 calls of yours")
	<-s.turn
	for range callsMost {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestCallsAtOnce: a member may call so often at once, and no more, also when it comes again.
func TestCallsAtOnce(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	s := w.agents.session(a.cs.ID())
	s.sitter.calls.SetLimit(0) // as if no time passed
	for range callsAtOnce {
		a.says("undo_mine", map[string]any{"count": 0}, true, "1 to 200")
	}
	a.says("undo_mine", map[string]any{"count": 0}, true, "120 times a minute")
	if err := a.cs.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "its end", func() bool { return w.spares() == 1 })
	w.join(token, "a").says("view_canvas", nil, true, "120 times a minute")
}

// TestNameOf: a client's name is fit for a member.
func TestNameOf(t *testing.T) {
	for in, want := range map[string]string{
		"claude": "claude", "  a \n b\x00 ": "a b", "": "Agent", "\x1b[2J": "[2J", strings.Repeat("é", 64): strings.Repeat("é", 64), strings.Repeat("é", 65): strings.Repeat("é", 64),
	} {
		if got := nameOf(&sdk.Implementation{Name: in}); got != want {
			t.Errorf("nameOf(%q) = %q, want %q", in, got, want)
		}
	}
	if got := nameOf(&sdk.Implementation{Name: "a", Title: "An Agent"}); got != "An Agent" {
		t.Errorf("a client with a title is %q", got)
	}
}
