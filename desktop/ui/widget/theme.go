package widget

// A Theme is the colours of everything that is not the picture. They are the
// page's own: see web/src/style.css.
type Theme struct {
	Dark bool

	Ground   Color // behind the sheet
	Panel    Color // floats over the ground
	Solid    Color // of dialogs, which hide what is behind
	Field    Color // is written into
	Edge     Color
	Text     Color
	Soft     Color // less important text
	Accent   Color // the tool in hand, what is done first
	OnAccent Color
	Toast    Color
	OnToast  Color
	Shadow   Color
	Scrim    Color // over what a dialog makes wait
	Hover    Color // of what would be pressed
	Pressed  Color

	// Of state, and only for state.
	Good, Busy, Amber, Bad Color
}

// Light is warm paper-like greys.
func Light() *Theme {
	return &Theme{
		Ground: RGB(0xe9e4da), Panel: RGB(0xfbf8f2), Solid: RGB(0xfbf8f2), Field: RGB(0xffffff), Edge: RGB(0xd8d0c2),
		Text: RGB(0x2a2521), Soft: RGB(0x6a6056), Accent: RGB(0xc4371f), OnAccent: RGB(0xffffff),
		Toast: RGB(0x2a2521), OnToast: RGB(0xfbf8f2), Shadow: 0x281e142c, Scrim: 0x14100c4d,
		Hover: 0x2a252114, Pressed: 0x2a252126,
		Good: RGB(0x4d8f5b), Busy: RGB(0x4f86ad), Amber: RGB(0xb98a2b), Bad: RGB(0xc4371f),
	}
}

// Dark is warm near-black.
func Dark() *Theme {
	return &Theme{
		Dark:   true,
		Ground: RGB(0x1b1917), Panel: RGB(0x2a2725), Solid: RGB(0x2a2725), Field: RGB(0x1f1d1b), Edge: RGB(0x3b3733),
		Text: RGB(0xefe9e0), Soft: RGB(0xb3a99c), Accent: RGB(0xf0694f), OnAccent: RGB(0x1b1917),
		Toast: RGB(0xefe9e0), OnToast: RGB(0x1b1917), Shadow: 0x00000066, Scrim: 0x0a080680,
		Hover: 0xefe9e016, Pressed: 0xefe9e02a,
		Good: RGB(0x5fa870), Busy: RGB(0x6aa3cc), Amber: RGB(0xc99a3b), Bad: RGB(0xf0694f),
	}
}

// Radii of corners, and sizes of type and targets.
const (
	PanelRadius  = 14
	ButtonRadius = 10
	ToolSize     = 40 // of a button that is an icon
	IconSize     = 20
	FocusWidth   = 2.5

	Small  = 12
	Body   = 13
	Larger = 15
	Title  = 17
)
