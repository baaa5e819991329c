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

// freeze gives what the page stores so that it can open without the server.
//
//go:wasmexport freeze
func freeze() uint32 {
	var b []byte
	safely(func() { b = c.Freeze() })
	return give(b)
}

// thaw takes up n bytes that a page has frozen. It returns 0 if they are none of ours.
//
//go:wasmexport thaw
func thaw(n uint32, now float64) int32 {
	frozen := in[:n]
	in = nil // it is the client's now
	return truth(func() bool { return c.Thaw(frozen, int64(now)) == nil && c.Replica() != nil })
}

// view gives what the second module exports.
//
//go:wasmexport view
func view() uint32 {
	var b []byte
	safely(func() { b = c.View() })
	return give(b)
}

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

//go:wasmexport dirty
func dirty() uint32 {
	safely(func() { dirt = shownDirty(dirt[:0]) })
	out = out[:0:0]
	for _, i := range dirt {
		out = append(out, byte(i), byte(i>>8), byte(i>>16), byte(i>>24))
	}
	return uint32(len(dirt))
}

// tile gives tile i over paper, halved so many times.
//
//go:wasmexport tile
func tile(i, halved uint32) uint32 {
	safely(func() { raster.PaperTile(pixels[:], shown().Tile(int32(i)), paper, int(min(halved, raster.HalvedMax))) })
	return uint32(uintptr(unsafe.Pointer(&pixels[0])))
}

// color_at gives the colour of a pixel, 0xRRGGBB, or -1 beside the piece.
//
//go:wasmexport color_at
func colorAt(x, y int32) int32 {
	p := int32(-1)
	safely(func() {
		if w, h := size(); x >= 0 && y >= 0 && uint32(x) < w && uint32(y) < h {
			v := int32(shown().At(x, y, paper))
			p = v&0xff<<16 | v&0xff00 | v>>16&0xff
		}
	})
	return p
}

//go:wasmexport width
func width() uint32 { w, _ := size(); return w }

//go:wasmexport height
func height() uint32 { _, h := size(); return h }

//go:wasmexport tiles_wide
func tilesWide() uint32 {
	w, _ := size()
	return (w + raster.TileSize - 1) / raster.TileSize
}

func size() (w, h uint32) {
	if shown() == nil {
		return 0, 0
	}
	x, y := shown().Size()
	return uint32(x), uint32(y)
}

//go:wasmexport waiting
func waiting() uint32 {
	out = out[:0:0]
	for _, r := range c.Waiting(nil) {
		for _, v := range [4]int32{r.X0, r.Y0, r.X1, r.Y1} {
			out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	}
	return uint32(len(out))
}

//go:wasmexport panicked
func panicked() uint32 { return give([]byte(fault)) }
