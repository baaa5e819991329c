package artist

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // what imagers send
	"slices"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"easel.example/core"
	"easel.example/server/artist/model"
	"easel.example/server/artist/paths"
	"easel.example/server/hub"
)

// Bounds of what is shown to a model.
const (
	viewSide  = 1024 // px of the longer side of a picture: what models look at in one piece
	viewMin   = 16   // px of a side of a region
	gridMin   = 20   // px
	listMost  = 60   // strokes that are listed one by one
	jpegGrade = 85
	jpegWorse = 15      // less for what takes more than bytesMost
	bytesMost = 750_000 // of a picture: providers take a megabyte of base64
)

// A region is a part of the piece in px; the zero region is all of it.
type region struct{ X, Y, Width, Height float64 }

// picture draws a part of the piece over white paper, with a grid of so many px if that
// is not 0, as a JPEG: 0.1 to 0.3 MB, where a PNG of paint has several.
func picture(ctx context.Context, h *hub.Hub, s hub.Sight, r region, grid int32) (img model.Image, err error) {
	err = h.Pixels(ctx, s, func(rgba [][]byte, w, high int32) (err error) {
		src := &image.RGBA{Pix: rgba[0], Stride: 4 * int(w), Rect: image.Rect(0, 0, int(w), int(high))}
		img, err = look(src, r, grid)
		return err
	}, nil)
	return img, err
}

// look makes of a part of a picture, over white, what a model looks at.
func look(src *image.RGBA, r region, grid int32) (model.Image, error) {
	part := src.Rect
	if r != (region{}) {
		part = image.Rect(int(r.X), int(r.Y), int(r.X+r.Width), int(r.Y+r.Height)).Intersect(src.Rect)
		if part.Dx() < viewMin || part.Dy() < viewMin {
			return model.Image{}, regionError(fmt.Sprintf("A region lies on the piece, which is %d × %d px, and has sides of at least %d px.", src.Rect.Dx(), src.Rect.Dy(), viewMin))
		}
	}
	k := min(float64(viewSide)/float64(max(part.Dx(), part.Dy())), 2)
	dst := image.NewRGBA(image.Rect(0, 0, max(int(float64(part.Dx())*k), 1), max(int(float64(part.Dy())*k), 1)))
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	if n := int(1 / k); n >= 2 { // a good filter takes sixteen times the memory of what it reads
		small := averaged(src, part, n)
		draw.CatmullRom.Scale(dst, dst.Rect, small, small.Rect, draw.Over, nil)
	} else {
		draw.CatmullRom.Scale(dst, dst.Rect, src, part, draw.Over, nil)
	}
	if grid >= gridMin {
		lines(dst, part, k, int(grid))
	}
	return encode(dst)
}

// averaged returns a part of a picture n times smaller, each pixel the mean of n × n.
func averaged(src *image.RGBA, part image.Rectangle, n int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, max(part.Dx()/n, 1), max(part.Dy()/n, 1)))
	for y := range dst.Rect.Dy() {
		for x := range dst.Rect.Dx() {
			var sum [4]int
			for dy := range n {
				at := src.PixOffset(part.Min.X+x*n, part.Min.Y+y*n+dy)
				for i, v := range src.Pix[at : at+4*n] {
					sum[i%4] += int(v)
				}
			}
			to := dst.PixOffset(x, y)
			for i, v := range sum {
				dst.Pix[to+i] = uint8(v / (n * n))
			}
		}
	}
	return dst
}

// encode returns a JPEG of at most bytesMost: noise, the worst there is, has 0.66 MB at grade 55.
func encode(m image.Image) (model.Image, error) {
	for grade := jpegGrade; ; grade -= jpegWorse {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: grade}); err != nil {
			return model.Image{}, fmt.Errorf("encode a picture: %w", err)
		}
		if b.Len() <= bytesMost || grade <= jpegWorse {
			return model.Image{Type: "image/jpeg", Bytes: b.Bytes()}, nil
		}
	}
}

// A regionError says what a region may be.
type regionError string

func (e regionError) Error() string { return string(e) }

// shrink makes a picture as small as a model looks at.
func shrink(m model.Image) (model.Image, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(m.Bytes))
	if err != nil || c.Width > sideMost || c.Height > sideMost {
		return model.Image{}, errors.Join(err, errors.New("the picture is none, or too large"))
	}
	src, _, err := image.Decode(bytes.NewReader(m.Bytes))
	if err != nil {
		return model.Image{}, fmt.Errorf("read a picture: %w", err)
	}
	size := src.Bounds().Size()
	k := min(float64(viewSide)/float64(max(size.X, size.Y)), 1)
	dst := image.NewRGBA(image.Rect(0, 0, max(int(float64(size.X)*k), 1), max(int(float64(size.Y)*k), 1)))
	draw.CatmullRom.Scale(dst, dst.Rect, src, src.Bounds(), draw.Src, nil)
	return encode(dst)
}

