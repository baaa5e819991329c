package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"easel.example/core"
)

// A Space is a workspace as one of its members finds it in their list.
type Space struct {
	Workspace
	Piece Piece // the live one
	Role  core.Role
	Seen  int64 // ms, when the member was there last
	Alone bool  // nobody else is a member
}

// SpacesListed is how many workspaces a person's list has, the latest first.
const SpacesListed = 200

// memberToken begins what a member enters by in place of a link's token: the
// number of the workspace follows. No link's token has this character.
const memberToken = "~"

// MemberToken returns by what members enter a workspace. It is no secret: it
// says where they want to go, and their cookie who they are.
func MemberToken(workspace int64) string { return memberToken + strconv.FormatInt(workspace, 10) }

// ByMembership reports whether a token is none of a link.
func ByMembership(token string) bool { return strings.HasPrefix(token, memberToken) }

// Way returns the link by which a guest comes in with a token: that of the token
// or, for a [MemberToken], the one that gave the member their role. Who has
// left, was removed, or whose link no longer holds, has no such way, and gets
// ErrNotFound like everybody to whom the workspace is unknown.
func (s *Store) Way(ctx context.Context, token string, guest int64) (Link, error) {
	if !ByMembership(token) {
		return s.ResolveLink(ctx, token)
	}
	digits := token[len(memberToken):]
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || strconv.FormatInt(id, 10) != digits {
		return Link{}, fmt.Errorf("read workspace of a member: %w", ErrNotFound)
	}
	var l Link
	err = s.r.row(ctx, l.fields(), selectLink+`AND workspace = ?1 AND no =
		(SELECT link FROM member WHERE workspace = ?1 AND guest = ?2 AND removed = 0 AND gone = 0)`, id, guest)
	if err != nil {
		return Link{}, fmt.Errorf("find way into workspace %d: %w", id, err)
	}
	return l, nil
}

// Spaces returns the workspaces that a guest can enter as a member, where they
// were last first.
func (s *Store) Spaces(ctx context.Context, guest int64) ([]Space, error) {
	list := []Space{}
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var p Space
		err := rows.Scan(&p.ID, &p.Created, &p.LivePiece, &p.Title, &p.Piece.Number, &p.Piece.Title, &p.Piece.Width, &p.Piece.Height, &p.Role, &p.Seen, &p.Alone)
		list = append(list, p)
		return err
	}, `SELECT w.id, w.created, w.live_piece, w.title, p.number, p.title, p.width, p.height, m.role, m.seen,
			NOT EXISTS (SELECT 1 FROM member o WHERE o.workspace = w.id AND o.no <> m.no AND o.removed = 0 AND o.gone = 0)
		FROM member m
		JOIN link l ON l.workspace = m.workspace AND l.no = m.link AND l.revoked = 0
		JOIN workspace w ON w.id = m.workspace
		JOIN piece p ON p.workspace = w.id AND p.number = w.live_piece
		WHERE m.guest = ? AND m.removed = 0 AND m.gone = 0 ORDER BY m.seen DESC, w.id DESC LIMIT ?`, guest, SpacesListed)
	if err != nil {
		return nil, fmt.Errorf("list workspaces of guest %d: %w", guest, err)
	}
	return list, nil
}

const ownsOne = `SELECT EXISTS (SELECT 1 FROM member m JOIN link l ON l.workspace = m.workspace AND l.no = m.link AND l.revoked = 0
	WHERE m.guest = ? AND m.role = ? AND m.removed = 0 AND m.gone = 0)`

// Owns reports whether a guest owns some workspace of this server.
func (s *Store) Owns(ctx context.Context, guest int64) (bool, error) {
	var owns bool
	if err := s.r.row(ctx, []any{&owns}, ownsOne, guest, core.Owner); err != nil {
		return false, fmt.Errorf("find what guest %d owns: %w", guest, err)
	}
	return owns, nil
}

// MakeWorkspace makes a workspace for a guest, who is its first member and its
// owner, and returns it with the token of its owner link, which cannot be had
// again. If the maker has to be an owner already, and is none, it returns
// ErrNotOwner; past the bounds ErrMakerFull or ErrWorkspacesFull. A workspace
// counts for its maker also when they have left it: it is on the disk still.
func (s *Store) MakeWorkspace(ctx context.Context, maker int64, title string, mustOwn bool) (Workspace, string, error) {
	w, token := Workspace{Title: title}, newSecret()
	err := s.write(ctx, func(t *tx) error {
		var owns bool
		var all, own int
		if err := t.row([]any{&owns}, ownsOne, maker, core.Owner); err != nil {
			return err
		}
		err := t.row([]any{&all, &own}, "SELECT (SELECT count(*) FROM workspace), (SELECT count(*) FROM workspace WHERE maker = ?)", maker)
		switch {
		case err != nil:
			return err
		case mustOwn && !owns:
			return ErrNotOwner
		case own >= s.opt.MakerMax:
			return ErrMakerFull
		case all >= s.opt.SpacesMax:
			return ErrWorkspacesFull
		}
		l, err := s.addWorkspace(t, &w, maker, DefaultWidth, DefaultHeight, token)
		if err == nil {
			_, err = s.enter(t, l, maker)
		}
		return err
	})
	if err != nil {
		return Workspace{}, "", fmt.Errorf("make workspace: %w", err)
	}
	return w, token, nil
}

// NameWorkspace gives a workspace a name. The caller has bounded its length.
func (s *Store) NameWorkspace(ctx context.Context, workspace int64, name string) error {
	err := s.write(ctx, func(t *tx) error {
		_, err := t.exec("UPDATE workspace SET title = ? WHERE id = ?", name, workspace)
		return err
	})
	if err != nil {
		return fmt.Errorf("name workspace %d: %w", workspace, err)
	}
	return nil
}

// Leave ends a guest's membership, and returns the number they had. Their ink
// stays, under it. It returns ErrLastOwner to who would leave others without an
// owner, and ErrNotFound to who is no member. Who leaves last leaves all as it
// is: links that hold lead in as before.
func (s *Store) Leave(ctx context.Context, workspace, guest int64) (no uint32, err error) {
	err = s.write(ctx, func(t *tx) error {
		var role core.Role
		var others, owners int
		err := t.row([]any{&no, &role, &others, &owners}, `SELECT m.no, m.role, count(o.no), count(CASE WHEN o.role = ?3 THEN 1 END)
			FROM member m LEFT JOIN member o ON o.workspace = m.workspace AND o.no <> m.no AND o.removed = 0 AND o.gone = 0
			WHERE m.workspace = ?1 AND m.guest = ?2 AND m.removed = 0 AND m.gone = 0 GROUP BY m.no`, workspace, guest, core.Owner)
		if err != nil {
			return err
		}
		if role == core.Owner && others > 0 && owners == 0 {
			return ErrLastOwner
		}
		_, err = t.exec("UPDATE member SET gone = ? WHERE workspace = ? AND no = ?", nowMs(), workspace, no)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("leave workspace %d: %w", workspace, err)
	}
	return no, nil
}

// Return makes who has left a member again, as what they were, while the link
// that gave them their role holds: they could come back by it as well.
func (s *Store) Return(ctx context.Context, workspace, guest int64) error {
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec(`UPDATE member SET gone = 0 WHERE workspace = ?1 AND guest = ?2 AND removed = 0 AND gone <> 0
			AND EXISTS (SELECT 1 FROM link WHERE workspace = ?1 AND no = member.link AND revoked = 0)`, workspace, guest)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("return to workspace %d: %w", workspace, err)
	}
	return nil
}
