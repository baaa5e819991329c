package store

import (
	"context"
	"database/sql"
	"fmt"
)

// An Agent is a member that is somebody's program. It has no cookie: whoever comes by its link
// under its name is it.
type Agent struct {
	Member
	Replica uint64 // that it draws as
}

// Agents returns who has come by link l as a program of that name, who was there last first:
// removed ones, too, so that they are known again.
func (s *Store) Agents(ctx context.Context, l Link, name string) ([]Agent, error) {
	var list []Agent
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		a := Agent{Member: Member{Workspace: l.Workspace}}
		var replica int64
		err := rows.Scan(append(a.fields(), &replica)...)
		a.Replica = uint64(replica)
		list = append(list, a)
		return err
	}, `SELECT m.no, m.guest, m.name, m.color, m.role, m.seen, m.link, m.removed, m.gone, agent.replica
		FROM agent JOIN member AS m ON m.workspace = agent.workspace AND m.guest = agent.guest
		WHERE agent.workspace = ? AND agent.link = ? AND agent.name = ? ORDER BY m.seen DESC, m.no`, l.Workspace, l.No, name)
	if err != nil {
		return nil, fmt.Errorf("read agents of workspace %d: %w", l.Workspace, err)
	}
	return list, nil
}

// NewAgent makes a program a member, by link l and under a name, which the caller has bounded.
// It returns ErrMembersFull if there is no room, and ErrNotFound if the link is revoked.
func (s *Store) NewAgent(ctx context.Context, l Link, name string, replica uint64) (Agent, error) {
	a := Agent{Replica: replica}
	err := s.write(ctx, func(t *tx) error {
		var guest int64
		err := t.row([]any{&guest}, "INSERT INTO guest (hash, created, name) VALUES (?, ?, ?) RETURNING id", hashSecret(newSecret()), nowMs(), name)
		if err != nil {
			return err
		}
		if a.Member, err = s.enter(t, l, guest); err != nil {
			return err
		}
		_, err = t.exec("INSERT INTO agent (workspace, link, name, guest, replica) VALUES (?, ?, ?, ?, ?)", l.Workspace, l.No, name, guest, int64(replica))
		return err
	})
	if err != nil {
		return Agent{}, fmt.Errorf("make an agent a member of workspace %d: %w", l.Workspace, err)
	}
	return a, nil
}
