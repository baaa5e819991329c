package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"easel.example/core"
)

func TestWorkspace(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	w, token, err := s.CreateWorkspace(ctx, "Studio", 800, 600)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Workspace(ctx, w.ID); err != nil || got != w || got.Title != "Studio" || got.LivePiece != 1 || got.Created == 0 {
		t.Errorf("workspace got %v, %v, want %v", got, err, w)
	}
	if p, err := s.Piece(ctx, PieceKey{w.ID, 1}); err != nil || p.Width != 800 || p.Height != 600 || p.Number != 1 || p.Created == 0 {
		t.Errorf("piece got %v, %v", p, err)
	}
	if l, err := s.ResolveLink(ctx, token); err != nil || l.Workspace != w.ID || l.Role != core.Owner {
		t.Errorf("owner link got %v, %v", l, err)
	}
	if _, err := s.Workspace(ctx, w.ID+1); !errors.Is(err, ErrNotFound) {
		t.Errorf("no workspace got %v, want ErrNotFound", err)
	}
	if _, err := s.Piece(ctx, PieceKey{w.ID, 2}); !errors.Is(err, ErrNotFound) {
		t.Errorf("no piece got %v, want ErrNotFound", err)
	}
}

func TestLinks(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{LinksMax: 3})
	ctx := t.Context()
	w, owner, err := s.CreateWorkspace(ctx, "", DefaultWidth, DefaultHeight)
	if err != nil {
		t.Fatal(err)
	}
	_, painter, err := s.CreateLink(ctx, w.ID, core.Painter, "for the class")
	if err != nil {
		t.Fatal(err)
	}
	_, viewer, err := s.CreateLink(ctx, w.ID, core.Viewer, "")
	if err != nil {
		t.Fatal(err)
	}
	for token, role := range map[string]core.Role{owner: core.Owner, painter: core.Painter, viewer: core.Viewer} {
		if l, err := s.ResolveLink(ctx, token); err != nil || l.Role != role || l.Workspace != w.ID {
			t.Errorf("link got %v, %v, want role %v", l, err, role)
		}
		if len(token) < 22 || strings.Trim(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			t.Errorf("token %q has less than 128 bits or needs escaping", token)
		}
	}
	if _, _, err := s.CreateLink(ctx, w.ID, core.Viewer, ""); !errors.Is(err, ErrLinksFull) {
		t.Errorf("fourth link got %v, want ErrLinksFull", err)
	}
	list, err := s.Links(ctx, w.ID)
	if err != nil || len(list) != 3 || list[0].Role != core.Owner || list[1].Name != "for the class" || list[2].No != 3 || list[2].Created == 0 {
		t.Errorf("links got %+v, %v", list, err)
	}
	for _, no := range []uint32{0, 4, 99} {
		if _, err := s.RevokeLink(ctx, w.ID, no); !errors.Is(err, ErrNotFound) {
			t.Errorf("revoke %d got %v, want ErrNotFound", no, err)
		}
	}
	if _, err := s.RevokeLink(ctx, w.ID, 1); !errors.Is(err, ErrLastOwnerLink) {
		t.Errorf("revoke the owner link got %v, want ErrLastOwnerLink", err)
	}
	if _, err := s.RevokeLink(ctx, w.ID, 3); err != nil {
		t.Error(err)
	}
	if _, err := s.RevokeLink(ctx, w.ID, 3); !errors.Is(err, ErrNotFound) {
		t.Errorf("revoked again got %v, want ErrNotFound", err)
	}
	for _, token := range []string{viewer, "", "x", strings.Repeat("x", 1000), painter + "A"} {
		if _, err := s.ResolveLink(ctx, token); !errors.Is(err, ErrNotFound) {
			t.Errorf("resolve %.40q got %v, want ErrNotFound", token, err)
		}
	}
	if l, _, err := s.CreateLink(ctx, w.ID, core.Viewer, ""); err != nil || l.No != 4 {
		t.Errorf("a link after one was revoked got %+v, %v, want number 4", l, err)
	}
	if _, _, err := s.CreateLink(ctx, 99, core.Viewer, ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("link to no workspace got %v, want ErrNotFound", err)
	}
}

