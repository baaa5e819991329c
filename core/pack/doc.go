// Package pack stores strokes in few bytes: in snapshots, on disk, in archives.
//
// A block is columns: the heads of the strokes field by field, then second
// differences of x and y and first differences of pressure in planes of bytes,
// each deflated with codes of its own; last the beats, when points came, where they are
// known: 0.1 to 0.2 bytes a point. FORMAT.md is the format in one page.
//
// An adaptive range coder with contexts was built and measured before: it took
// 2.34 bytes a point of painting in place of 2.65, but more of short strokes
// (2.36 for 2.12), and five times as long to read, which is most of what a
// newcomer to a large piece waits for. First differences take a fifth more
// than second ones, and values next to each other a tenth more than planes.
package pack
