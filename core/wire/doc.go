// Package wire turns messages into msgpack frames and back.
//
// A frame is one msgpack array, [type, fields…]. Decoding is strict: each value
// has one form, the shortest; counts are checked against limits before anything
// is allocated; fields after the known ones are ignored, so that a version may
// add some at the end. PROTOCOL.md, beside this file, is the whole protocol,
// and testdata/vectors.json holds frames that any implementation can check itself by.
//
// The package uses the primitives of github.com/vmihailenco/msgpack/v5 (BSD-2,
// the required codec), never reflection: that is four to six times faster.
// It costs 0.3 MB of brotli-compressed wasm, mostly package fmt and reflect.
package wire

// Version is the protocol version that this package speaks. A change of any
// frame adds one, with a line in PROTOCOL.md; a field at a frame's end that may be
// missing adds the line alone.
const Version = 3

// Subprotocol is the WebSocket subprotocol that carries these frames.
const Subprotocol = "easel.1"

// Frame types. Add at the end; never reuse a number.
const (
	// From a client.
	TypeHello    = 1
	TypePush     = 2
	TypeCursor   = 3
	TypePing     = 4
	TypeMismatch = 5
	TypeName     = 6
	// From the server.
	TypeWelcome  = 32
	TypeEntries  = 33
	TypeAck      = 34
	TypeRefuse   = 35
	TypeSnapshot = 36
	TypeBase     = 37
	TypeDigest   = 38
	TypePong     = 39
	TypeCursors  = 40
	TypeMembers  = 41
	TypeError    = 42
	TypeTitle    = 43
	TypePerform  = 44
	TypeArtist   = 45
	TypeNote     = 46
)

// Bounds of what a frame may hold, checked before allocating.
const (
	TokenBytes   = 64       // a link's token
	BatchOpsMax  = 1 << 10  // ops of a batch, whatever the piece's limits say
	MembersMax   = 1 << 12  // members listed in one frame
	SnapshotMax  = 64 << 20 // a snapshot or a base
	BasePart     = 256 << 10
	WindowMax    = 1 << 16 // admissions listed in a welcome
	EntriesFrame = 64 << 10
)

// A FormatError says what was wrong with a frame.
type FormatError string

func (e FormatError) Error() string { return "wire: " + string(e) }

// Type returns the type of a frame, or 0 if it has none.
func Type(frame []byte) int {
	r := NewReader(frame)
	if r.array() == 0 {
		return 0
	}
	t := r.uint(127)
	if r.err != nil {
		return 0
	}
	return int(t)
}
