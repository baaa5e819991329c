package widget

import "image"

// A Weight is how heavy letters are.
type Weight uint8

// The weights.
const (
	Regular Weight = iota
	Medium
	Bold
	Italic
	Mono
)

// A Painter shows a display list. Places are in px of scale 1. What is clipped is
// shown only inside the rect, until the clip of before comes back.
type Painter interface {
	Fill(r Rect, radius float64, c Color)
	Ring(r Rect, radius, width float64, c Color)     // along the inside of the rect's edge
	Shadow(r Rect, radius, blur float64, c Color)    // of such a rect, spread by blur
	Line(path []Spot, width float64, c Color)        // round ends, round corners
	Icon(at Rect, name Icon, c Color)                // as large as the rect
	Text(at Spot, s string, f Font, c Color)         // at is left, on the base line
	Image(r Rect, p *Picture, radius, alpha float64) // as large as the rect
	Clip(r Rect)
}

// A Font is one size and weight of the typeface.
type Font struct {
	Size   float64
	Weight Weight
}

// A Picture is pixels to show. Who changes them counts Version up.
type Picture struct {
	Pix     *image.RGBA // premultiplied
	Version int
}

// NewPicture returns a picture of pixels.
func NewPicture(pix *image.RGBA) *Picture { return &Picture{Pix: pix} }

// A Kind says what an item of a list is.
type Kind uint8

// The kinds.
const (
	FillItem Kind = iota
	RingItem
	ShadowItem
	LineItem
	IconItem
	TextItem
	ImageItem
	ClipItem
)

// An Item is one call of a painter.
type Item struct {
	Kind   Kind
	Rect   Rect // of text: the place in X and Y
	Radius float64
	Width  float64 // of a ring or a line; a shadow's blur; a picture's alpha
	Color  Color
	Icon   Icon
	Text   string
	Font   Font
	Path   []Spot
	Image  *Picture
	Stamp  int // the picture's version
}

// A List is a painter that only remembers.
type List struct{ Items []Item }

// Fill remembers a filled rect.
func (l *List) Fill(r Rect, radius float64, c Color) {
	l.add(Item{Kind: FillItem, Rect: r, Radius: radius, Color: c})
}

// Ring remembers an edge.
func (l *List) Ring(r Rect, radius, width float64, c Color) {
	l.add(Item{Kind: RingItem, Rect: r, Radius: radius, Width: width, Color: c})
}

// Shadow remembers a shadow.
func (l *List) Shadow(r Rect, radius, blur float64, c Color) {
	l.add(Item{Kind: ShadowItem, Rect: r, Radius: radius, Width: blur, Color: c})
}

// Line remembers a line; the path is the list's from now on.
func (l *List) Line(path []Spot, width float64, c Color) {
	l.add(Item{Kind: LineItem, Path: path, Width: width, Color: c})
}

// Icon remembers an icon.
func (l *List) Icon(at Rect, name Icon, c Color) {
	l.add(Item{Kind: IconItem, Rect: at, Icon: name, Color: c})
}

// Text remembers a line of text.
func (l *List) Text(at Spot, s string, f Font, c Color) {
	l.add(Item{Kind: TextItem, Rect: Rect{X: at.X, Y: at.Y}, Text: s, Font: f, Color: c})
}

// Image remembers a picture.
func (l *List) Image(r Rect, p *Picture, radius, alpha float64) {
	l.add(Item{Kind: ImageItem, Rect: r, Image: p, Radius: radius, Width: alpha, Stamp: p.Version})
}

// Clip remembers a clip.
func (l *List) Clip(r Rect) { l.add(Item{Kind: ClipItem, Rect: r}) }

func (l *List) add(i Item) { l.Items = append(l.Items, i) }

// Paint shows what the list remembers.
func (l *List) Paint(p Painter) {
	for i := range l.Items {
		switch it := &l.Items[i]; it.Kind {
		case FillItem:
			p.Fill(it.Rect, it.Radius, it.Color)
		case RingItem:
			p.Ring(it.Rect, it.Radius, it.Width, it.Color)
		case ShadowItem:
			p.Shadow(it.Rect, it.Radius, it.Width, it.Color)
		case LineItem:
			p.Line(it.Path, it.Width, it.Color)
		case IconItem:
			p.Icon(it.Rect, it.Icon, it.Color)
		case TextItem:
			p.Text(Spot{it.Rect.X, it.Rect.Y}, it.Text, it.Font, it.Color)
		case ImageItem:
			p.Image(it.Rect, it.Image, it.Radius, it.Width)
		case ClipItem:
			p.Clip(it.Rect)
		}
	}
}

func (i *Item) same(o *Item) bool {
	if len(i.Path) != len(o.Path) {
		return false
	}
	for n := range i.Path {
		if i.Path[n] != o.Path[n] {
			return false
		}
	}
	return i.Kind == o.Kind && i.Rect == o.Rect && i.Radius == o.Radius && i.Width == o.Width && i.Color == o.Color &&
		i.Icon == o.Icon && i.Text == o.Text && i.Font == o.Font && i.Image == o.Image && i.Stamp == o.Stamp
}
