package authority

import (
	"easel.example/core"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// FoundedAt is the seq at which a piece stands that was begun from a file. It has no
// entry: where the snapshot is lost, nothing may pass for the whole log.
const FoundedAt = 1

// Found returns what [Load] makes the room of a piece that begins with strokes over a
// base picture, compressed, whose hash is pixels. All strokes of p are done, and its
// limits are the host's.
func Found(p *core.Piece, pixels uint64, base []byte, now int64) []byte {
	m := wire.Snapshot{Seq: FoundedAt, Time: now, Pixels: pixels, Parts: uint32((len(base) + wire.BasePart - 1) / wire.BasePart)}
	var cache snapshot.Cache
	cache.Take(&m, p, nil)
	var w wire.Writer
	frame := w.Snapshot(nil, m)
	return w.Saved(nil, wire.Saved{Snapshot: frame})
}
