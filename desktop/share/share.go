// Package share brings a piece of one's own to a workspace of a server, as a new piece there: as an Easel file,
// with all of its strokes at once, or, where the server does not take it so, stroke by stroke,
// by the same frames and limits as what a pen draws. Where a server lets people draw so many
// strokes a minute (rule L1) that takes its time; it tells why and how long, and can be stopped.
package share

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/guest"
	"easel.example/desktop/say"
)

// A Piece is what is shared.
type Piece struct {
	Width, Height int32
	Style         core.Style
	Strokes       []*core.Stroke // that are seen, in order
	Paper         bool           // its oldest strokes are pixels, which cannot be drawn again
	View          []byte         // as client.View made it; nil: it cannot go as a file
}

// Open returns the piece in what client.View made.
func Open(view []byte) (p Piece, err error) {
	var r wire.Reader
	frames, err := r.Frozen(view)
	if err != nil || len(frames) == 0 {
		return p, errNoPiece
	}
	m, err := r.Snapshot(frames[0])
	if err != nil {
		return p, err
	}
	piece, flat, err := snapshot.Open(m)
	if err != nil {
		return p, err
	}
	p.Width, p.Height = piece.Size()
	p.Style, p.Paper, p.View = piece.Style(), m.Parts > 0, view
	for _, s := range append(flat, piece.Strokes()...) {
		if s.Hidden == 0 && len(s.Points) > 0 {
			p.Strokes = append(p.Strokes, s)
		}
	}
	return p, nil
}

// A Progress is how far it is: so many strokes are there, and the next waits so long.
type Progress struct {
	Done, Of int
	Wait     time.Duration
	Why      string // sentences that say why it goes stroke by stroke, and how long that takes
}

// A Done is what is there in the end.
type Done struct {
	Strokes int
	Whole   bool // it went as a file: the paper is there, too
}

const (
	tick     = 20 * time.Millisecond
	joinWait = 30 * time.Second // until the workspace has answered
	chunk    = 100              // strokes that are placed at once
	inFlight = 400              // strokes on their way, or held back by the rate, beyond which no more are placed
)

// errs that people are told.
var (
	errNoPiece  = say.Sentence("There is no piece to share.")
	errNoAnswer = say.Sentence("The server does not answer. Nothing was shared.")
	errWatch    = say.Sentence("This link lets you watch. Ask for an owner's link, which lets you begin a piece.")
	errOwner    = say.Sentence("Only who owns a workspace can begin a piece in it. Ask for an owner's link, or share to a workspace of your own.")
	errFull     = say.Sentence("The piece has no room for more there.")
)

// A sharing is one run.
type sharing struct {
	to    app.Place
	c     *client.Client
	next  []byte
	ended error // the line will not come again
	why   string
}

func now() int64 { return time.Now().UnixMilli() }

// To shares p as a new piece of the workspace that to leads to, whose line it opens and closes. It returns how many
// strokes are there, also when it is stopped.
func To(ctx context.Context, to app.Place, replica uint64, title string, p Piece, told func(Progress)) (done Done, err error) {
	s := &sharing{to: to, c: client.New(client.Config{Replica: replica, Token: to.Token, Tiles: 1, Still: true})}
	defer to.Line.Close()
	to.Line.Open()
	if err := s.join(ctx); err != nil {
		return done, err
	}
	why, err := s.whole(ctx, p, title)
	if err != nil {
		return done, err
	}
	if why == "" {
		return Done{len(p.Strokes), true}, nil
	}
	s.why = slow(why, len(p.Strokes), s.c.Status(now()).LimitMax)
	if err := s.begin(ctx, app.NewPiece{Width: p.Width, Height: p.Height, Style: p.Style, Title: title}); err != nil {
		return done, err
	}
	done.Strokes, err = s.place(ctx, p.Strokes, told)
	return done, err
}

// join waits until the workspace is there, and says whether one may begin a piece.
func (s *sharing) join(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, joinWait, errNoAnswer)
	defer cancel()
	if err := s.until(ctx, func(st client.Status) bool { return st.Phase == client.Live }); err != nil {
		return err
	}
	switch role := s.c.Status(now()).Role; {
	case !role.Draws():
		return errWatch
	case role != core.Owner:
		return errOwner
	}
	return nil
}

