package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"easel.example/core"
)

// A Workspace is the unit of sharing.
type Workspace struct {
	ID        int64
	Created   int64 // ms
	LivePiece uint32
	Title     string
}

// Sides of a piece where nobody says otherwise, in px.
const (
	DefaultWidth  = 1600
	DefaultHeight = 1200
)

const (
	ownerLinkName = "owner-link"    // file in the data folder
	firstVisitor  = "first-visitor" // setting: the guest who owns the first workspace
)

func nowMs() int64 { return time.Now().UnixMilli() }

// CreateWorkspace makes a workspace with an empty first piece, and returns it
// with the token of its owner link, which cannot be had again.
func (s *Store) CreateWorkspace(ctx context.Context, title string, width, height int32) (Workspace, string, error) {
	w, token := Workspace{Title: title}, newSecret()
	err := s.write(ctx, func(t *tx) error {
		_, err := s.addWorkspace(t, &w, 0, width, height, token)
		return err
	})
	if err != nil {
		return Workspace{}, "", fmt.Errorf("create workspace: %w", err)
	}
	return w, token, nil
}

// addWorkspace makes w with its first piece and its owner link.
func (s *Store) addWorkspace(t *tx, w *Workspace, maker int64, width, height int32, token string) (Link, error) {
	w.Created, w.LivePiece = nowMs(), 1
	err := t.row([]any{&w.ID}, "INSERT INTO workspace (created, live_piece, title, maker) VALUES (?, ?, ?, ?) RETURNING id", w.Created, w.LivePiece, w.Title, maker)
	if err != nil {
		return Link{}, err
	}
	_, err = t.exec("INSERT INTO piece (workspace, number, width, height, created) VALUES (?, ?, ?, ?, ?)", w.ID, w.LivePiece, width, height, w.Created)
	if err != nil {
		return Link{}, err
	}
	return s.addLink(t, w.ID, core.Owner, "", token)
}

// Workspace returns the workspace with that id, or ErrNotFound.
func (s *Store) Workspace(ctx context.Context, id int64) (Workspace, error) {
	w := Workspace{ID: id}
	err := s.r.row(ctx, []any{&w.Created, &w.LivePiece, &w.Title}, "SELECT created, live_piece, title FROM workspace WHERE id = ?", id)
	if err != nil {
		return Workspace{}, fmt.Errorf("read workspace %d: %w", id, err)
	}
	return w, nil
}

// FirstWorkspace returns the oldest workspace and the token of its owner link;
// it makes a workspace if there is none. The token is kept in a file of the
// data folder that only its owner can read, so that OwnerToken finds it. If
// the file is lost or its link is revoked, there is a new link.
func (s *Store) FirstWorkspace(ctx context.Context) (Workspace, string, error) {
	var id int64
	var w Workspace
	var token string
	err := s.r.row(ctx, []any{&id}, "SELECT id FROM workspace ORDER BY id LIMIT 1")
	if errors.Is(err, ErrNotFound) {
		if w, token, err = s.CreateWorkspace(ctx, "", DefaultWidth, DefaultHeight); err != nil {
			return Workspace{}, "", err
		}
		return w, token, s.keepOwnerToken(token)
	}
	if err != nil {
		return Workspace{}, "", fmt.Errorf("find first workspace: %w", err)
	}
	if w, err = s.Workspace(ctx, id); err != nil {
		return Workspace{}, "", err
	}
	if token, err = OwnerToken(s.dir); err == nil {
		if l, err := s.ResolveLink(ctx, token); err == nil && l.Workspace == id && l.Role == core.Owner {
			return w, token, nil
		}
	}
	if _, token, err = s.CreateLink(ctx, id, core.Owner, ""); err != nil {
		return Workspace{}, "", err
	}
	return w, token, s.keepOwnerToken(token)
}

// OwnerToken returns the token of the first workspace's owner link, which the
// server has left in the data folder. The store need not be open.
func OwnerToken(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, ownerLinkName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s has no owner link yet: start the server on it once", dir)
	}
	if err != nil {
		return "", fmt.Errorf("read owner link: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}

// keepOwnerToken replaces the file whole: whoever reads it finds the old token
// or the new one.
func (s *Store) keepOwnerToken(token string) error {
	f, err := os.CreateTemp(s.dir, ownerLinkName+"-*") // mode 0600
	if err != nil {
		return fmt.Errorf("keep owner link: %w", err)
	}
	_, err = f.WriteString(token + "\n")
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(s.dir, ownerLinkName))
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("keep owner link: %w", err)
	}
	return syncDir(s.dir)
}

// ClaimFirst makes a guest the owner of the first workspace, if nobody is, and
// returns its owner token to that guest whenever they ask. It returns false to
// everybody else.
func (s *Store) ClaimFirst(ctx context.Context, guest int64) (token string, ok bool, err error) {
	owner, err := s.firstOwner(ctx)
	if err == nil && owner == guest {
		if left, err := s.leftFirst(ctx, guest); left || err != nil {
			return "", false, err
		}
	}
	if err == nil && owner == 0 {
		err = s.write(ctx, func(t *tx) error {
			_, err := t.exec("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", firstVisitor, strconv.FormatInt(guest, 10))
			return err
		})
		if err == nil {
			owner, err = s.firstOwner(ctx)
		}
	}
	if err != nil {
		return "", false, fmt.Errorf("claim first workspace: %w", err)
	}
	if owner != guest {
		return "", false, nil
	}
	_, token, err = s.FirstWorkspace(ctx)
	return token, err == nil, err
}

// Claimed reports whether the first workspace has an owner who has been there.
func (s *Store) Claimed(ctx context.Context) (bool, error) {
	owner, err := s.firstOwner(ctx)
	if err != nil {
		return false, fmt.Errorf("find owner of first workspace: %w", err)
	}
	return owner != 0, nil
}

// firstOwner returns the guest who owns the first workspace, 0 if nobody does:
// the one who claimed it or, if nobody did, the first who came by the owner
// link, for whom it is no longer free.
func (s *Store) firstOwner(ctx context.Context) (int64, error) {
	var guest int64
	err := s.r.row(ctx, []any{&guest}, `SELECT coalesce(
		(SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?),
		(SELECT guest FROM member WHERE workspace = (SELECT min(id) FROM workspace) AND role = ? ORDER BY no LIMIT 1),
		0)`, firstVisitor, core.Owner)
	return guest, err
}

// leftFirst reports whether a guest has left the first workspace: it is not
// forced on them again.
func (s *Store) leftFirst(ctx context.Context, guest int64) (bool, error) {
	var gone int64
	err := s.r.row(ctx, []any{&gone}, "SELECT gone FROM member WHERE workspace = (SELECT min(id) FROM workspace) AND guest = ?", guest)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("find owner of first workspace: %w", err)
	}
	return gone != 0, nil
}
