package mcp

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"golang.org/x/time/rate"

	"easel.example/core"
	"easel.example/server/artist"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// A sitter is a member and the replica that it draws as. It has one session at most.
type sitter struct {
	guest   int64
	replica uint64
	calls   *rate.Limiter
}

// A rested is what a member had left of its calls when its session ended.
type rested struct {
	calls *rate.Limiter
	since time.Time
}

// refusedCode is the code of errors with a sentence for whoever set the client up.
const refusedCode = -32001

func refusal(sentence string) error { return &jsonrpc.Error{Code: refusedCode, Message: sentence} }

// What an agent is told that does not get in, in plain sentences.
var (
	errFull     = refusal(fmt.Sprintf("%d agents are in this workspace already, which is as many as may be. Try again when one has left.", SessionsMax))
	errAllFull  = refusal("As many agents paint on this server as it has room for. Try again later.")
	errTooMany  = refusal("Too many new members from this address. Try again in a minute.")
	errMembers  = refusal("This workspace has as many members as it may have.")
	errRevoked  = refusal("The link that you came by was withdrawn.")
	errRemoved  = refusal("An owner has removed the agent of this name that came by this link. Ask an owner to let it in again, or for another link.")
	errClosing  = refusal("The server is about to stop. Try again in a moment.")
	errOurs     = refusal("Something went wrong on this side. Try again.")
	errNameless = refusal("initialize has to name the client: clientInfo is missing.")
)

// receive begins a session with the client's initialize, and says to viewers why they cannot draw. A fault
// of ours, or of the SDK, is answered: these goroutines are not net/http's, and would end the server.
func (s *Server) receive(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, req sdk.Request) (res sdk.Result, err error) {
		defer func() {
			if p := recover(); p != nil {
				s.cfg.Log.Error("agent's request failed", "method", method, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				res, err = nil, errOurs
			}
		}()
		ss, ok := req.GetSession().(*sdk.ServerSession)
		if !ok {
			return next(ctx, method, req)
		}
		switch p := req.GetParams().(type) {
		case *sdk.InitializeParams:
			if ss.InitializeParams() != nil {
				break // next says what is wrong with a second one
			}
			if p == nil || p.ClientInfo == nil {
				return nil, errNameless
			}
			if err := s.begin(ctx, ss, nameOf(p.ClientInfo)); err != nil {
				return nil, err
			}
		case *sdk.CallToolParamsRaw:
			if a := s.session(ss.ID()); p != nil && a != nil && !a.link.Role.Draws() && draws(p.Name) {
				return wrong("This link only lets you watch: view_canvas, describe_canvas and critique are there. Ask an owner for a link for painters."), nil
			}
		}
		return next(ctx, method, req)
	}
}

// draws reports whether a tool is one that viewers do not have.
func draws(tool string) bool {
	for _, t := range artist.AgentTools() {
		if t.Name == tool {
			return t.Draws
		}
	}
	return false
}

// nameOf is what a client calls itself, as members' names are.
func nameOf(c *sdk.Implementation) string {
	name := c.Title
	if strings.TrimSpace(name) == "" {
		name = c.Name
	}
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	list := []rune(strings.Join(strings.Fields(name), " "))
	if name = strings.TrimSpace(string(list[:min(len(list), core.NameChars)])); name == "" {
		return "Agent"
	}
	return name
}

func (s *Server) session(id string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions[id]
}

// begin begins a session: it becomes a member, and takes a hand.
func (s *Server) begin(ctx context.Context, ss *sdk.ServerSession, name string) error {
	e := entryOf(ctx)
	a := newSession(s, ss, e.link, name)
	if err := s.admit(a); err != nil {
		a.end()
		return err
	}
	err := s.sit(ctx, a, e.may)
	if err == nil {
		err = a.take(ctx)
	}
	s.mu.Lock()
	if err == nil && a.expelled {
		err = errRevoked
	}
	s.mu.Unlock()
	if err != nil {
		a.leave() // nobody else has it yet
		s.remove(a)
		return s.told(err)
	}
	s.cfg.Log.Info("agent came", "workspace", a.link.Workspace, "link", a.link.No, "member", a.number)
	go func() {
		defer s.running.Done() // admit has added it
		a.live()
	}()
	return nil
}

