package export

import (
	"encoding/xml"
	"slices"
	"strings"
)

// Bounds of copies, by which a short file could hold very much.
const (
	CopiedMax   = 1 << 15   // elements
	CopiedBytes = FileBytes // of what is copied, read again for each copy
	CopiesDeep  = 16        // of copies within one another
)

const tooMany = "copy of an element, one too many"

// href returns what an element refers to, as older and newer files say it.
func href(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "href" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// use adds a copy of what an element refers to; l is the look of it.
func (r *svgReader) use(e xml.StartElement, l look) error {
	to := href(e)
	id, here := strings.CutPrefix(to, "#")
	s, known := r.ids[id]
	size := s.to - s.from
	switch {
	case !here && to != "":
		r.leave("copy of what is in another file")
	case !known:
		r.leave("copy of what is not in the file")
	case slices.Contains(r.copying, id):
		r.leave("copy of an element within itself")
	case len(r.copying) == CopiesDeep:
		r.leave("copy of an element, too deep in others")
	case r.copied >= CopiedMax || size > CopiedBytes-r.copiedBytes:
		r.leave(tooMany)
	default:
		r.copiedBytes += size
		r.copying = append(r.copying, id)
		err := r.walk(r.decoder(s), l, &e)
		r.copying = r.copying[:len(r.copying)-1]
		return err
	}
	return nil
}

// A blend is the colour that stands for a gradient, and what is told of it.
type blend struct {
	color uint32
	alpha uint8
	known bool
	told  string
}

const gradientsDeep = 8 // gradients that have their stops from one another

// mean returns what stands for the paint at "#id".
func (r *svgReader) mean(of string) blend {
	if m, ok := r.paints[of]; ok {
		return m
	}
	m := blend{told: "paint that is not in the file"}
	at := of
	for deep := 0; at != ""; deep++ {
		s, ok := r.ids[strings.TrimPrefix(at, "#")]
		if !ok || at[0] != '#' {
			break
		}
		if deep == gradientsDeep || s.to-s.from > CopiedBytes-r.copiedBytes {
			m.told = "gradient, one too many"
			break
		}
		r.copiedBytes += s.to - s.from
		at = r.stops(s, &m)
	}
	r.paints[of] = m
	return m
}

// stops reads the stops of one gradient into m, and returns where they are if it has none.
func (r *svgReader) stops(s span, m *blend) (elsewhere string) {
	dec := r.decoder(s)
	var sum [4]int64 // red, green and blue by their alpha, and alpha
	var last [4]int64
	at, stops := int64(0), 0
	add := func(c [4]int64, width int64) {
		for i, v := range c[:3] {
			sum[i] += v * c[3] * width
		}
		sum[3] += c[3] * width
	}
	for {
		t, err := dec.Token()
		if err != nil {
			break
		}
		e, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "pattern" && stops == 0:
			m.told = "pattern"
			return ""
		case strings.HasSuffix(e.Name.Local, "Gradient") && stops == 0:
			elsewhere, m.told = href(e), "gradient without colours"
		case e.Name.Local == "stop":
			c := r.stop(e)
			// From one stop to the next a half has the colour of either. Before the first and
			// behind the last it is theirs.
			next := max(share(attribute(e, "offset"), 0)>>16, at)
			if stops++; stops == 1 {
				last = c
			}
			add(last, next-at)
			add(c, next-at)
			at, last = next, c
		}
	}
	if stops == 0 {
		return elsewhere
	}
	add(last, 2*(1<<16-at))
	m.known, m.told = true, "gradient, drawn as its mean colour"
	m.alpha = uint8((sum[3] + 1<<16) >> 17)
	for _, v := range sum[:3] {
		m.color = m.color<<8 | uint32((v+sum[3]/2)/max(sum[3], 1))
	}
	return ""
}

// stop returns the colour of a stop, and its alpha.
func (r *svgReader) stop(e xml.StartElement) [4]int64 {
	p, opacity := paint{alpha: 255}, int64(one32)
	for i, d := range r.cascade(e) {
		switch {
		case d.value == "":
		case properties[i] == "stop-color":
			r.paint(&p, d.value)
		case properties[i] == "stop-opacity":
			opacity = share(d.value, one32)
		}
	}
	return [4]int64{int64(p.color >> 16), int64(p.color >> 8 & 255), int64(p.color & 255), times32(opacity, int64(p.alpha))}
}
