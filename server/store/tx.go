package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// A tx is the writer's connection, as its transactions see it. Statements are
// prepared at their first use and kept: all their texts are constants of this
// package. They run without a context, because a write that was begun is not
// given up halfway.
type tx struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func (t *tx) stmt(query string) (*sql.Stmt, error) {
	if st := t.stmts[query]; st != nil {
		return st, nil
	}
	st, err := t.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	t.stmts[query] = st
	return st, nil
}

// exec runs a statement and returns how many rows it changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	st, err := t.stmt(query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// row runs a query and scans its first row into dest. It returns ErrNotFound
// if there is none.
func (t *tx) row(dest []any, query string, args ...any) error {
	st, err := t.stmt(query)
	if err != nil {
		return err
	}
	return found(st.QueryRowContext(context.Background(), args...).Scan(dest...))
}

// transaction runs fn and commits. When it returns an error nothing of fn is
// visible; before runs just ahead of the commit and may fail it.
// each calls scan for every row of a query, until it returns an error.
func (t *tx) each(scan func(*sql.Rows) error, query string, args ...any) error {
	st, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := st.Query(args...)
	if err != nil {
		return explain(err)
	}
	return explain(scanAll(rows, scan))
}

func (t *tx) transaction(fn func(*tx) error, before func() error) error {
	if _, err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return explain(err)
	}
	err := fn(t)
	if err == nil && before != nil {
		err = before()
	}
	if err == nil {
		_, err = t.exec("COMMIT")
	}
	if err != nil {
		// Where SQLite has rolled back by itself, as on a full disk, this one
		// fails and says so; there is nothing left to undo then.
		_, _ = t.exec("ROLLBACK")
	}
	return explain(err)
}

func (t *tx) close() error {
	var errs []error
	for _, st := range t.stmts {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, t.conn.Close())...)
}

// A reader is the connections that read, with their prepared statements.
type reader struct {
	db *sql.DB

	mu    sync.Mutex
	stmts map[string]*sql.Stmt
}

func (r *reader) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	r.mu.Lock()
	st := r.stmts[query]
	r.mu.Unlock()
	if st != nil {
		return st, nil
	}
	st, err := r.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, explain(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if first := r.stmts[query]; first != nil {
		return first, st.Close() // another reader was faster
	}
	r.stmts[query] = st
	return st, nil
}

// row scans the first row of a query into dest; ErrNotFound if there is none.
func (r *reader) row(ctx context.Context, dest []any, query string, args ...any) error {
	st, err := r.stmt(ctx, query)
	if err != nil {
		return err
	}
	return explain(found(st.QueryRowContext(ctx, args...).Scan(dest...)))
}

// each calls scan for every row of a query, until it returns an error.
func (r *reader) each(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	st, err := r.stmt(ctx, query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return explain(err)
	}
	return explain(scanAll(rows, scan))
}

func (r *reader) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var errs []error
	for _, st := range r.stmts {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, r.db.Close())...)
}

func scanAll(rows *sql.Rows, scan func(*sql.Rows) error) error {
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// found turns the standard library's word for no row into this package's.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
