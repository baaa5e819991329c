package store

import (
	"errors"
	"slices"
	"testing"

	"easel.example/core"
)

// numbers returns the ids of a guest's workspaces, in the order of their list.
func numbers(t *testing.T, s *Store, guest int64) (ids []int64) {
	t.Helper()
	if err := s.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := s.Spaces(t.Context(), guest)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestMakeWorkspace(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{MakerMax: 2, SpacesMax: 4})
	ctx := t.Context()
	first, token, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	one, two := newGuest(t, s), newGuest(t, s)
	if _, _, err := s.MakeWorkspace(ctx, one, "", true); !errors.Is(err, ErrNotOwner) {
		t.Errorf("who owns nothing got %v, want ErrNotOwner", err)
	}
	owners, err := s.ResolveLink(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.Enter(ctx, owners, one)
	if err != nil {
		t.Fatal(err)
	}
	w, made, err := s.MakeWorkspace(ctx, one, "Attic", true)
	if err != nil {
		t.Fatal(err)
	}
	if l, err := s.ResolveLink(ctx, made); err != nil || l.Workspace != w.ID || l.Role != core.Owner {
		t.Errorf("its owner link is %+v, %v", l, err)
	}
	if m, err := s.Member(ctx, w.ID, one); err != nil || m.No != 1 || m.Role != core.Owner || m.Link != 1 {
		t.Errorf("its maker is %+v, %v", m, err)
	}
	if err := s.SetSeen(m, m.Seen+10_000); err != nil {
		t.Fatal(err)
	}
	if got := numbers(t, s, one); !slices.Equal(got, []int64{first.ID, w.ID}) {
		t.Errorf("their workspaces are %v, want where they were last first", got)
	}
	if list, err := s.Spaces(ctx, one); err != nil || list[1].Title != "Attic" || list[1].LivePiece != 1 || list[1].Role != core.Owner || !list[1].Alone {
		t.Errorf("the list is %+v, %v", list, err)
	}
	if err := s.NameWorkspace(ctx, w.ID, "Cellar"); err != nil {
		t.Error(err)
	}
	if got, err := s.Workspace(ctx, w.ID); err != nil || got.Title != "Cellar" {
		t.Errorf("renamed, it is %+v, %v", got, err)
	}
	// Limits at and past: two a maker, also when they have left one; four in all.
	if _, err := s.Leave(ctx, w.ID, one); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.MakeWorkspace(ctx, one, "", true); err != nil {
		t.Errorf("the second of a maker got %v", err)
	}
	if _, _, err := s.MakeWorkspace(ctx, one, "", true); !errors.Is(err, ErrMakerFull) {
		t.Errorf("the third of a maker got %v, want ErrMakerFull", err)
	}
	if _, _, err := s.MakeWorkspace(ctx, two, "", false); err != nil {
		t.Errorf("the fourth of all got %v", err)
	}
	if _, _, err := s.MakeWorkspace(ctx, two, "", false); !errors.Is(err, ErrWorkspacesFull) {
		t.Errorf("the fifth of all got %v, want ErrWorkspacesFull", err)
	}
}

// A member comes in without a link for as long as the one that gave them their
// role holds, and nobody else does.
func TestWay(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	w, _, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	l, token, err := s.CreateLink(ctx, w.ID, core.Painter, "")
	if err != nil {
		t.Fatal(err)
	}
	v, viewers, err := s.CreateLink(ctx, w.ID, core.Viewer, "")
	if err != nil {
		t.Fatal(err)
	}
	one, two := newGuest(t, s), newGuest(t, s)
	for _, by := range []Link{v, l} {
		if _, err := s.Enter(ctx, by, one); err != nil {
			t.Fatal(err)
		}
	}
	want := func(what string, guest int64, no uint32, role core.Role) {
		t.Helper()
		got, err := s.Way(ctx, MemberToken(w.ID), guest)
		if no == 0 && !errors.Is(err, ErrNotFound) || no != 0 && (err != nil || got.No != no || got.Role != role || got.Workspace != w.ID) {
			t.Errorf("%s: came in by %+v, %v; want link %d as %v", what, got, err, no, role)
		}
		if listed := len(numbers(t, s, guest)) == 1; listed != (no != 0) {
			t.Errorf("%s: in their list is %v", what, listed)
		}
	}
	want("a member", one, l.No, core.Painter)
	want("a guest", two, 0, 0)
	want("nobody", 0, 0, 0)
	for _, token := range []string{"~", "~0", "~01", "~+1", "~-1", "~ 1", "~1 ", "~2", "~1.0", "~0x1", "~9223372036854775808", "~constructor", "~1~1", "1", ""} {
		if got, err := s.Way(ctx, token, one); !errors.Is(err, ErrNotFound) {
			t.Errorf("by %q came %+v, %v, want ErrNotFound", token, got, err)
		}
	}
	if got, err := s.Way(ctx, token, 0); err != nil || got != l {
		t.Errorf("by a link came %+v, %v", got, err)
	}
	if err := s.SetRemoved(ctx, w.ID, 1, true); err != nil {
		t.Fatal(err)
	}
	want("removed", one, 0, 0)
	if err := s.SetRemoved(ctx, w.ID, 1, false); err != nil {
		t.Fatal(err)
	}
	want("let in again", one, l.No, core.Painter)
	if _, err := s.RevokeLink(ctx, w.ID, l.No); err != nil {
		t.Fatal(err)
	}
	want("whose link was revoked", one, 0, 0)
	again, err := s.Way(ctx, viewers, one)
	if err == nil {
		_, err = s.Enter(ctx, again, one)
	}
	if err != nil {
		t.Fatal(err)
	}
	want("by the other link", one, v.No, core.Viewer)
}

func TestLeave(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	w, token, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	owners, err := s.ResolveLink(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	painters, _, err := s.CreateLink(ctx, w.ID, core.Painter, "")
	if err != nil {
		t.Fatal(err)
	}
	viewers, _, err := s.CreateLink(ctx, w.ID, core.Viewer, "")
	if err != nil {
		t.Fatal(err)
	}
	one, two, three := newGuest(t, s), newGuest(t, s), newGuest(t, s)
	enter := func(l Link, guest int64) Member {
		t.Helper()
		m, err := s.Enter(ctx, l, guest)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	leave := func(guest int64, no uint32, want error) {
		t.Helper()
		if got, err := s.Leave(ctx, w.ID, guest); !errors.Is(err, want) || got != no {
			t.Errorf("guest %d leaving got %d, %v, want %d, %v", guest, got, err, no, want)
		}
	}
	leave(three, 0, ErrNotFound)
	enter(owners, one)
	leave(one, 1, nil) // nobody else is there
	leave(one, 0, ErrNotFound)
	if err := s.Return(ctx, w.ID, one); err != nil {
		t.Error(err)
	}
	if err := s.Return(ctx, w.ID, one); !errors.Is(err, ErrNotFound) {
		t.Errorf("returning twice got %v, want ErrNotFound", err)
	}
	enter(painters, two)
	leave(one, 0, ErrLastOwner)
	leave(two, 2, nil)
	if m := enter(viewers, two); m.No != 2 || m.Role != core.Viewer || m.Link != viewers.No || m.Gone != 0 {
		t.Errorf("who left as a painter came back by another link as %+v", m)
	}
	enter(owners, two)
	leave(one, 1, nil)
	leave(two, 2, nil) // the last, again
	if err := s.SetRemoved(ctx, w.ID, 2, true); err != nil {
		t.Fatal(err)
	}
	if err := s.Return(ctx, w.ID, two); !errors.Is(err, ErrNotFound) {
		t.Errorf("who was removed returned: %v", err)
	}
	if _, err := s.Enter(ctx, owners, two); !errors.Is(err, ErrRemoved) {
		t.Errorf("leaving undid a removal: %v", err)
	}
	if _, err := s.RevokeLink(ctx, w.ID, painters.No); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := s.ClaimFirst(ctx, one); ok || err != nil {
		t.Errorf("who left the first workspace was given it again: %v, %v", ok, err)
	}
}

// Names and colours go with the guest to the next workspace.
func TestFaceGoesAlong(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	_, token, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.ResolveLink(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	one := newGuest(t, s)
	m, err := s.Enter(ctx, l, one)
	if err == nil {
		err = errors.Join(s.SetName(m, "Zoë"), s.SetColor(m, "#3f51b5"), s.Flush(ctx))
	}
	if err != nil {
		t.Fatal(err)
	}
	w, _, err := s.MakeWorkspace(ctx, one, "", false)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := s.Member(ctx, w.ID, one); err != nil || m.Name != "Zoë" || m.Color != "#3f51b5" {
		t.Errorf("in the next workspace they are %+v, %v", m, err)
	}
}