// A role goes with the link that gave it, and a member who was removed does not
// come in by any.
func TestRevokeAndRemove(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	w, _, err := s.CreateWorkspace(ctx, "", DefaultWidth, DefaultHeight)
	if err != nil {
		t.Fatal(err)
	}
	var links []Link
	for _, role := range []core.Role{core.Painter, core.Viewer, core.Painter} {
		l, _, err := s.CreateLink(ctx, w.ID, role, "")
		if err != nil {
			t.Fatal(err)
		}
		links = append(links, l)
	}
	enter := func(guest int64, l Link, role core.Role, no uint32) {
		t.Helper()
		if m, err := s.Enter(ctx, l, guest); err != nil || m.Role != role || m.Link != no {
			t.Errorf("by link %d got %+v, %v, want role %v by link %d", l.No, m, err, role, no)
		}
	}
	one, two := newGuest(t, s), newGuest(t, s)
	enter(one, links[0], core.Painter, 2)
	enter(one, links[1], core.Painter, 2)
	enter(two, links[2], core.Painter, 4)
	if nos, err := s.RevokeLink(ctx, w.ID, links[0].No); err != nil || !slices.Equal(nos, []uint32{1}) {
		t.Errorf("revoking took the role of %v, %v, want member 1", nos, err)
	}
	if _, err := s.Enter(ctx, links[0], newGuest(t, s)); !errors.Is(err, ErrNotFound) {
		t.Errorf("by a link revoked since it was looked up: %v, want ErrNotFound", err)
	}
	if _, err := s.Enter(ctx, links[0], one); !errors.Is(err, ErrNotFound) {
		t.Errorf("a member by that link: %v, want ErrNotFound", err)
	}
	enter(one, links[1], core.Viewer, 3)
	enter(two, links[1], core.Painter, 4)
	enter(one, links[2], core.Painter, 4)
	if err := s.SetRemoved(ctx, w.ID, 2, true); err != nil {
		t.Fatal(err)
	}
	for _, l := range links[1:] {
		if _, err := s.Enter(ctx, l, two); !errors.Is(err, ErrRemoved) {
			t.Errorf("who was removed got %v by link %d, want ErrRemoved", err, l.No)
		}
	}
	if err := s.SetRemoved(ctx, w.ID, 2, false); err != nil {
		t.Fatal(err)
	}
	enter(two, links[1], core.Painter, 4)
	if err := s.SetRemoved(ctx, w.ID, 3, true); !errors.Is(err, ErrNotFound) {
		t.Errorf("removing nobody got %v, want ErrNotFound", err)
	}
}

func newGuest(t *testing.T, s *Store) int64 {
	t.Helper()
	g, _, err := s.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return g.ID
}

// Rule H4: who reads the folder's database has no secret that works.
func TestSecretsAreNotStored(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	_, token, err := s.CreateWorkspace(t.Context(), "findable title", DefaultWidth, DefaultHeight)
	if err != nil {
		t.Fatal(err)
	}
	_, secret, err := s.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	b, err := os.ReadFile(filepath.Join(dir, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), "findable title") {
		t.Fatal("the database does not have what it should: this test sees nothing")
	}
	for _, s := range []string{token, secret} {
		if strings.Contains(string(b), s) {
			t.Errorf("the database has the secret %s", s)
		}
	}
}

func TestFirstWorkspace(t *testing.T) {
	dir := t.TempDir()
	if _, err := OwnerToken(dir); err == nil || !strings.Contains(err.Error(), "start the server") {
		t.Errorf("owner token of an empty folder got %v", err)
	}
	s := openStore(t, dir, Options{})
	ctx := t.Context()
	w, token, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := s.Piece(ctx, PieceKey{w.ID, w.LivePiece}); err != nil || p.Width != 1600 || p.Height != 1200 {
		t.Errorf("first piece got %v, %v, want 1600×1200", p, err)
	}
	again, same, err := s.FirstWorkspace(ctx)
	if err != nil || again != w || same != token {
		t.Errorf("asked again got %v, %v, want the same", again, err)
	}
	if got, err := OwnerToken(dir); err != nil || got != token {
		t.Errorf("owner token got %v, want what was given", err)
	}
	// A lost file and a revoked link each lead to a new link that works.
	for _, lose := range []func() error{
		func() error { return os.Remove(filepath.Join(dir, ownerLinkName)) },
		func() error {
			l, err := s.ResolveLink(ctx, token)
			if _, _, err2 := s.CreateLink(ctx, w.ID, core.Owner, ""); err == nil {
				err = err2
			}
			if err == nil {
				_, err = s.RevokeLink(ctx, w.ID, l.No)
			}
			return err
		},
	} {
		if err := lose(); err != nil {
			t.Fatal(err)
		}
		_, fresh, err := s.FirstWorkspace(ctx)
		if err != nil || fresh == token {
			t.Fatalf("no new link: %v", err)
		}
		if got, err := OwnerToken(dir); err != nil || got != fresh {
			t.Errorf("owner token is not the new one: %v", err)
		}
		if l, err := s.ResolveLink(ctx, fresh); err != nil || l.Role != core.Owner || l.Workspace != w.ID {
			t.Errorf("new link got %v, %v", l, err)
		}
		token = fresh
	}
	if list, err := filepath.Glob(filepath.Join(dir, ownerLinkName+"-*")); err != nil || len(list) != 0 {
		t.Errorf("left over: %v, %v", list, err)
	}
}