// sideMost bounds a picture that comes from elsewhere, in px.
const sideMost = 4096

// lines draws a grid with the px of the piece at its lines.
func lines(dst *image.RGBA, part image.Rectangle, k float64, grid int) {
	ink := image.NewUniform(color.RGBA{0, 90, 200, 110})
	pen := font.Drawer{Dst: dst, Src: image.NewUniform(color.RGBA{0, 60, 160, 255}), Face: basicfont.Face7x13}
	label := func(x, y, v int) {
		pen.Dot = fixed.P(x, y)
		pen.DrawString(fmt.Sprint(v))
	}
	for v := (part.Min.X + grid - 1) / grid * grid; v < part.Max.X; v += grid {
		x := int(float64(v-part.Min.X) * k)
		draw.Draw(dst, image.Rect(x, 0, x+1, dst.Rect.Max.Y), ink, image.Point{}, draw.Over)
		label(x+2, 12, v)
	}
	for v := (part.Min.Y + grid - 1) / grid * grid; v < part.Max.Y; v += grid {
		y := int(float64(v-part.Min.Y) * k)
		draw.Draw(dst, image.Rect(0, y, dst.Rect.Max.X, y+1), ink, image.Point{}, draw.Over)
		label(2, y+13, v)
	}
}

// describe says in a compact text what strokes there are, what is new from people since the last
// look, and where. mine reports whether a stroke is the describer's; seen has what was
// described before, and is brought up to date.
func describe(s hub.Sight, width, height int32, style core.Style, mine func(*core.Stroke) bool, seen map[core.StrokeID]bool) string {
	var b strings.Builder
	var own, others, fresh []*core.Stroke
	for _, t := range s.Strokes {
		switch {
		case t.Hidden != 0 || len(t.Points) == 0:
		case mine(t):
			own = append(own, t)
		default:
			others = append(others, t)
			if !seen[t.ID] {
				fresh = append(fresh, t)
			}
			seen[t.ID] = true
		}
	}
	fmt.Fprintf(&b, "The piece is %d × %d px, style %s. %d strokes are yours, %d are people's, %d of these new since you last looked.\n",
		width, height, style, len(own), len(others), len(fresh))
	for _, part := range [...]struct {
		name string
		list []*core.Stroke
	}{{"New from people", fresh}, {"Yours, the newest", own}} {
		if len(part.list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s (brush #colour width opacity · points · left,top–right,bottom · from → to):\n", part.name)
		if over := len(part.list) - listMost; over > 0 {
			fmt.Fprintf(&b, "  … and %d earlier ones\n", over)
		}
		for _, t := range part.list[max(len(part.list)-listMost, 0):] {
			line(&b, t)
		}
	}
	b.WriteString(colors(append(slices.Clone(own), others...)))
	return b.String()
}

func line(b *strings.Builder, t *core.Stroke) {
	r, n := t.Bounds(), len(t.Points)
	from, to := t.Points[0], t.Points[n-1]
	fill := ""
	if t.Brush.Fill != core.FillNone {
		fill = " filled"
	}
	fmt.Fprintf(b, "  %s #%06x %d %d%%%s · %d · %d,%d–%d,%d · %d,%d → %d,%d\n", paths.BrushName(t.Brush.Kind), t.Brush.Color, (t.Brush.Width+core.WidthUnit/2)/core.WidthUnit,
		int(t.Brush.Opacity)*100/255, fill, n, r.X0, r.Y0, r.X1, r.Y1, from.X/core.Unit, from.Y/core.Unit, to.X/core.Unit, to.Y/core.Unit)
}

// colors lists the colours that are used most.
func colors(list []*core.Stroke) string {
	count := map[uint32]int{}
	for _, t := range list {
		count[t.Brush.Color]++
	}
	keys := make([]uint32, 0, len(count))
	for c := range count {
		keys = append(keys, c)
	}
	slices.SortFunc(keys, func(a, b uint32) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return int(a) - int(b)
	})
	var b strings.Builder
	for i, c := range keys[:min(len(keys), 12)] {
		if i == 0 {
			b.WriteString("Colours:")
		}
		fmt.Fprintf(&b, " #%06x ×%d", c, count[c])
	}
	return b.String()
}
