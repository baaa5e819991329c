package store

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks a database file as Easel's: "Easl".
const applicationID = 0x4561736c

// migrations holds, at index v, the statements that lead from schema version v
// to v+1. Versions are in released files: add at the end, never change one.
//
// Seqs, ordinals and hashes are unsigned 64 bit in Go and signed in SQLite;
// [seqMax] bounds what may be stored.
var migrations = [...]string{
	0: `
	PRAGMA application_id = 0x4561736c;
	CREATE TABLE workspace (
		id         INTEGER PRIMARY KEY,
		created    INTEGER NOT NULL, -- ms
		live_piece INTEGER NOT NULL,
		title      TEXT NOT NULL
	);
	CREATE TABLE piece (
		workspace INTEGER NOT NULL,
		number    INTEGER NOT NULL,
		width     INTEGER NOT NULL, -- px
		height    INTEGER NOT NULL,
		created   INTEGER NOT NULL, -- ms
		PRIMARY KEY (workspace, number)
	) WITHOUT ROWID;
	CREATE TABLE entry (
		workspace INTEGER NOT NULL,
		piece     INTEGER NOT NULL,
		seq       INTEGER NOT NULL,
		time      INTEGER NOT NULL, -- ms
		actor     INTEGER NOT NULL,
		num       INTEGER NOT NULL,
		ops       BLOB NOT NULL,
		sum       INTEGER NOT NULL, -- CRC-32C of ops
		PRIMARY KEY (workspace, piece, seq)
	) WITHOUT ROWID;
	CREATE TABLE epoch (
		workspace INTEGER NOT NULL,
		piece     INTEGER NOT NULL,
		epoch     INTEGER NOT NULL,
		first     INTEGER NOT NULL, -- seq of the first entry that the epoch may have
		PRIMARY KEY (workspace, piece, epoch)
	) WITHOUT ROWID;
	CREATE TABLE snapshot (
		id          INTEGER PRIMARY KEY,
		workspace   INTEGER NOT NULL,
		piece       INTEGER NOT NULL,
		seq         INTEGER NOT NULL,
		state_bytes INTEGER NOT NULL,
		base_bytes  INTEGER NOT NULL,
		sum         INTEGER NOT NULL, -- CRC-32C of state, then base
		whole       INTEGER NOT NULL  -- 1 once all chunks are there
	);
	CREATE INDEX snapshot_piece ON snapshot (workspace, piece, seq);
	CREATE TABLE chunk (
		snapshot INTEGER NOT NULL,
		n        INTEGER NOT NULL,
		data     BLOB NOT NULL,
		PRIMARY KEY (snapshot, n)
	);
	CREATE TABLE guest (
		id      INTEGER PRIMARY KEY,
		hash    BLOB NOT NULL UNIQUE, -- SHA-256 of the cookie's secret
		created INTEGER NOT NULL,
		name    TEXT NOT NULL
	);
	CREATE TABLE member (
		workspace INTEGER NOT NULL,
		no        INTEGER NOT NULL,
		guest     INTEGER NOT NULL,
		name      TEXT NOT NULL,
		color     TEXT NOT NULL,
		role      INTEGER NOT NULL,
		PRIMARY KEY (workspace, no),
		UNIQUE (workspace, guest)
	) WITHOUT ROWID;
	CREATE TABLE link (
		hash      BLOB PRIMARY KEY, -- SHA-256 of the token
		workspace INTEGER NOT NULL,
		role      INTEGER NOT NULL,
		created   INTEGER NOT NULL, -- ms
		revoked   INTEGER NOT NULL  -- ms, 0 while it holds
	) WITHOUT ROWID;
	CREATE INDEX link_workspace ON link (workspace);
	CREATE TABLE setting (
		key   TEXT PRIMARY KEY,
		value TEXT NOT NULL
	) WITHOUT ROWID;`,

	// Rule L7: what a workspace takes.
	1: `
	CREATE TABLE archive (
		workspace INTEGER NOT NULL,
		piece     INTEGER NOT NULL,
		from_n    INTEGER NOT NULL, -- ordinals of flattened strokes, from_n … to_n-1
		to_n      INTEGER NOT NULL,
		strokes   BLOB NOT NULL,
		sum       INTEGER NOT NULL, -- CRC-32C of strokes
		PRIMARY KEY (workspace, piece, from_n)
	);
	ALTER TABLE workspace ADD COLUMN log_bytes INTEGER NOT NULL DEFAULT 0;
	ALTER TABLE workspace ADD COLUMN archive_bytes INTEGER NOT NULL DEFAULT 0;
	ALTER TABLE member ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
	UPDATE workspace SET log_bytes =
		(SELECT coalesce(sum(length(ops)), 0) FROM entry WHERE entry.workspace = workspace.id);`,

	// The bytes of a log are added up when they are asked for.
	2: `ALTER TABLE workspace DROP COLUMN log_bytes;`,

	// Links have numbers and names, so that they can be listed and revoked, and
	// a member's role is that of the link that gave it.
	3: `
	ALTER TABLE link ADD COLUMN no INTEGER NOT NULL DEFAULT 0; -- from 1, of its workspace, never used again
	ALTER TABLE link ADD COLUMN name TEXT NOT NULL DEFAULT '';
	UPDATE link SET no = (SELECT count(*) FROM link AS o WHERE o.workspace = link.workspace
		AND (o.created, o.hash) <= (link.created, link.hash));
	DROP INDEX link_workspace;
	CREATE UNIQUE INDEX link_no ON link (workspace, no);
	ALTER TABLE member ADD COLUMN link INTEGER NOT NULL DEFAULT 0; -- no of the link that gave the role; 0 = not known
	ALTER TABLE member ADD COLUMN removed INTEGER NOT NULL DEFAULT 0; -- ms, 0 while they may come in`,

	// The gallery: what it lists of each piece, and how it looks small.
	4: `
	ALTER TABLE piece ADD COLUMN title TEXT NOT NULL DEFAULT '';
	ALTER TABLE piece ADD COLUMN strokes INTEGER NOT NULL DEFAULT 0; -- when it gave way to the next
	ALTER TABLE piece ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0; -- ms, 0 while it is in the gallery
	UPDATE piece SET title = (SELECT title FROM workspace WHERE id = piece.workspace)
		WHERE number = (SELECT live_piece FROM workspace WHERE id = piece.workspace);
	CREATE TABLE thumb (
		workspace INTEGER NOT NULL,
		piece     INTEGER NOT NULL,
		png       BLOB NOT NULL,
		PRIMARY KEY (workspace, piece)
	);`,

	// People are members of several workspaces, make some, and leave some.
	5: `
	ALTER TABLE guest ADD COLUMN color TEXT NOT NULL DEFAULT ''; -- #rrggbb, empty until they choose one
	ALTER TABLE member ADD COLUMN gone INTEGER NOT NULL DEFAULT 0; -- ms, when they left; 0 while they are a member
	ALTER TABLE workspace ADD COLUMN maker INTEGER NOT NULL DEFAULT 0; -- the guest; 0 = the server
	CREATE INDEX member_guest ON member (guest);
	CREATE INDEX workspace_maker ON workspace (maker);`,

	// What the strokes of a piece may look like: core.Style.
	6: `ALTER TABLE piece ADD COLUMN style INTEGER NOT NULL DEFAULT 0;`,

	// What the artist of a workspace keeps: JSON of package server/artist.
	7: `CREATE TABLE artist (workspace INTEGER PRIMARY KEY, state BLOB NOT NULL);`,

	// Members that are programs, known again by their link and name.
	8: `
	CREATE TABLE agent (
		workspace INTEGER NOT NULL,
		link      INTEGER NOT NULL, -- no of the link that they came by
		name      TEXT NOT NULL,
		guest     INTEGER NOT NULL,
		replica   INTEGER NOT NULL,
		PRIMARY KEY (workspace, link, name, guest)
	) WITHOUT ROWID;`,

	// An artist's notebook, apart from what changes with each stroke.
	9: `
	CREATE TABLE artist_note (
		workspace INTEGER NOT NULL,
		id        INTEGER NOT NULL, -- grows from note to note, whatever the piece
		note      BLOB NOT NULL,    -- JSON of package server/artist
		PRIMARY KEY (workspace, id)
	) WITHOUT ROWID;`,
}

