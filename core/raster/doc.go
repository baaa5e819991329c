// Package raster turns strokes into pixels, the same bits on every target
// (rules R1 to R3): everything here is integers, and a pixel depends only on
// the base and on the strokes in their order, never on when, where or in how
// many pieces they were drawn.
//
// # Pixels
//
// A canvas is cut into tiles of 64 × 64 px, of premultiplied RGBA over
// transparent; paper is part of the view (see [Canvas.WritePaper]). A stroke's
// coverage in a tile is combined by max in a layer of a byte a pixel, and
// composited once: (source·k + below·(256-k) + 128) >> 8 in each channel, where k
// is div255(coverage·opacity), and one more from 128 on.
//
// A stroke is the union of the hulls of successive discs, whose radius follows
// the pressure. A hull is drawn as a band: two sides, each a linear function of
// the pixel (its distance from the edge, which a table turns into the area of
// the pixel inside), within rows whose ends advance by one addition a row; steep
// sides by where they cross the row, which a table turns into eight pixels. Two
// bands that turn a little reach on until their sides meet; at a sharper turn a
// wedge of the disc fills the outside. Where the radius changes so quickly that
// the hull's sides no longer touch the discs at right angles to the axis, each
// side is a band of its own and the discs are drawn whole. Cuts are rounded
// outwards by 1/64 px, so that neighbours overlap and never gap; what they share
// is the same in both. TestCoverageIsExact says how near to the truth this is.
//
// # Brushes
//
// The table looks says what each kind does. Pen, brush pen, calligraphy, splatter
// and eraser cover or do not. The others leave more or less: as a segment is
// drawn, its coverage goes to a layer of its own, and from there to the stroke's,
// times what bristles and pressure leave at that place, still by max; a soft tip ends
// by itself, and needs none. Where that lies on the segment is a linear function of
// the pixel, so a streak follows the hand. Compositing then turns the amount and the grain of the paper there into
// alpha, and into a shade of the colour: thick paint is lighter. All of it
// is looked up in small tables of integers.
//
// Randomness is a hash of the stroke's id, an index and a channel. A brush that
// tapers needs to know how far the end is: a live stroke's segments within that
// distance are drawn anew as it grows. The sides of what leaves more or less may lean
// farther before the discs at both ends are drawn whole, which shows as discs, for each
// leaves as much as the pressure at its point (TestLeaningInk).
//
// A filled stroke is drawn by the signed area of its edges in each pixel, exactly
// but for what crosses itself within a pixel.
//
// A smudge lays no paint down: its layer says by how much and which way it moves
// what is there, and each pixel becomes the mean of eight on that way, up to 8 px
// back, of the picture before the stroke. So it reads what lies around its tiles,
// and all of them settle at once, after all that is beneath on any of them; a
// change beneath one takes back what wet strokes have made of it on the others.
//
// # Incremental drawing
//
// A [Canvas] is told what changed and marks tiles; [Canvas.Tile] draws. Each
// tile keeps the strokes that touch it, in order, and two pictures: settled,
// which is the base and the longest prefix of strokes that are done, and shown,
// which is settled and the others. A stroke that grows into a tile is put in
// its place in the order; if that is within the settled prefix, as when an old
// stroke is hidden, the tile goes back to the newest of its checks that has none
// of it, or to its base: a crowded tile keeps pictures of fewer strokes, of which
// there are as many as the logarithm of their number.
//
// A host that keeps what it shows bounds the tiles that are kept (see
// [Canvas.Keep]); the others are drawn again when somebody asks for them.
//
// The base is kept packed, tile by tile, in a form of its own that takes a quarter of the
// pixels' bytes or less, and is what travels and what is stored: see appendTile. A tile is
// unpacked when it is looked at, as its settled picture. What is flattened is drawn into
// the base later, tile by tile, by the steps that a host has time for; until then a tile
// shows it as it did before (see [Canvas.FlattenSome]).
//
// A live stroke keeps, for each tile it touches, the layer of its segments but
// the last, which still changes when the next point comes. A point then costs
// two copies of a tile and what it adds itself, however long the stroke. There
// are a bounded number of these layers; whoever finds theirs gone draws it
// again, past the runs of points that its spine shows to be elsewhere.
//
// The overlay's strokes, the author's own that are not confirmed, stand above
// all placed ones. When the first of them is placed, as happens at each
// acknowledgement, the order of strokes in each tile stays as it is and nothing
// is drawn again (rule S4).
//
// # Views
//
// From afar a tile is shown halved up to three times, each pixel the mean of those
// that it stands for ([PaperTile]). From near a part is drawn anew, two to four times
// as large, with larger points and widths ([Canvas.Enlarge]): it equals that part
// of the whole picture drawn so. Neither is canonical (rule R4).
//
// # Cost
//
// Blank tiles cost nothing; others 16 KiB a picture: settled and shown, where they
// differ. On one core of a 2-core Xeon, 10,000 strokes of 32 points
// take 0.15 s, a point of a live stroke 3 µs with its tile (BenchmarkRaster,
// BenchmarkPoint).
package raster

// Version is stored with pieces: from the first release on, other pixels are another
// version.
const Version = 1

// TileSize is the side of a tile in px.
const TileSize = 64

// A Tile holds pixels row by row, premultiplied RGBA over transparent with R in
// the low byte.
type Tile [TileSize * TileSize]uint32
