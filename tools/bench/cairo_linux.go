//go:build linux && (amd64 || arm64)

package main

import (
	"fmt"
	"unsafe"

	"github.com/ebitengine/purego"
)

// A cairo is the system's libcairo, called without its headers.
type cairo struct {
	surface  func(format, w, h int32) uintptr
	create   func(surface uintptr) uintptr
	alias    func(cr uintptr, how int32)
	rgba     func(cr uintptr, r, g, b, a float64)
	paint    func(cr uintptr)
	newPath  func(cr uintptr)
	append   func(cr uintptr, path unsafe.Pointer)
	fill     func(cr uintptr)
	stroke   func(cr uintptr)
	width    func(cr uintptr, w float64)
	lineCap  func(cr uintptr, how int32)
	join     func(cr uintptr, how int32)
	flush    func(surface uintptr)
	data     func(surface uintptr) unsafe.Pointer
	destroy  func(cr uintptr)
	finished func(surface uintptr)
}

// newCairo opens the library, if there is one.
func newCairo() (c *cairo, err error) {
	lib, err := purego.Dlopen("libcairo.so.2", purego.RTLD_NOW)
	if err != nil {
		return nil, fmt.Errorf("open cairo: %w", err)
	}
	c = &cairo{}
	for name, f := range map[string]any{
		"cairo_image_surface_create": &c.surface, "cairo_create": &c.create, "cairo_set_antialias": &c.alias, "cairo_set_source_rgba": &c.rgba,
		"cairo_paint": &c.paint, "cairo_new_path": &c.newPath, "cairo_append_path": &c.append, "cairo_fill": &c.fill, "cairo_stroke": &c.stroke,
		"cairo_set_line_width": &c.width, "cairo_set_line_cap": &c.lineCap, "cairo_set_line_join": &c.join, "cairo_surface_flush": &c.flush,
		"cairo_image_surface_get_data": &c.data, "cairo_destroy": &c.destroy, "cairo_surface_destroy": &c.finished,
	} {
		purego.RegisterLibFunc(f, lib, name)
	}
	return c, nil
}

// A cairoPath is cairo_path_t: elements of 16 bytes, each a kind and how many follow
// with it, or a point.
type cairoPath struct {
	status int32
	data   unsafe.Pointer
	n      int32
}

type cairoElement [16]byte

// elements appends a line of points as cairo has it.
func elements(dst []cairoElement, line [][2]float64) []cairoElement {
	for i, p := range line {
		dst = append(dst, head(int32(min(i, 1)), 1), point(p[0], p[1])) // move to, or line to
	}
	return dst
}

// draw returns the strokes' picture on white, RGBA.
func (c *cairo) draw(list []peerStroke, w, h int32, as way, best bool) []byte {
	surface := c.surface(0, w, h)
	cr := c.create(surface)
	c.rgba(cr, 1, 1, 1, 1)
	c.paint(cr)
	c.alias(cr, map[bool]int32{false: 4, true: 0}[best]) // fast, or the default
	c.lineCap(cr, 1)
	c.join(cr, 1)
	var buf []cairoElement
	for _, s := range list {
		buf = buf[:0]
		c.newPath(cr)
		switch as {
		case asLine:
			buf = elements(buf, s.line)
			c.width(cr, s.width)
		case asEdge:
			for _, line := range s.edge {
				buf = elements(buf, line)
			}
		case asUnion:
			buf = union(buf, s.line, s.radii)
		}
		p := cairoPath{data: unsafe.Pointer(&buf[0]), n: int32(len(buf))}
		c.rgba(cr, float64(s.color>>16)/255, float64(s.color>>8&255)/255, float64(s.color&255)/255, s.alpha)
		if c.append(cr, unsafe.Pointer(&p)); as == asLine {
			c.stroke(cr)
		} else {
			c.fill(cr)
		}
	}
	c.flush(surface)
	px := unsafe.Slice((*byte)(c.data(surface)), int(w*h*4))
	out := make([]byte, len(px))
	for i := 0; i < len(px); i += 4 { // BGRA, as these machines have it
		out[i], out[i+1], out[i+2], out[i+3] = px[i+2], px[i+1], px[i], 255
	}
	c.destroy(cr)
	c.finished(surface)
	return out
}
