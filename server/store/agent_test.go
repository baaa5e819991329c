package store

import (
	"errors"
	"testing"

	"easel.example/core"
)

// TestAgents: a program is the same member again after a restart, is known by link and name, and what
// could not become a member leaves nothing.
func TestAgents(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{MembersMax: 2})
	ctx := t.Context()
	ws, _, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	l, _, err := s.CreateLink(ctx, ws.ID, core.Painter, "")
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := s.CreateLink(ctx, ws.ID, core.Painter, "")
	if err != nil {
		t.Fatal(err)
	}
	const replica = 1<<63 + 5
	a, err := s.NewAgent(ctx, l, "claude", replica)
	if err != nil || a.Name != "claude" || a.Role != core.Painter || a.No != 1 {
		t.Fatalf("it is %+v, %v", a, err)
	}
	b, err := s.NewAgent(ctx, l, "claude", 7)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetSeen(b.Member, nowMs()+1000); err != nil {
		t.Fatal(err)
	}
	if _, err := s.NewAgent(ctx, l, "third", 8); !errors.Is(err, ErrMembersFull) {
		t.Errorf("one past the limit: %v", err)
	}
	if err := s.SetRemoved(ctx, ws.ID, a.No, true); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, dir, Options{})
	list, err := s.Agents(ctx, l, "claude")
	if err != nil || len(list) != 2 || list[0].No != b.No || list[1].No != a.No || list[1].Replica != replica || list[1].Removed == 0 || list[1].Guest != a.Guest {
		t.Errorf("the agents are %+v, %v", list, err)
	}
	owners, _, err := s.FirstWorkspace(ctx)
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := s.NewGuest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Enter(ctx, l, g.ID); err != nil {
		t.Fatal(err)
	}
	members, err := s.Members(ctx, owners.ID)
	if err != nil || len(members) != 3 || !members[0].Program || !members[1].Program || members[2].Program {
		t.Errorf("the members are %+v, %v, want two programs and a person", members, err)
	}
	for _, q := range []struct {
		l    Link
		name string
	}{{l, "third"}, {l, "Claude"}, {other, "claude"}} {
		if list, err := s.Agents(ctx, q.l, q.name); err != nil || len(list) > 0 {
			t.Errorf("by link %d as %q there are %+v, %v", q.l.No, q.name, list, err)
		}
	}
	if _, err := s.RevokeLink(ctx, ws.ID, l.No); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Agents(ctx, l, "claude"); err != nil || len(list) > 0 {
		t.Errorf("of a revoked link are left %+v, %v", list, err)
	}
	if _, err := s.NewAgent(ctx, l, "late", 9); !errors.Is(err, ErrNotFound) {
		t.Errorf("by a revoked link: %v", err)
	}
}
