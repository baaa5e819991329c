// Package export turns a piece into a file that others can open, PNG or SVG, and
// files that others have made into strokes.
//
// # Out
//
// A [Picture] is a piece as its author sees it. It comes from the frames that
// a client stores (client.View), so that it can be drawn elsewhere, such as in a
// worker of the browser, while the piece goes on.
//
// A [PNG] at 1:1 has the canonical pixels, bit for bit (rule R2). Larger ones
// draw the strokes anew with larger points and widths, so that edges are sharp;
// only the base, which is pixels, is enlarged, smoothly. It is drawn and written
// in strips, so that memory is that of a strip whatever the size.
//
// An [SVG] has a path for each visible stroke of a pen, in order, and the base below them
// as a PNG of its own. A stroke whose width changes is the outline of what its
// brush passes over, filled by the nonzero rule; one of even width is a line
// with round ends. The outline is within 1/25 px of the true one everywhere, with
// two digits after the point. Its coverage differs from that of core/raster by
// less than one level of 255 on average over the pixels of strokes of 4 px and
// more, and less than six for thinner ones, where core/raster takes the greater
// of two edges that meet in one pixel; see TestOutline.
//
// Brushes that leave more or less have no outline: runs of such strokes are
// pictures within the SVG, with just their pixels. What the eraser took is a mask
// over all below it.
//
// An Easel file is a PNG at 1:1 with what client.View made in a chunk of its own:
// any program shows it, and [OpenScene] has the piece again. A host that works in such a file
// attaches what it keeps beside the piece, which other hosts need not know.
//
// A [GIF] is a film of how the piece came about, as core/replay shows it, at most
// 800 px large, in 255 colours that are chosen by what it shows, by the median cut.
// Each frame holds what differs from the one before.
//
// # In
//
// [Read] takes the strokes and fills of Excalidraw's files, of its PNGs, of Easel
// files and of SVG. Everything else that
// a file holds is counted, so that it can be said. A file is hostile until read:
// its bytes, elements, depth, strokes and points are bounded, and whatever is
// wrong with it ends in one plain sentence.
//
// Of SVG are read all shapes, colours by name, rgb and hsl, transforms, frames within frames, units of
// length, copies (<use> and <symbol>), dashes, and style sheets as far as a rule is for one element, by its name, a
// class, an id, or a name with either. Each dash is a stroke of its own. A gradient has its mean colour. Lines
// have round ends, and rounded joins, whatever the file says. What cuts, hides or blurs (clip paths, masks,
// filters) is left out, so that more may be seen than elsewhere, and is told, as are text, pictures, patterns, arrowheads, all of a
// sheet that is not read, and every other element of SVG. A file may be in UTF-8, in UTF-16 or, where it says so, in Latin-1.
//
// All is integers, as everywhere in core, so that a file makes the same strokes
// on every target. Two packages of the standard library that core keeps out
// elsewhere for their weight are welcome here, for what uses them is
// loaded only when a file is: encoding/json and encoding/xml.
package export
