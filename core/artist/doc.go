// Package artist is the studio artist: it reads what a piece is to be, plans it, and
// paints it stroke by stroke, with its thoughts. It needs no model and no network, and
// makes the same piece of the same brief and seed on every target: all of it is
// integers, and chance is a hash of the seed.
//
// A scene is layers from the back to the front, each with its thought and its marks.
// Layers say what they paint in areas, lines and dabs; the hand makes strokes of these
// by the style: paint covers an area and works the brush over it, a plotter hatches it,
// denser where it is darker.
package artist
