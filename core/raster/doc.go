package raster

// Version is stored with pieces: another version may draw other pixels.
const Version = 1

// TileSize is the side of a tile in px.
const TileSize = 64

// A Tile holds pixels row by row, premultiplied RGBA over transparent with R in
// the low byte.
type Tile [TileSize * TileSize]uint32
