package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"easel.example/server/artist"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// A session is one client of a workspace.
type session struct {
	all    *Server
	ss     *sdk.ServerSession
	id     string
	link   store.Link
	name   string
	sitter sitter          // set before it lives
	ctx    context.Context // ends when the session does
	end    context.CancelFunc

	// Guarded by all.mu.
	number   uint32 // of the member, 0 until it is one
	expelled bool   // and so is its member
	over     bool   // it makes room for another one

	last    atomic.Int64  // when a call came, in ms
	waiting atomic.Int32  // calls
	called  chan struct{} // a call has ended; one is enough

	turn  chan struct{} // room for one, who owns what follows
	hand  *hub.Hand     // nil while away
	tools *artist.Tools // of the hand
	piece uint32        // of the newest hand
	from  uint32        // the member's last stroke on it before the session
	fresh bool          // it is another one than before, and the client was not told
}

func newSession(s *Server, ss *sdk.ServerSession, l store.Link, name string) *session {
	a := &session{all: s, ss: ss, id: ss.ID(), link: l, name: name, called: make(chan struct{}, 1), turn: make(chan struct{}, 1)}
	a.ctx, a.end = context.WithCancel(s.ctx)
	a.last.Store(time.Now().UnixMilli())
	return a
}

// live keeps the member present until the session ends.
func (a *session) live() {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = a.ss.Wait() // however it ends, it has
	}()
	away := time.NewTimer(a.all.cfg.Away)
	defer away.Stop()
	var gone <-chan struct{}
	a.own(func() { gone = a.gone() })
	for {
		select {
		case <-ended:
			a.end()
		case <-a.ctx.Done():
			_ = a.ss.Close() // as above
			<-ended
			a.own(a.leave)
			a.all.forget(a)
			return
		case <-a.called:
			away.Reset(a.all.cfg.Away)
			a.own(func() { gone = a.gone() })
		case <-away.C:
			a.own(a.leave)
			gone = nil
		case <-gone: // a new piece, for one: be there, too
			a.own(func() {
				if err := a.take(a.ctx); err != nil && a.ctx.Err() == nil {
					a.all.cfg.Log.Info("agent is away", "workspace", a.link.Workspace, "member", a.number, "err", err)
				}
				gone = a.gone()
			})
		}
	}
}

// own runs f while no call does.
func (a *session) own(f func()) {
	a.turn <- struct{}{}
	f()
	<-a.turn
}

// gone is closed when the hand is of no use any more. The caller owns the session.
func (a *session) gone() <-chan struct{} {
	if a.hand == nil {
		return nil
	}
	return a.hand.Gone()
}

// take takes a hand on the live piece, if there is none. The caller owns the session.
func (a *session) take(ctx context.Context) error {
	if a.hand != nil {
		select {
		case <-a.hand.Gone():
			a.hand = nil
		default:
			return nil
		}
	}
	m, err := a.all.cfg.Store.Member(ctx, a.link.Workspace, a.sitter.guest)
	if err == nil && m.Removed != 0 {
		err = store.ErrRemoved
	}
	if err != nil {
		return err
	}
	m.Role = a.link.Role
	hand, err := a.all.cfg.Hub.MemberHand(ctx, m, a.sitter.replica)
	if err != nil {
		return err
	}
	a.fresh = a.fresh || a.piece != 0 && a.piece != hand.Piece.Piece
	if a.piece != hand.Piece.Piece {
		a.piece, a.from = hand.Piece.Piece, hand.Last()
	}
	a.hand, a.tools = hand, a.all.cfg.Artists.Agent(hand, a.link.Workspace, a.from)
	return nil
}

// leave takes the hand off the paper. The caller owns the session.
func (a *session) leave() {
	if a.hand == nil {
		return
	}
	a.hand.Close()
	a.hand = nil
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	m, err := a.all.cfg.Store.Member(ctx, a.link.Workspace, a.sitter.guest)
	if err == nil {
		err = a.all.cfg.Store.SetSeen(m, time.Now().UnixMilli())
	}
	if err != nil {
		a.all.cfg.Log.Info("when an agent was there is not saved", "workspace", a.link.Workspace, "member", a.number, "err", err)
	}
}

// use is a client's use of a tool.
func (s *Server) use(asked context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
	a := s.session(req.Session.ID())
	if a == nil {
		return wrong("This session has ended. Begin a new one."), nil
	}
	a.last.Store(time.Now().UnixMilli())
	if !a.sitter.calls.Allow() {
		return wrong(fmt.Sprintf("You may call %d times a minute. Try again in a few seconds, and do more with each call.", callsPerMinute)), nil
	}
	// Of the session's, which ends at once when it is expelled: what asks for nothing of it draws nothing.
	ctx, cancel := context.WithTimeout(a.ctx, s.cfg.Wait)
	defer cancel()
	defer context.AfterFunc(asked, cancel)()
	defer a.waiting.Add(-1)
	if a.waiting.Add(1) > callsMost {
		return wrong(fmt.Sprintf("%d calls of yours are waiting for each other already. Wait for their answers.", callsMost)), nil
	}
	select {
	case a.turn <- struct{}{}:
	case <-ctx.Done():
		return wrong("An earlier call of yours is still being worked on. Try again."), nil
	}
	defer func() {
		<-a.turn
		select {
		case a.called <- struct{}{}:
		default:
		}
	}()
	if a.ctx.Err() != nil { // while it waited for its turn
		return wrong("This session has ended."), nil
	}
	return a.do(ctx, req.Params.Name, req.Params.Arguments), nil
}

// do does it, on the live piece. A fault of ours is answered, and does not end the server. The
// caller owns the session.
func (a *session) do(ctx context.Context, tool string, input json.RawMessage) (res *sdk.CallToolResult) {
	defer func() {
		if p := recover(); p != nil {
			a.all.cfg.Log.Error("agent's tool failed", "workspace", a.link.Workspace, "tool", tool, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			res = wrong("It could not be done.")
		}
	}()
	if err := a.take(ctx); err != nil {
		return wrong(a.all.told(err).Error())
	}
	news := ""
	if a.fresh {
		a.fresh = false
		news = fmt.Sprintf("A new piece has begun: %d × %d px, style %s. You are on that one now.\n", a.hand.Size[0], a.hand.Size[1], a.hand.Style)
	}
	r := a.tools.Do(ctx, tool, input)
	switch {
	case errors.Is(r.Err, hub.ErrPieceGone):
		r.Text += " Call again to go on with the new one."
	case r.Err != nil && a.ctx.Err() != nil:
		r.Text += " The session has ended."
	case r.Err != nil && ctx.Err() == nil:
		a.all.cfg.Log.Error("agent's tool failed", "workspace", a.link.Workspace, "tool", tool, "err", r.Err)
	}
	return result(news, r)
}

// result is a tool's result as the protocol has it.
func result(news string, r artist.Result) *sdk.CallToolResult {
	out := &sdk.CallToolResult{IsError: r.Failed, Content: []sdk.Content{&sdk.TextContent{Text: news + r.Text}}}
	for _, m := range r.Images {
		out.Content = append(out.Content, &sdk.ImageContent{Data: m.Bytes, MIMEType: m.Type})
	}
	return out
}

// wrong is a result that says why nothing was done.
func wrong(sentence string) *sdk.CallToolResult {
	return result("", artist.Result{Text: sentence, Failed: true})
}
