//go:build js && wasm

package main

import (
	"strconv"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
)

// A jsonWriter appends one JSON object. Package encoding/json would add 0.1 MB
// to what every visitor loads.
type jsonWriter struct{ b []byte }

func (j *jsonWriter) open(c byte) {
	j.comma()
	j.b = append(j.b, c)
}

func (j *jsonWriter) close(c byte) { j.b = append(j.b, c) }

// comma separates what follows from a value before it.
func (j *jsonWriter) comma() {
	if n := len(j.b); n > 0 && j.b[n-1] != '{' && j.b[n-1] != '[' && j.b[n-1] != ':' {
		j.b = append(j.b, ',')
	}
}

func (j *jsonWriter) key(k string) {
	j.comma()
	j.b = append(strconv.AppendQuote(j.b, k), ':')
}

func (j *jsonWriter) num(k string, v int64) {
	j.key(k)
	j.b = strconv.AppendInt(j.b, v, 10)
}

func (j *jsonWriter) bool(k string, v bool) {
	j.key(k)
	j.b = strconv.AppendBool(j.b, v)
}

// text appends a string. JSON knows fewer escapes than Go.
func (j *jsonWriter) text(k, v string) {
	j.key(k)
	j.b = append(j.b, '"')
	for _, r := range v {
		switch {
		case r == '"' || r == '\\':
			j.b = append(j.b, '\\', byte(r))
		case r < ' ':
			j.b = append(j.b, '\\', 'u', '0', '0', '0'+byte(r>>4), "0123456789abcdef"[r&15])
		default:
			j.b = append(j.b, string(r)...)
		}
	}
	j.b = append(j.b, '"')
}

func hex(v uint64, digits int) string {
	s := strconv.FormatUint(v, 16)
	for len(s) < digits {
		s = "0" + s
	}
	return s
}

var phases = [...]string{client.Offline: "offline", client.Connecting: "connecting", client.Live: "live", client.Refused: "refused"}

//go:wasmexport presets
func presets() uint32 {
	var j jsonWriter
	j.open('[')
	for _, p := range core.Presets() {
		j.open('{')
		j.num("kind", int64(p.Kind))
		j.text("name", p.Name)
		j.num("size", int64(p.Size))
		j.num("opacity", int64(p.Opacity)*100/255)
		j.close('}')
	}
	j.close(']')
	return give(j.b)
}

//go:wasmexport state
func state() uint32 {
	s := c.Status(clock)
	var j jsonWriter
	j.open('{')
	j.text("phase", phases[s.Phase])
	j.num("refusal", int64(s.Refusal))
	j.text("refusalText", refusalText(s.Refusal))
	j.num("piece", int64(s.Piece))
	j.text("title", s.Title)
	j.num("seq", int64(s.Seq))
	j.num("epoch", int64(s.Epoch))
	j.text("style", s.Style.String())
	j.num("pending", int64(s.Pending))
	j.num("open", int64(s.Open))
	j.num("waiting", int64(s.Waiting))
	j.num("waitMs", s.WaitMs)
	j.num("strays", int64(s.Strays))
	j.key("limit")
	j.open('{')
	j.num("max", int64(s.LimitMax))
	j.num("live", int64(s.LimitLive))
	j.close('}')
	j.num("mispredictions", int64(s.Mispredictions))
	j.num("rtt", s.RTT)
	j.text("role", s.Role.String())
	j.num("member", int64(s.Member))
	members(&j, s)
	j.bool("canUndo", s.CanUndo)
	j.bool("canRedo", s.CanRedo)
	j.num("unsaved", int64(s.Unsaved))
	j.num("bytes", s.Bytes)
	j.num("bytesMax", s.BytesMax)
	j.num("performing", int64(s.Performing))
	artist(&j, s.Artist)
	j.key("notices")
	j.open('[')
	for _, n := range s.Notices {
		j.open('{')
		j.num("id", int64(n.ID))
		j.text("kind", string(n.Kind))
		j.text("text", n.Text)
		j.num("refusal", int64(n.Refusal))
		j.close('}')
	}
	j.close(']')
	j.close('}')
	return give(j.b)
}

// artist appends how the artist stands to the live piece.
func artist(j *jsonWriter, a wire.Artist) {
	j.key("artist")
	j.open('{')
	j.num("piece", int64(a.Piece)) // 0: nothing is known
	j.bool("active", a.Active)
	j.bool("done", a.Done)
	j.text("paused", a.Paused.String())
	j.num("iteration", int64(a.Iteration))
	j.num("nudges", int64(a.Nudges))
	j.text("provider", a.Provider)
	j.text("doing", a.Doing)
	j.text("why", a.Why)
	j.text("prompt", a.Prompt)
	for _, b := range [...]struct {
		name string
		s    wire.Spent
	}{{"turns", a.Turns}, {"tokens", a.Tokens}, {"strokes", a.Strokes}} {
		j.key(b.name)
		j.open('{')
		j.num("used", int64(b.s.Used))
		j.num("most", int64(b.s.Most))
		j.close('}')
	}
	j.close('}')
}

// notes gives the notes that are new or have changed, and whether all before them are of a
// piece that is gone.
//
//go:wasmexport notes
func notes() uint32 {
	list, anew := c.Notes()
	var j jsonWriter
	j.open('{')
	j.bool("anew", anew)
	j.key("notes")
	j.open('[')
	for _, n := range list {
		j.open('{')
		j.num("id", int64(n.ID))
		j.text("kind", n.Kind.String())
		j.num("at", n.At)
		j.num("member", int64(n.Member))
		j.text("text", n.Text)
		j.close('}')
	}
	j.close(']')
	j.close('}')
	return give(j.b)
}

func refusalText(r core.Refusal) string {
	if r == 0 {
		return ""
	}
	return r.Error()
}

func members(j *jsonWriter, s client.Status) {
	j.key("members")
	j.open('[')
	for _, m := range s.Members {
		j.open('{')
		j.num("id", int64(m.ID))
		j.text("name", m.Name)
		j.text("color", "#"+hex(uint64(m.Color), 6))
		j.text("role", m.Role.String())
		j.bool("online", m.Online)
		j.close('}')
	}
	j.close(']')
}

//go:wasmexport presence
func presence() uint32 {
	var j jsonWriter
	j.open('[')
	for _, m := range c.Cursors() {
		member := uint32(0)
		if r := c.Replica(); r != nil {
			who, _ := r.Piece().Actor(m.Actor)
			member = who.Member
		}
		j.open('{')
		j.num("actor", int64(m.Actor))
		j.num("member", int64(member))
		j.key("x")
		j.b = strconv.AppendFloat(j.b, float64(m.X)/core.Unit, 'f', 2, 64)
		j.key("y")
		j.b = strconv.AppendFloat(j.b, float64(m.Y)/core.Unit, 'f', 2, 64)
		j.bool("down", m.Down)
		j.close('}')
	}
	j.close(']')
	return give(j.b)
}

//go:wasmexport hash
func hash() uint32 {
	var j jsonWriter
	j.open('{')
	if r := c.Replica(); r != nil {
		p := r.Piece()
		j.text("state", hex(p.Digest(), 16))
		j.text("raster", hex(c.Canvas().Hash(), 16))
		j.num("seq", int64(r.Seq()))
		j.num("strokes", int64(len(p.Strokes())))
		j.num("points", p.Points())
		j.num("bytes", p.Bytes())
		j.num("inked", c.Canvas().Inked())
	}
	j.close('}')
	return give(j.b)
}
