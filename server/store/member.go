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
}

// A Member is a guest in a workspace.
type Member struct {
	Workspace int64
	No        uint32 // from 1, in the order of coming
	Guest     int64
	Name      string
	Color     string // #rrggbb
	Role      core.Role
	Seen      int64 // ms, when they were there last; 0 = not known
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
	err := s.r.row(ctx, []any{&g.ID, &g.Created, &g.Name}, "SELECT id, created, name FROM guest WHERE hash = ?", hashSecret(secret))
	if err != nil {
		return Guest{}, fmt.Errorf("resolve guest: %w", err)
	}
	return g, nil
}

const selectMember = "SELECT no, guest, name, color, role, seen FROM member WHERE workspace = ? "

func (m *Member) fields() []any {
	return []any{&m.No, &m.Guest, &m.Name, &m.Color, &m.Role, &m.Seen}
}

// Member returns a guest as a member of a workspace, and makes them one with
// the next number if they are not. A member keeps the highest role that a link
// has given them. It returns ErrMembersFull if there is no room.
func (s *Store) Member(ctx context.Context, workspace, guest int64, role core.Role) (Member, error) {
	m := Member{Workspace: workspace}
	err := s.r.row(ctx, m.fields(), selectMember+"AND guest = ?", workspace, guest)
	if errors.Is(err, ErrNotFound) || err == nil && m.Role < role {
		err = s.write(ctx, func(t *tx) error {
			var err error
			m, err = s.enter(t, workspace, guest, role)
			return err
		})
	}
	if err != nil {
		return Member{}, fmt.Errorf("enter workspace %d: %w", workspace, err)
	}
	return m, nil
}

// enter is Member in the writer, where nobody comes between.
func (s *Store) enter(t *tx, workspace, guest int64, role core.Role) (Member, error) {
	m := Member{Workspace: workspace}
	err := t.row(m.fields(), selectMember+"AND guest = ?", workspace, guest)
	if err == nil && m.Role < role {
		m.Role = role
		_, err = t.exec("UPDATE member SET role = ? WHERE workspace = ? AND no = ?", role, workspace, m.No)
	}
	if !errors.Is(err, ErrNotFound) {
		return m, err
	}
	m = Member{Workspace: workspace, Guest: guest, Role: role, Seen: nowMs()}
	var count int
	err = t.row([]any{&m.No, &count}, "SELECT coalesce(max(no), 0) + 1, count(*) FROM member WHERE workspace = ?", workspace)
	if err != nil {
		return Member{}, err
	}
	if count >= s.opt.MembersMax {
		return Member{}, ErrMembersFull
	}
	err = t.row([]any{&m.Name}, "SELECT name FROM guest WHERE id = ? AND EXISTS (SELECT 1 FROM workspace WHERE id = ?)", guest, workspace)
	if err != nil {
		return Member{}, err
	}
	if m.Name == "" {
		m.Name = fmt.Sprintf("Guest %d", m.No)
	}
	m.Color = colors[int(m.No-1)%len(colors)]
	_, err = t.exec("INSERT INTO member (workspace, no, guest, name, color, role, seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
		m.Workspace, m.No, m.Guest, m.Name, m.Color, m.Role, m.Seen)
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
		err := rows.Scan(m.fields()...)
		list = append(list, m)
		return err
	}, selectMember+"ORDER BY no", workspace)
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

// SetColor saves a member's colour, #rrggbb, with delay.
func (s *Store) SetColor(m Member, color string) error {
	return s.saveLater(laterKey{"color", m.Workspace, int64(m.No)}, func(t *tx) error {
		_, err := t.exec("UPDATE member SET color = ? WHERE workspace = ? AND no = ?", color, m.Workspace, m.No)
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