func TestClaimFirst(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	_, token, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if claimed, err := s.Claimed(ctx); err != nil || claimed {
		t.Errorf("claimed got %v, %v, want false", claimed, err)
	}
	var winners []int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for guest := int64(1); guest <= 8; guest++ {
		wg.Go(func() {
			got, ok, err := s.ClaimFirst(ctx, guest)
			mu.Lock()
			defer mu.Unlock()
			if ok && got == token && err == nil {
				winners = append(winners, guest)
			} else if ok || got != "" || err != nil {
				t.Errorf("guest %d got %v, %v", guest, ok, err)
			}
		})
	}
	wg.Wait()
	if len(winners) != 1 {
		t.Fatalf("%v own the first workspace, want one guest", winners)
	}
	for guest := int64(1); guest <= 8; guest++ {
		if _, ok, err := s.ClaimFirst(ctx, guest); err != nil || ok != (guest == winners[0]) {
			t.Errorf("guest %d asks again and got %v, %v", guest, ok, err)
		}
	}
	if claimed, err := s.Claimed(ctx); err != nil || !claimed {
		t.Errorf("claimed got %v, %v, want true", claimed, err)
	}
}

// Who came by the owner link owns the workspace: no first visitor after that.
func TestClaimAfterOwnerLink(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	w, _, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	owner, _, err := s.NewGuest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Enter(ctx, Link{Workspace: w.ID, Role: core.Owner}, owner.ID); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := s.ClaimFirst(ctx, owner.ID+1); ok || err != nil {
		t.Errorf("a stranger got %v, %v, want no", ok, err)
	}
	if _, ok, err := s.ClaimFirst(ctx, owner.ID); !ok || err != nil {
		t.Errorf("the owner got %v, %v, want yes", ok, err)
	}
}

func TestMembers(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{MembersMax: 3})
	ctx := t.Context()
	k := newPiece(t, s)
	var guests [4]Guest
	for i := range guests {
		g, secret, err := s.NewGuest(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := s.ResolveGuest(ctx, secret); err != nil || got != g {
			t.Errorf("guest got %v, %v, want %v", got, err, g)
		}
		guests[i] = g
	}
	if _, err := s.ResolveGuest(ctx, "nobody"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no guest got %v, want ErrNotFound", err)
	}
	for i, g := range guests[:3] {
		m, err := s.Enter(ctx, Link{Workspace: k.Workspace, Role: core.Painter}, g.ID)
		if err != nil || m.No != uint32(i+1) || m.Name != fmt.Sprintf("Guest %d", i+1) || m.Role != core.Painter || m.Color != colors[i] {
			t.Errorf("member got %v, %v", m, err)
		}
		if again, err := s.Enter(ctx, Link{Workspace: k.Workspace, Role: core.Viewer}, g.ID); err != nil || again != m {
			t.Errorf("member again got %v, %v, want %v", again, err, m)
		}
	}
	if _, err := s.Enter(ctx, Link{Workspace: k.Workspace, Role: core.Painter}, guests[3].ID); !errors.Is(err, ErrMembersFull) {
		t.Errorf("fourth member got %v, want ErrMembersFull", err)
	}
	if m, err := s.Enter(ctx, Link{Workspace: k.Workspace, Role: core.Owner}, guests[0].ID); err != nil || m.Role != core.Owner || m.No != 1 {
		t.Errorf("by the owner link got %v, %v, want the owner's role", m, err)
	}
	if m, err := s.Enter(ctx, Link{Workspace: k.Workspace, Role: core.Viewer}, guests[0].ID); err != nil || m.Role != core.Owner {
		t.Errorf("by a viewer's link after that got %v, %v, want the owner's role", m, err)
	}
	other := newPiece(t, s)
	if _, err := s.Enter(ctx, Link{Workspace: other.Workspace, Role: core.Viewer}, 999); !errors.Is(err, ErrNotFound) {
		t.Errorf("no guest got %v, want ErrNotFound", err)
	}
	if _, err := s.Enter(ctx, Link{Workspace: 999, Role: core.Viewer}, guests[0].ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("no workspace got %v, want ErrNotFound", err)
	}
	m, err := s.Enter(ctx, Link{Workspace: k.Workspace, Role: core.Viewer}, guests[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SetName(m, "Bo"), s.SetName(m, "Béla"), s.SetColor(m, "#010203"), s.SetSeen(m, m.Seen+5), s.SetSeen(m, m.Seen+1)); err != nil {
		t.Fatal(err)
	}
	want := m
	want.Name, want.Color, want.Seen = "Béla", "#010203", m.Seen+1
	if list, err := s.Members(ctx, k.Workspace); err != nil || len(list) != 3 || list[1] != want {
		t.Errorf("members got %v, %v, want %v second", list, err, want)
	}
	if m, err := s.Enter(ctx, Link{Workspace: other.Workspace, Role: core.Viewer}, guests[1].ID); err != nil || m.Name != "Béla" {
		t.Errorf("in another workspace got %v, %v, want the name they gave", m, err)
	}
}

// Two tabs of one new guest become one member.
func TestMemberOnce(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	k := newPiece(t, s)
	g, _, err := s.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if m, err := s.Enter(t.Context(), Link{Workspace: k.Workspace, Role: core.Painter}, g.ID); err != nil || m.No != 1 {
				t.Errorf("got %v, %v, want member 1", m, err)
			}
		})
	}
	wg.Wait()
}
