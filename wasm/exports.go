//go:build js && wasm

package main

import (
	"math"
	"unsafe"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/ink"
	"easel.example/core/pack"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

// The page is one client, so the module has one; JavaScript cannot call before
// init.
var (
	c      *client.Client
	in     []byte
	out    []byte
	pixels [raster.TileSize * raster.TileSize * 4]byte
	dirt   []int32
	fault  string
	clock  int64 // of the last tick

	micros  int64 // time of the last sample, unwrapped
	stamp   uint32
	started bool
)

// paper is the colour under the piece; see hub.Paper.
const paper = 0xffffff

// tiles is how many the core keeps the pictures of, 10 MiB: more than a piece of
// ordinary size has. The page shows the others from its own canvas.
const tiles = 640

// safely runs f, and keeps what it panicked with, so that the page can say so.
func safely(f func()) (ok bool) {
	defer func() {
		if p := recover(); p != nil {
			fault = "unknown fault"
			if e, is := p.(error); is {
				fault = e.Error()
			} else if s, is := p.(string); is {
				fault = s
			}
		}
	}()
	f()
	return true
}

func give(b []byte) uint32 {
	out = b
	return uint32(len(b))
}

//go:wasmexport init
func initialise(lo, hi uint32) {
	c = client.New(client.Config{Replica: uint64(hi)<<32 | uint64(lo), Tiles: tiles, Tails: true})
}

//go:wasmexport input
func input(n uint32) uint32 {
	if uint32(cap(in)) < n || cap(in) == 0 {
		in = make([]byte, max(n, 1<<16))
	}
	in = in[:max(n, 1)]
	return uint32(uintptr(unsafe.Pointer(&in[0])))
}

//go:wasmexport output
func output() uint32 {
	if len(out) == 0 {
		return 0
	}
	return uint32(uintptr(unsafe.Pointer(&out[0])))
}

// still sets whether strokes of the artist are seen at once, for who asks for less motion.
//
//go:wasmexport still
func still(on uint32) { c.SetStill(on != 0) }

//go:wasmexport token
func token(n uint32) { c.SetToken(string(in[:n])) }

// keep gives what the page stores so that no ink is lost with it.
//
//go:wasmexport keep
func keep(now float64) uint32 {
	var b []byte
	safely(func() { b = c.Keep(int64(now)) })
	return give(b)
}

// restore takes up n bytes that a page stored. It returns 0 if they are none of ours.
//
//go:wasmexport restore
func restore(n uint32) int32 { return truth(func() bool { return c.Restore(in[:n]) == nil }) }

// freeze gives what the page stores so that it can open without the server, in parts.
//
//go:wasmexport freeze
func freeze() uint32 { return giveParts(func() [][]byte { return c.FreezeParts() }) }

// parts are what part gives, one after the other.
var parts [][]byte

// giveParts returns how many bytes the parts have that f returns.
func giveParts(f func() [][]byte) (n uint32) {
	parts = nil
	safely(func() { parts = f() })
	for _, p := range parts {
		n += uint32(len(p))
	}
	return n
}

// part gives the next part of what is given in parts.
//
//go:wasmexport part
func part() uint32 {
	if len(parts) == 0 {
		return give(nil)
	}
	p := parts[0]
	if parts = parts[1:]; len(parts) == 0 {
		parts = nil
	}
	return give(p)
}

// thaw takes up n bytes that a page has frozen. It returns 0 if they are none of ours.
//
//go:wasmexport thaw
func thaw(n uint32, now float64) int32 {
	frozen := in[:n]
	in = nil // it is the client's now
	return truth(func() bool { return c.Thaw(frozen, int64(now)) == nil && c.Replica() != nil })
}

// view gives what the second module exports, in parts.
//
//go:wasmexport view
func view() uint32 { return giveParts(func() [][]byte { return c.ViewParts() }) }

// place draws the strokes of a file, n bytes that the second module has packed. It
// gives [client.Placing] as four numbers, or nothing if they are none of its.
//
//go:wasmexport place
func place(n uint32, now float64) uint32 {
	out = nil
	safely(func() {
		list, err := pack.Decode(in[:n], client.PlaceStrokes, client.PlacePoints)
		if err != nil {
			return
		}
		p := c.Place(list, int64(now))
		for _, v := range [...]int{p.Drawn, p.Waiting, p.Left, int(p.Why)} {
			out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	})
	return uint32(len(out))
}

//go:wasmexport opened
func opened(now float64) { safely(func() { c.Opened(int64(now)) }) }

//go:wasmexport receive
func receive(n uint32, now float64) int32 {
	r := int32(2)
	safely(func() {
		frame := in[:n]
		if wire.Type(frame) == wire.TypeSnapshot {
			in = nil // it is the client's now
		}
		err := c.Receive(frame, int64(now)) // if this panics, r stays 2
		if r = 0; err != nil {
			r = 1
		}
	})
	return r
}

//go:wasmexport closed
func closed(code uint32, now float64) int32 {
	if c.Closed(code, int64(now)) {
		return 0
	}
	return 1
}

//go:wasmexport tick
func tick(now float64) uint32 {
	var t client.Todo
	clock = int64(now)
	safely(func() { t = c.Tick(clock) })
	return uint32(t)
}

//go:wasmexport frame
func frame() uint32 {
	var f []byte
	safely(func() { f = c.Frame(clock) })
	return give(f)
}

//go:wasmexport brush
func brush(kind, color, width, opacity uint32) {
	c.SetBrush(brushOf(kind, color, width, opacity))
}

func brushOf(kind, color, width, opacity uint32) core.Brush {
	return core.Brush{
		Kind: core.BrushKind(kind), Version: core.BrushVersion, Color: color & 0xffffff,
		Width: uint16(min(max(width, 1), core.WidthMax)), Opacity: uint8(min(opacity, 255)),
	}
}

// swatch draws a brush, as packed RGBA over paper.
//
//go:wasmexport swatch
func swatch(kind, color, width, opacity, w, h uint32) uint32 {
	w, h = min(max(w, 16), 1024), min(max(h, 16), 1024)
	rgba := make([]byte, 4*w*h)
	safely(func() {
		raster.Swatch(brushOf(kind, color, width, opacity), int32(w), int32(h)).WritePaper(rgba, core.Rect{X1: int32(w), Y1: int32(h)}, paper)
	})
	return give(rgba)
}

// guides is [client.Client.SetGuides], and SetSmoothing.
//
//go:wasmexport guides
func guides(shape uint32, folds int32, mirror, even uint32, smoothing int32) {
	c.SetSmoothing(smoothing)
	c.SetGuides(client.Guides{Shape: client.Shape(shape), Folds: folds, Mirror: mirror != 0, Even: even != 0})
}

//go:wasmexport down
func down(pointer uint32, now float64) int32 {
	started = false
	r := int32(core.Malformed)
	safely(func() { r = int32(c.Down(ink.Pointer(pointer))) })
	return r
}

// samples reads n samples of 16 bytes: x and y in 1/256 px, pressure, and a
// time in 8 µs that wraps every nine hours.
//
//go:wasmexport samples
func samples(n uint32, now float64) {
	n = min(n, uint32(len(in)/16))
	safely(func() {
		for i := range n {
			b := in[16*i:]
			t := u32(b[12:])
			if started {
				micros += int64(int32(t-stamp)) * 8
			}
			stamp, started = t, true
			c.Sample(ink.Sample{X: int32(u32(b)), Y: int32(u32(b[4:])), Pressure: uint16(min(u32(b[8:]), math.MaxUint16)), Time: micros}, int64(now))
		}
	})
}

func u32(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

//go:wasmexport up
func up(now float64) { safely(func() { c.Up(int64(now)) }) }

//go:wasmexport cancel
func cancel(now float64) { safely(func() { c.Cancel(int64(now)) }) }

//go:wasmexport undo
func undo(now float64) int32 { return truth(func() bool { return c.Undo(int64(now)) }) }

//go:wasmexport redo
func redo(now float64) int32 { return truth(func() bool { return c.Redo(int64(now)) }) }

// place_strays draws what was meant for a piece that is gone. It returns the
// refusal that stopped it, or 0.
//
//go:wasmexport place_strays
func placeStrays(now float64) int32 {
	r := int32(core.Malformed)
	safely(func() { r = int32(c.PlaceStrays(int64(now))) })
	return r
}

//go:wasmexport drop_strays
func dropStrays() { safely(c.DropStrays) }

// erase is [client.Client.Erase].
//
//go:wasmexport erase
func erase(x0, y0, x1, y1, reach, fresh int32, now float64) int32 {
	n := 0
	safely(func() { n = c.Erase(x0, y0, x1, y1, reach, fresh != 0, int64(now)) })
	return int32(n)
}

// fill is [client.Client.Fill].
//
//go:wasmexport fill
func fill(x, y int32, now float64) int32 {
	r := int32(core.Malformed)
	safely(func() { r = int32(c.Fill(x, y, int64(now))) })
	return r
}

func truth(f func() bool) int32 {
	var ok bool
	safely(func() { ok = f() })
	if ok {
		return 1
	}
	return 0
}

// cursor tells where the own pointer is; an x of -2^31 is nowhere.
//
//go:wasmexport cursor
func cursor(x, y int32, down uint32) {
	c.Point(x, y, down != 0, x == math.MinInt32)
}

//go:wasmexport name
func name(n, color uint32) { c.Rename(string(in[:n]), color) }

//go:wasmexport panicked
func panicked() uint32 { return give([]byte(fault)) }
