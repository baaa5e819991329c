package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"easel.example/core"
)

// A Guest is a person as the server knows them: by a secret in a cookie.
type Guest struct {
	ID      int64
	Created int64  // ms
	Name    string // empty until they give one
	Color   string // #rrggbb; likewise
}

// A Member is a guest in a workspace.
type Member struct {
	Workspace int64
	No        uint32 // from 1, in the order of coming
	Guest     int64
	Name      string
	Color     string // #rrggbb
	Role      core.Role
	Seen      int64  // ms, when they were there last; 0 = not known
	Link      uint32 // no of the link that gave the role; 0 = not known
	Removed   int64  // ms, when an owner removed them; 0 = they may come in
	Gone      int64  // ms, when they left; 0 = they have not
	Program   bool   // an agent, as Members alone says
}

// colors are what new members get, in turn: far apart, and all of them readable
// on light and on dark ground.
var colors = [...]string{
	"#c0392b", "#2980b9", "#27ae60", "#8e44ad", "#d35400", "#16a085",
	"#b8860b", "#c2185b", "#5d6d7e", "#6d4c41", "#3f51b5", "#689f38",
}

// NewGuest makes a guest and returns the secret for their cookie, which cannot
// be had again.
func (s *Store) NewGuest(ctx context.Context) (Guest, string, error) {
	g := Guest{Created: nowMs()}
	secret := newSecret()
	err := s.write(ctx, func(t *tx) error {
		return t.row([]any{&g.ID}, "INSERT INTO guest (hash, created, name) VALUES (?, ?, '') RETURNING id", hashSecret(secret), g.Created)
	})
	if err != nil {
		return Guest{}, "", fmt.Errorf("make guest: %w", err)
	}
	return g, secret, nil
}

// ResolveGuest returns the guest with that secret, or ErrNotFound.
func (s *Store) ResolveGuest(ctx context.Context, secret string) (Guest, error) {
	var g Guest
	err := s.r.row(ctx, []any{&g.ID, &g.Created, &g.Name, &g.Color}, "SELECT id, created, name, color FROM guest WHERE hash = ?", hashSecret(secret))
	if err != nil {
		return Guest{}, fmt.Errorf("resolve guest: %w", err)
	}
	return g, nil
}

const selectMember = "SELECT no, guest, name, color, role, seen, link, removed, gone FROM member WHERE workspace = ? "

func (m *Member) fields() []any {
	return []any{&m.No, &m.Guest, &m.Name, &m.Color, &m.Role, &m.Seen, &m.Link, &m.Removed, &m.Gone}
}

// gains reports whether link l gives a member another role than they have, or
// the one that they have where it is not known any more what gave it. Who had
// left comes with what the link gives alone.
func (m *Member) gains(l Link) bool {
	return m.Gone != 0 || m.Role < l.Role || m.Link == 0 && m.Role == l.Role && l.No > 0
}

// Enter returns a guest who comes by link l as a member of its workspace, and
// makes them one with the next number if they are not. A member keeps the highest
// role that a link has given them, while that link holds. It returns
// ErrMembersFull if there is no room, and ErrRemoved to who was removed.
func (s *Store) Enter(ctx context.Context, l Link, guest int64) (Member, error) {
	m, err := s.Member(ctx, l.Workspace, guest)
	if errors.Is(err, ErrNotFound) || err == nil && m.Removed == 0 && m.gains(l) {
		err = s.write(ctx, func(t *tx) error {
			var err error
			m, err = s.enter(t, l, guest)
			return err
		})
	}
	if err == nil && m.Removed != 0 {
		err = ErrRemoved
	}
	if err != nil {
		return Member{}, fmt.Errorf("enter workspace %d: %w", l.Workspace, err)
	}
	return m, nil
}

// Member returns a guest as a member of a workspace, or ErrNotFound.
func (s *Store) Member(ctx context.Context, workspace, guest int64) (Member, error) {
	m := Member{Workspace: workspace}
	if err := s.r.row(ctx, m.fields(), selectMember+"AND guest = ?", workspace, guest); err != nil {
		return Member{}, fmt.Errorf("read member of workspace %d: %w", workspace, err)
	}
	return m, nil
}

// SetRemoved removes a member, who cannot come in by any link until they are let
// back in. It returns ErrNotFound if there is no such member.
func (s *Store) SetRemoved(ctx context.Context, workspace int64, no uint32, removed bool) error {
	at := int64(0)
	if removed {
		at = nowMs()
	}
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec("UPDATE member SET removed = ? WHERE workspace = ? AND no = ?", at, workspace, no)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove member %d of workspace %d: %w", no, workspace, err)
	}
	return nil
}

