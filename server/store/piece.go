package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"easel.example/core"
)

// A Piece is what is known of a piece besides its log.
type Piece struct {
	Number        uint32
	Width, Height int32 // px
	Style         core.Style
	Created       int64 // ms
	Title         string
	Strokes       int64 // when it gave way to the next
	Deleted       int64 // ms; 0 = it is in the gallery
}

const selectPiece = "SELECT number, width, height, style, created, title, strokes, deleted FROM piece WHERE workspace = ? "

func (p *Piece) fields() []any {
	return []any{&p.Number, &p.Width, &p.Height, &p.Style, &p.Created, &p.Title, &p.Strokes, &p.Deleted}
}

// Piece returns the piece under that key, or ErrNotFound.
func (s *Store) Piece(ctx context.Context, k PieceKey) (Piece, error) {
	var p Piece
	if err := s.r.row(ctx, p.fields(), selectPiece+"AND number = ?", k.Workspace, k.Piece); err != nil {
		return Piece{}, fmt.Errorf("read piece %v: %w", k, err)
	}
	return p, nil
}

// Pieces returns up to n pieces of a gallery with numbers below before, the
// newest first, without deleted ones.
func (s *Store) Pieces(ctx context.Context, workspace int64, before uint32, n int) ([]Piece, error) {
	list := []Piece{}
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var p Piece
		err := rows.Scan(p.fields()...)
		list = append(list, p)
		return err
	}, selectPiece+"AND number < ? AND deleted = 0 ORDER BY number DESC LIMIT ?", workspace, before, n)
	if err != nil {
		return nil, fmt.Errorf("list pieces of workspace %d: %w", workspace, err)
	}
	return list, nil
}

// NewPiece begins a workspace's next piece, which is the live one from then on,
// and returns its number. strokes is how many the one before has. The caller has
// checked the sides and the style, and that all that was drawn before is stored. A number that
// any table has is not used again, whatever became of the others.
func (s *Store) NewPiece(ctx context.Context, workspace int64, width, height int32, style core.Style, strokes int64) (number uint32, err error) {
	err = s.write(ctx, func(t *tx) error {
		var err error
		if number, err = s.addPiece(t, workspace, width, height, style, 0); err != nil {
			return err
		}
		return giveWay(t, PieceKey{workspace, number}, strokes)
	})
	if err != nil {
		return 0, fmt.Errorf("begin a piece in workspace %d: %w", workspace, err)
	}
	return number, nil
}

// addPiece adds a piece that is not the live one yet.
func (s *Store) addPiece(t *tx, workspace int64, width, height int32, style core.Style, deleted int64) (number uint32, err error) {
	var count int
	err = t.row([]any{&count, &number}, `SELECT (SELECT count(*) FROM piece WHERE workspace = ?1),
		1 + max(live_piece,
			(SELECT coalesce(max(number), 0) FROM piece WHERE workspace = ?1),
			(SELECT coalesce(max(piece), 0) FROM entry WHERE workspace = ?1),
			(SELECT coalesce(max(piece), 0) FROM snapshot WHERE workspace = ?1),
			(SELECT coalesce(max(piece), 0) FROM epoch WHERE workspace = ?1))
		FROM workspace WHERE id = ?1`, workspace)
	if err != nil {
		return 0, err
	}
	if count >= s.opt.PiecesMax {
		return 0, ErrPiecesFull
	}
	_, err = t.exec("INSERT INTO piece (workspace, number, width, height, style, created, deleted) VALUES (?, ?, ?, ?, ?, ?, ?)", workspace, number, width, height, style, nowMs(), deleted)
	return number, err
}

// giveWay makes a piece the live one. strokes is how many the one before has.
func giveWay(t *tx, k PieceKey, strokes int64) error {
	_, err := t.exec("UPDATE piece SET strokes = ?1 WHERE workspace = ?2 AND number = (SELECT live_piece FROM workspace WHERE id = ?2)", strokes, k.Workspace)
	if err != nil {
		return err
	}
	if _, err = t.exec("UPDATE piece SET deleted = 0 WHERE workspace = ? AND number = ?", k.Workspace, k.Piece); err != nil {
		return err
	}
	_, err = t.exec("UPDATE workspace SET live_piece = ? WHERE id = ?", k.Piece, k.Workspace)
	return err
}

// SetTitle saves a piece's title. It returns ErrNotFound if there is no such
// piece. The caller has bounded its length.
func (s *Store) SetTitle(ctx context.Context, k PieceKey, title string) error {
	return s.changePiece(ctx, k, "title", title)
}

// SetDeleted takes a piece out of the gallery or puts it back; nothing of it is
// lost. The live piece stays: ErrLivePiece.
func (s *Store) SetDeleted(ctx context.Context, k PieceKey, deleted bool) error {
	if !deleted {
		return s.changePiece(ctx, k, "deleted", 0)
	}
	w, err := s.Workspace(ctx, k.Workspace)
	if err == nil && w.LivePiece == k.Piece {
		err = ErrLivePiece // a piece that was live once never is again
	}
	if err != nil {
		return err
	}
	return s.changePiece(ctx, k, "deleted", nowMs())
}

func (s *Store) changePiece(ctx context.Context, k PieceKey, column string, value any) error {
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec("UPDATE piece SET "+column+" = ? WHERE workspace = ? AND number = ?", value, k.Workspace, k.Piece)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("change piece %v: %w", k, err)
	}
	return nil
}

// Thumb returns the small picture of a piece that is no longer painted on; false
// if there is none yet.
func (s *Store) Thumb(ctx context.Context, k PieceKey) (png []byte, ok bool, err error) {
	err = s.r.row(ctx, []any{&png}, "SELECT png FROM thumb WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece)
	if errors.Is(err, ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read thumb of piece %v: %w", k, err)
	}
	return png, true, nil
}

// SetThumb stores the small picture of a piece.
func (s *Store) SetThumb(ctx context.Context, k PieceKey, png []byte) error {
	err := s.write(ctx, func(t *tx) error {
		_, err := t.exec("INSERT OR REPLACE INTO thumb (workspace, piece, png) VALUES (?, ?, ?)", k.Workspace, k.Piece, png)
		return err
	})
	if err != nil {
		return fmt.Errorf("store thumb of piece %v: %w", k, err)
	}
	return nil
}