// told puts an error in words for the client, and logs what is ours.
func (s *Server) told(err error) error {
	var said *jsonrpc.Error
	switch {
	case errors.As(err, &said):
		return said
	case errors.Is(err, store.ErrMembersFull), errors.Is(err, core.OverQuota):
		return errMembers
	case errors.Is(err, store.ErrRemoved):
		return errRemoved
	case errors.Is(err, store.ErrNotFound):
		return errRevoked
	case errors.Is(err, hub.ErrClosing), errors.Is(err, hub.ErrPieceGone), s.ctx.Err() != nil:
		return errClosing
	}
	s.cfg.Log.Error("agent not let in", "err", err)
	return errOurs
}

// admit counts a session in, or says why not. At a limit who has been silent longest makes
// room, if that is long enough: of the workspace, or of all.
func (s *Server) admit(a *session) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosing
	}
	here, all := longest{}, longest{}
	for _, o := range s.sessions {
		if o.over {
			continue
		}
		all.add(o)
		if o.link.Workspace == a.link.Workspace {
			here.add(o)
		}
	}
	if here.n >= SessionsMax && !here.giveWay() {
		return errFull
	}
	if here.n < SessionsMax && all.n >= AllSessionsMax && !all.giveWay() {
		return errAllFull
	}
	s.sessions[a.id] = a
	s.running.Add(1)
	return nil
}

// A longest counts sessions, and knows the one of them that has been silent for longest.
type longest struct {
	n      int
	silent *session
}

func (l *longest) add(a *session) {
	if l.n++; l.silent == nil || a.last.Load() < l.silent.last.Load() {
		l.silent = a
	}
}

// giveWay has that session end, if it has been silent for giveWay.
func (l *longest) giveWay() bool {
	if time.Since(time.UnixMilli(l.silent.last.Load())) < giveWay {
		return false
	}
	l.silent.over = true
	l.silent.end()
	return true
}

// remove counts a session out that was admitted and never lived.
func (s *Server) remove(a *session) {
	s.forget(a)
	s.running.Done()
}

// forget drops a session. Its member is there for the next one of its seat.
func (s *Server) forget(a *session) {
	a.end()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, a.id)
	if a.sitter.guest == 0 {
		return
	}
	delete(s.sitting, a.sitter.guest)
	if !a.expelled {
		s.rest(a.sitter)
	}
}

// rest keeps what a member without a session has left of its calls. Past restMost the one that came to
// rest first is forgotten, which by then has all of them again. The caller holds mu.
func (s *Server) rest(who sitter) {
	if len(s.resting) >= restMost {
		first := int64(0)
		for g, r := range s.resting {
			if first == 0 || r.since.Before(s.resting[first].since) {
				first = g
			}
		}
		delete(s.resting, first)
	}
	s.resting[who.guest] = rested{who.calls, time.Now()}
}

// sit finds a member for a session: one that sat there before, in this life of the server or in one before, or a
// new one. Who comes to a seat that an owner has removed somebody from may be nobody else.
func (s *Server) sit(ctx context.Context, a *session, may func() bool) error {
	for {
		list, err := s.cfg.Store.Agents(ctx, a.link, a.name)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(list, func(m store.Agent) bool { return m.Removed != 0 }) {
			return errRemoved
		}
		for _, m := range list {
			if s.seat(a, m) {
				_, err := s.cfg.Store.Enter(ctx, a.link, m.Guest) // which looks at the link once more
				return errors.Join(err, s.cfg.Store.SetSeen(m.Member, time.Now().UnixMilli()))
			}
		}
		if !may() {
			return errTooMany
		}
		m, err := s.cfg.Store.NewAgent(ctx, a.link, a.name, 1+rand.Uint64N(math.MaxUint64))
		if err != nil {
			return err
		}
		if s.seat(a, m) {
			return nil
		} // another session of the seat was quicker
	}
}

// seat gives a session a member, if no other one has it.
func (s *Server) seat(a *session, m store.Agent) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sitting[m.Guest] {
		return false
	}
	s.sitting[m.Guest] = true
	calls := s.resting[m.Guest].calls
	delete(s.resting, m.Guest)
	if calls == nil {
		calls = rate.NewLimiter(rate.Every(time.Minute/callsPerMinute), callsAtOnce)
	}
	a.sitter, a.number = sitter{m.Guest, m.Replica, calls}, m.No
	return true
}
