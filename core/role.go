package core

// A Role says what a member may do. Roles are on the wire.
type Role uint8

// The roles, each of which may do what the ones before it may.
const (
	Viewer  Role = 1 // watch and export
	Painter Role = 2 // also draw, and undo and erase own ink
	Owner   Role = 3 // also hide others' ink, clear, name, invite and remove
)

// Draws reports whether the role may push batches.
func (r Role) Draws() bool { return r >= Painter }

func (r Role) String() string {
	switch r {
	case Viewer:
		return "viewer"
	case Painter:
		return "painter"
	case Owner:
		return "owner"
	}
	return "nobody"
}

// ArtistMember is the member that the artist of a workspace is, in each of them.
const ArtistMember = 1<<32 - 1
