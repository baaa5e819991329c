package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
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
	Role      core.Role
	Created   int64 // ms
}

// CreateLink makes a link into a workspace and returns its token, which cannot
// be had again: only its hash is stored. It returns ErrLinksFull past the bound.
func (s *Store) CreateLink(ctx context.Context, workspace int64, role core.Role) (token string, err error) {
	token = newSecret()
	err = s.write(ctx, func(t *tx) error { return s.addLink(t, workspace, role, token) })
	if err != nil {
		return "", fmt.Errorf("create link to workspace %d: %w", workspace, err)
	}
	return token, nil
}

func (s *Store) addLink(t *tx, workspace int64, role core.Role, token string) error {
	var exists, links int
	err := t.row([]any{&exists, &links}, `SELECT (SELECT count(*) FROM workspace WHERE id = ?1),
		(SELECT count(*) FROM link WHERE workspace = ?1 AND revoked = 0)`, workspace)
	if err != nil {
		return err
	}
	if exists == 0 {
		return ErrNotFound
	}
	if links >= s.opt.LinksMax {
		return ErrLinksFull
	}
	_, err = t.exec("INSERT INTO link (hash, workspace, role, created, revoked) VALUES (?, ?, ?, ?, 0)", hashSecret(token), workspace, role, nowMs())
	return err
}

// ResolveLink returns the link with that token, or ErrNotFound if there is
// none or it is revoked.
func (s *Store) ResolveLink(ctx context.Context, token string) (Link, error) {
	var l Link
	err := s.r.row(ctx, []any{&l.Workspace, &l.Role, &l.Created},
		"SELECT workspace, role, created FROM link WHERE hash = ? AND revoked = 0", hashSecret(token))
	if err != nil {
		return Link{}, fmt.Errorf("resolve link: %w", err)
	}
	return l, nil
}

// RevokeLink ends a link. It returns ErrNotFound if there is no such link.
func (s *Store) RevokeLink(ctx context.Context, token string) error {
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec("UPDATE link SET revoked = ? WHERE hash = ? AND revoked = 0", nowMs(), hashSecret(token))
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("revoke link: %w", err)
	}
	return nil
}