// schemaVersion is the version that this program reads and writes.
const schemaVersion = len(migrations)

// identify refuses a file of another program and one of a newer Easel. It
// changes nothing.
func identify(ctx context.Context, c *sql.Conn, name string) (version int, err error) {
	var app, tables int
	err = c.QueryRowContext(ctx, `SELECT
		(SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&version, &app, &tables)
	if err != nil {
		return 0, fmt.Errorf("read schema version of %s: %w", name, explain(err))
	}
	if tables > 0 && app != applicationID {
		return 0, fmt.Errorf("%s is not a database of Easel", name)
	}
	if version > schemaVersion {
		return 0, fmt.Errorf("%s has schema version %d, and this server knows up to %d: run a newer server", name, version, schemaVersion)
	}
	return version, nil
}

// migrate brings the database to schemaVersion, each step in a transaction of
// its own, so that a stop between two steps leaves a whole older version.
func migrate(ctx context.Context, c *sql.Conn, name string, version int) error {
	for ; version < schemaVersion; version++ {
		step := fmt.Sprintf("BEGIN IMMEDIATE; %s\n; PRAGMA user_version = %d; COMMIT", migrations[version], version+1)
		if _, err := c.ExecContext(ctx, step); err != nil {
			_, _ = c.ExecContext(ctx, "ROLLBACK") // fails where SQLite has rolled back itself
			return fmt.Errorf("bring %s from schema version %d to %d: %w", name, version, version+1, explain(err))
		}
	}
	return nil
}