// begin begins a new piece, and waits until it is there.
func (s *sharing) begin(ctx context.Context, p app.NewPiece) error {
	was := s.c.Status(now()).Piece
	made := make(chan error, 1)
	go func() { made <- s.to.Host.NewPiece(ctx, p) }()
	limited, cancel := context.WithTimeoutCause(ctx, joinWait, errNoAnswer)
	defer cancel()
	err := s.until(limited, func(st client.Status) bool { return st.Piece != was && st.Phase == client.Live || len(made) > 0 })
	if err2 := <-made; err2 != nil {
		return err2
	}
	if err == nil {
		err = s.until(limited, func(st client.Status) bool { return st.Piece != was && st.Phase == client.Live })
	}
	return err
}

// place places the strokes, as the rate lets them through.
func (s *sharing) place(ctx context.Context, list []*core.Stroke, told func(Progress)) (done int, err error) {
	placed, skipped := 0, 0
	piece := s.c.Status(now()).Piece
	count := func(st client.Status) {
		waits := st.Waiting
		if r := s.c.Replica(); r != nil {
			waits += r.Begins()
		}
		done = max(placed-skipped-waits, 0)
	}
	err = s.until(ctx, func(st client.Status) bool {
		if st.Piece != piece {
			s.ended = say.Sentence("Somebody has begun another piece there meanwhile.")
			return true
		}
		for placed < len(list) && st.Phase == client.Live && st.Waiting+s.c.Replica().Begins() < inFlight {
			part := list[placed:min(placed+chunk, len(list))]
			p := s.c.Place(part, now())
			if p.Why == core.Full {
				s.ended = errFull
				return true
			}
			if p.Why == 0 { // what is left is more than a piece takes of one stroke
				placed, skipped = placed+len(part), skipped+p.Left
			} else {
				placed += p.Drawn
				break
			}
			st = s.c.Status(now())
		}
		count(st)
		if told != nil {
			told(Progress{done, len(list), time.Duration(st.WaitMs) * time.Millisecond, s.why})
		}
		return placed == len(list) && s.c.Settled()
	})
	count(s.c.Status(now()))
	return done, errors.Join(err, s.ended)
}

// until drives the client until is returns true.
func (s *sharing) until(ctx context.Context, is func(client.Status) bool) error {
	t := time.NewTicker(tick)
	defer t.Stop()
	for {
		select {
		case e := <-s.to.Line.Events():
			s.hear(e)
		case <-t.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if s.c.Tick(now())&client.TodoReopen != 0 {
			s.to.Line.Drop()
		}
		s.c.Dirty(nil)
		s.flush()
		if s.ended != nil {
			return s.ended
		}
		if is(s.c.Status(now())) {
			return nil
		}
	}
}

func (s *sharing) hear(e app.Event) {
	switch e.Kind {
	case app.Opened:
		s.next = nil
		s.c.Opened(now())
	case app.Frame:
		if s.c.Receive(e.Frame, now()) != nil {
			s.to.Line.Drop()
		}
	case app.Closed:
		s.next = nil
		again := s.c.Closed(e.Code, now())
		switch {
		case e.Final || !again:
			s.ended = e.Why
			if why := s.c.Status(now()).Refusal; s.ended == nil && why != 0 {
				s.ended = why
			}
			if s.ended == nil {
				s.ended = errNoAnswer
			}
		default:
			s.to.Line.Open()
		}
	}
}

func (s *sharing) flush() {
	for {
		if s.next == nil {
			s.next = s.c.Frame(now())
		}
		if s.next == nil || !s.to.Line.Send(s.next) {
			return
		}
		s.next = nil
	}
}

// Make makes a workspace on the server at an address such as https://easel.example, for one who may, and
// returns the link of its owner. cookies is the file with who one is to each server; empty is the usual one.
func Make(ctx context.Context, cookies, address, name string) (string, error) {
	a := guest.Address{Base: strings.TrimRight(strings.TrimSpace(address), "/")}
	if !strings.HasPrefix(a.Base, "http://") && !strings.HasPrefix(a.Base, "https://") {
		return "", say.Sentence("This is not the address of a server. It looks like https://easel.example, or is a workspace's link.")
	}
	g, err := guest.Open(ctx, a, cookies)
	var got struct{ Link string }
	if err == nil {
		err = g.Ask(ctx, a, http.MethodPost, "/api/workspaces", map[string]string{"name": name}, &got)
	}
	var refused *guest.RefusedError
	switch {
	case errors.As(err, &refused) && refused.Sentence() != "":
		return "", errors.New(refused.Sentence())
	case errors.As(err, &refused):
		return "", say.Errorf("There is no Easel server at %s.", a.Base)
	case errors.Is(err, context.Canceled):
		return "", err
	case err != nil:
		return "", say.Errorf("No server answers at %s.", a.Base)
	}
	return a.Base + got.Link, nil
}
