// Package artist is the studio artist: it reads what a piece is to be, plans it, and
// paints it stroke by stroke, with its thoughts. It needs no model and no network, and
// makes the same piece of the same brief and seed on every target: all of it is
// integers, and chance is a hash of the seed.
//
// A scene is layers from the back to the front, each with its thought and its marks.
// Layers say what they paint in areas, lines and dabs; the hand makes strokes of these
// by the style: paint covers an area and works the brush over it, a plotter hatches it,
// denser where it is darker. With paint, a prompt may ask for another medium: watercolour,
// pencil, charcoal, ink. Nouns that have no scene of their own are drawn from the
// sketchbook, in the place where such a thing is at home; where a prompt has it be on, under or in something, as on a roof,
// under a table or in a window, that is its station, and is painted with it. What of a prompt's places it cannot paint it says.
//
// What people draw is told by See: the next steps answer it, and all that is painted later
// leaves it free, unless it fills the sheet when the piece begins: then it is the ground, or, where the first words read
// as a nudge, the picture that these are said of. What they say is told by Nudge. Critique measures the pixels of a picture,
// and Mend has the painter do something about what it found.
//
// A piece takes some milliseconds to plan and paint (BenchmarkPiece); its first step is a
// thought that needs no painting.
package artist