// enter is Enter in the writer, where nobody comes between.
func (s *Store) enter(t *tx, l Link, guest int64) (Member, error) {
	if l.No > 0 { // it may have been revoked since it was looked up: its role goes with it
		var no uint32
		if err := t.row([]any{&no}, "SELECT no FROM link WHERE workspace = ? AND no = ? AND revoked = 0", l.Workspace, l.No); err != nil {
			return Member{}, err
		}
	}
	m := Member{Workspace: l.Workspace}
	err := t.row(m.fields(), selectMember+"AND guest = ?", l.Workspace, guest)
	if err == nil && m.Removed == 0 && m.gains(l) {
		m.Role, m.Link, m.Gone = l.Role, l.No, 0
		_, err = t.exec("UPDATE member SET role = ?, link = ?, gone = 0 WHERE workspace = ? AND no = ?", l.Role, l.No, l.Workspace, m.No)
	}
	if !errors.Is(err, ErrNotFound) {
		return m, err
	}
	m = Member{Workspace: l.Workspace, Guest: guest, Role: l.Role, Seen: nowMs(), Link: l.No}
	var count int
	err = t.row([]any{&m.No, &count}, "SELECT coalesce(max(no), 0) + 1, count(*) FROM member WHERE workspace = ?", l.Workspace)
	if err != nil {
		return Member{}, err
	}
	if count >= s.opt.MembersMax {
		return Member{}, ErrMembersFull
	}
	err = t.row([]any{&m.Name, &m.Color}, "SELECT name, color FROM guest WHERE id = ? AND EXISTS (SELECT 1 FROM workspace WHERE id = ?)", guest, l.Workspace)
	if err != nil {
		return Member{}, err
	}
	if m.Name == "" {
		m.Name = fmt.Sprintf("Guest %d", m.No)
	}
	if m.Color == "" {
		m.Color = colors[int(m.No-1)%len(colors)]
	}
	_, err = t.exec("INSERT INTO member (workspace, no, guest, name, color, role, seen, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		m.Workspace, m.No, m.Guest, m.Name, m.Color, m.Role, m.Seen, m.Link)
	return m, err
}

// Members returns the members of a workspace by number. Delayed saves of their
// names are written first, if they can be.
func (s *Store) Members(ctx context.Context, workspace int64) ([]Member, error) {
	if err := s.Flush(ctx); err != nil {
		s.opt.Log.Error("names may be old", "workspace", workspace, "err", err)
	}
	var list []Member
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		m := Member{Workspace: workspace}
		err := rows.Scan(append(m.fields(), &m.Program)...)
		list = append(list, m)
		return err
	}, `SELECT no, guest, name, color, role, seen, link, removed, gone, guest IN (SELECT guest FROM agent WHERE workspace = ?1)
		FROM member WHERE workspace = ?1 ORDER BY no`, workspace)
	if err != nil {
		return nil, fmt.Errorf("read members of workspace %d: %w", workspace, err)
	}
	return list, nil
}

// SetName saves a member's name with delay, and gives it to the guest too, who
// brings it to the next workspace. The caller has bounded its length.
func (s *Store) SetName(m Member, name string) error {
	return s.saveLater(laterKey{"name", m.Workspace, int64(m.No)}, func(t *tx) error {
		if _, err := t.exec("UPDATE member SET name = ? WHERE workspace = ? AND no = ?", name, m.Workspace, m.No); err != nil {
			return err
		}
		_, err := t.exec("UPDATE guest SET name = ? WHERE id = ?", name, m.Guest)
		return err
	})
}

// SetColor saves a member's colour, #rrggbb, with delay, and gives it to the
// guest like a name.
func (s *Store) SetColor(m Member, color string) error {
	return s.saveLater(laterKey{"color", m.Workspace, int64(m.No)}, func(t *tx) error {
		if _, err := t.exec("UPDATE member SET color = ? WHERE workspace = ? AND no = ?", color, m.Workspace, m.No); err != nil {
			return err
		}
		_, err := t.exec("UPDATE guest SET color = ? WHERE id = ?", color, m.Guest)
		return err
	})
}

// SetSeen saves, with delay, when a member was there last, in ms.
func (s *Store) SetSeen(m Member, at int64) error {
	return s.saveLater(laterKey{"seen", m.Workspace, int64(m.No)}, func(t *tx) error {
		_, err := t.exec("UPDATE member SET seen = max(seen, ?) WHERE workspace = ? AND no = ?", at, m.Workspace, m.No)
		return err
	})
}
