package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"fmt"

	"easel.example/core"
)

// secretBytes is the length of tokens and cookie secrets: 192 bits cannot be
// guessed, and need no padding in base64.
const secretBytes = 24

// newSecret returns a new token or cookie secret.
func newSecret() string {
	b := make([]byte, secretBytes)
	_, _ = rand.Read(b) // never fails; the program ends where the system has no randomness
	return base64.RawURLEncoding.EncodeToString(b)
}

// hashSecret returns what is stored of a secret: who reads the database cannot
// use it. Secrets are long and random, so that a plain hash is enough.
func hashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// A Link lets whoever has its token into a workspace.
type Link struct {
	Workspace int64
	No        uint32 // from 1, in the order of making
	Role      core.Role
	Name      string // what its maker calls it; may be empty
	Created   int64  // ms
}

// CreateLink makes a link into a workspace and returns it with its token, which
// cannot be had again: only its hash is stored. It returns ErrLinksFull past the
// bound. The caller has bounded the name's length.
func (s *Store) CreateLink(ctx context.Context, workspace int64, role core.Role, name string) (l Link, token string, err error) {
	token = newSecret()
	err = s.write(ctx, func(t *tx) error {
		var err error
		l, err = s.addLink(t, workspace, role, name, token)
		return err
	})
	if err != nil {
		return Link{}, "", fmt.Errorf("create link to workspace %d: %w", workspace, err)
	}
	return l, token, nil
}

func (s *Store) addLink(t *tx, workspace int64, role core.Role, name, token string) (Link, error) {
	l := Link{Workspace: workspace, Role: role, Name: name, Created: nowMs()}
	var exists, links int
	err := t.row([]any{&exists, &links, &l.No}, `SELECT (SELECT count(*) FROM workspace WHERE id = ?1),
		(SELECT count(*) FROM link WHERE workspace = ?1 AND revoked = 0),
		(SELECT coalesce(max(no), 0) + 1 FROM link WHERE workspace = ?1)`, workspace)
	if err != nil {
		return Link{}, err
	}
	if exists == 0 {
		return Link{}, ErrNotFound
	}
	if links >= s.opt.LinksMax {
		return Link{}, ErrLinksFull
	}
	_, err = t.exec("INSERT INTO link (hash, workspace, no, role, name, created, revoked) VALUES (?, ?, ?, ?, ?, ?, 0)",
		hashSecret(token), workspace, l.No, role, name, l.Created)
	return l, err
}

const selectLink = "SELECT workspace, no, role, name, created FROM link WHERE revoked = 0 "

func (l *Link) fields() []any { return []any{&l.Workspace, &l.No, &l.Role, &l.Name, &l.Created} }

// ResolveLink returns the link with that token, or ErrNotFound if there is
// none or it is revoked.
func (s *Store) ResolveLink(ctx context.Context, token string) (Link, error) {
	var l Link
	if err := s.r.row(ctx, l.fields(), selectLink+"AND hash = ?", hashSecret(token)); err != nil {
		return Link{}, fmt.Errorf("resolve link: %w", err)
	}
	return l, nil
}

// Links returns the links into a workspace that hold, in the order of making.
func (s *Store) Links(ctx context.Context, workspace int64) ([]Link, error) {
	list := []Link{}
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var l Link
		err := rows.Scan(l.fields()...)
		list = append(list, l)
		return err
	}, selectLink+"AND workspace = ? ORDER BY no", workspace)
	if err != nil {
		return nil, fmt.Errorf("read links of workspace %d: %w", workspace, err)
	}
	return list, nil
}

// RevokeLink ends a link. Members whose role came from it are viewers from here
// on, until another link gives them more; it returns their numbers, for their
// sessions to be closed. It returns ErrNotFound if there is no such link, and
// ErrLastOwnerLink rather than shut out every owner to come.
func (s *Store) RevokeLink(ctx context.Context, workspace int64, no uint32) (members []uint32, err error) {
	err = s.write(ctx, func(t *tx) error {
		var role core.Role
		var owners int
		err := t.row([]any{&role, &owners}, `SELECT role, (SELECT count(*) FROM link WHERE workspace = ?1 AND role = ?3 AND revoked = 0)
			FROM link WHERE workspace = ?1 AND no = ?2 AND revoked = 0`, workspace, no, core.Owner)
		if err != nil {
			return err
		}
		if role == core.Owner && owners == 1 {
			return ErrLastOwnerLink
		}
		if _, err = t.exec("UPDATE link SET revoked = ? WHERE workspace = ? AND no = ?", nowMs(), workspace, no); err != nil {
			return err
		}
		if _, err = t.exec("DELETE FROM agent WHERE workspace = ? AND link = ?", workspace, no); err != nil { // nobody comes by it
			return err
		}
		members = nil // of a try that failed
		return t.each(func(rows *sql.Rows) error {
			var m uint32
			err := rows.Scan(&m)
			members = append(members, m)
			return err
		}, "UPDATE member SET role = ?, link = 0 WHERE workspace = ? AND link = ? RETURNING no", core.Viewer, workspace, no)
	})
	if err != nil {
		return nil, fmt.Errorf("revoke link %d of workspace %d: %w", no, workspace, err)
	}
	return members, nil
}
