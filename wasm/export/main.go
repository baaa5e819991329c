//go:build js && wasm

// Command export is core/export as JavaScript sees it: the page's second module,
// which a worker loads when something is exported or imported for the first
// time. It holds one picture and one file being written. Like the first module
// it exports functions that neither block nor start anything, over shared
// memory; whoever has lost interest ends the worker.
package main

import (
	"bytes"
	"encoding/json"
	"runtime/debug"
	"unsafe"

	"easel.example/core/client"
	"easel.example/core/export"
	"easel.example/core/pack"
)

func main() {
	debug.SetGCPercent(100)
	select {}
}

// A job writes a file, some of it at each step.
type job interface {
	Step() (done, of int, err error)
}

// JavaScript cannot call before main, and calls one function at a time.
var (
	in      []byte
	out     []byte
	view    []byte // of the picture
	picture *export.Picture
	writing job
	file    bytes.Buffer
	told    []byte // the last report
	fault   string
)

// safely runs f, and keeps what went wrong as a sentence, so that the page can say
// so. It reports whether all went well.
func safely(f func() error) (ok bool) {
	defer func() {
		if p := recover(); p != nil {
			fault = "Something went wrong that should not have."
			if e, is := p.(error); is {
				fault += " It says: " + e.Error() + "."
			}
		}
	}()
	if err := f(); err != nil {
		fault = err.Error()
		return false
	}
	return true
}

func truth(ok bool) int32 {
	if ok {
		return 1
	}
	return 0
}

//go:wasmexport input
func input(n uint32) uint32 {
	in = make([]byte, max(n, 1))
	return uint32(uintptr(unsafe.Pointer(&in[0])))
}

//go:wasmexport output
func output() uint32 {
	if len(out) == 0 {
		return 0
	}
	return uint32(uintptr(unsafe.Pointer(&out[0])))
}

// open takes the view of a piece, n bytes.
//
//go:wasmexport open
func open(n uint32) int32 {
	return truth(safely(func() (err error) {
		view = in[:n]
		picture, err = export.Open(view)
		in = nil
		return err
	}))
}

// paperOf is white paper, or none.
func paperOf(bare uint32) export.Paper {
	if bare != 0 {
		return export.None
	}
	return export.White
}

// png begins a PNG of the picture, bare or over paper, with the piece in it or
// without.
//
//go:wasmexport png
func png(scale, bare, whole uint32) int32 {
	return truth(safely(func() error {
		file.Reset()
		g, err := export.NewPNG(&file, picture, int(min(scale, 1<<8)), paperOf(bare))
		if err == nil && whole != 0 {
			err = g.Embed(view)
		}
		writing = g
		return err
	}))
}

// svg begins an SVG of the picture.
//
//go:wasmexport svg
func svg(bare uint32) int32 {
	return truth(safely(func() (err error) {
		file.Reset()
		writing, err = export.NewSVG(&file, picture, paperOf(bare))
		return err
	}))
}

// gif begins a film of how the picture came about.
//
//go:wasmexport gif
func gif() int32 {
	return truth(safely(func() (err error) {
		file.Reset()
		writing, err = export.NewGIF(&file, view)
		return err
	}))
}

// step writes some of the file. It returns how much is done, of 1000, or -1. At
// 1000 the file is the output.
//
//go:wasmexport step
func step() int32 {
	r := int32(-1)
	safely(func() error {
		done, of, err := writing.Step()
		if err != nil {
			return err
		}
		if r = 1000; done < of {
			r = int32(1000 * done / of)
		} else {
			out = file.Bytes()
		}
		return nil
	})
	return r
}

// size returns how long the output is.
//
//go:wasmexport size
func size() uint32 { return uint32(len(out)) }

// read reads a file of n bytes for a piece of the given size. The output is the
// strokes, packed, for the first module; what the report is about comes by report.
//
//go:wasmexport read
func read(n uint32, width, height int32) int32 {
	return truth(safely(func() error {
		d, err := export.Read(in[:n])
		in = nil
		if err != nil {
			return err
		}
		strokes, smaller := d.Place(width, height)
		all, points := len(strokes), 0
		for i, s := range strokes {
			if points += len(s.Points); i == client.PlaceStrokes || points > client.PlacePoints {
				strokes = strokes[:i]
				break
			}
		}
		out = pack.Append(nil, strokes)
		told, err = json.Marshal(report{all, len(strokes), smaller, d.Left})
		return err
	}))
}

// A report says what a file held: how many strokes, how many of them are in the
// output, whether they were made smaller, and what was left out.
type report struct {
	Strokes int           `json:"strokes"`
	Packed  int           `json:"packed"`
	Smaller bool          `json:"smaller"`
	Left    []export.Left `json:"left"`
}

// tell makes the report of what was read last the output.
//
//go:wasmexport tell
func tell() uint32 {
	out = told
	return size()
}

// failed makes the sentence of what went wrong last the output.
//
//go:wasmexport failed
func failed() uint32 {
	out = []byte(fault)
	return size()
}
