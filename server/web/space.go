package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/server/store"
)

// A Making says who may make workspaces.
type Making string

// What a server's disk holds is its host's to say. Whoever finds the address is
// a guest, and who was invited was invited to paint: neither is asked to keep
// things here for good. An owner was made one by the host, or by one whom the
// host had made an owner, and may.
const (
	OwnersMake Making = "owners" // who owns a workspace of this server; the default
	GuestsMake Making = "guests" // everybody who opens the page
	NobodyMake Making = "nobody"
)

// asGuest lets guests through who come from a page of this server.
func (h *handler) asGuest(serve func(http.ResponseWriter, *http.Request, store.Guest)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !h.sameOrigin(r) {
			refuse(w, http.StatusForbidden, "This request comes from another site.")
			return
		}
		g, err := h.guestOf(r)
		if errors.Is(err, store.ErrNotFound) {
			refuse(w, http.StatusUnauthorized, noGuest)
			return
		}
		if err != nil {
			h.fail(w, r, err)
			return
		}
		serve(w, r, g)
	}
}

const noGuest = "POST /api/guest first: it sets the cookie that says who you are."

// listSpaces is GET /api/workspaces: those that the guest is a member of, and
// which of them the token leads to.
func (h *handler) listSpaces(w http.ResponseWriter, r *http.Request, g store.Guest) {
	spaces, err := h.Store.Spaces(r.Context(), g.ID)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	may := h.Making == GuestsMake
	if h.Making == OwnersMake {
		if may, err = h.Store.Owns(r.Context(), g.ID); err != nil {
			h.fail(w, r, err)
			return
		}
	}
	var here int64
	if l, err := h.Store.Way(r.Context(), r.Header.Get(TokenHeader), g.ID); err == nil {
		here = l.Workspace
	} else if !errors.Is(err, store.ErrNotFound) {
		h.fail(w, r, err)
		return
	}
	type space struct {
		No     int64  `json:"no"`
		Token  string `json:"token"` // by which members come in
		Name   string `json:"name"`
		Piece  uint32 `json:"piece"` // the live one; its title and sides in px follow
		Title  string `json:"title"`
		Width  int32  `json:"width"`
		Height int32  `json:"height"`
		Role   string `json:"role"`
		Seen   int64  `json:"seen"`  // ms
		Alone  bool   `json:"alone"` // nobody else is a member
	}
	list := make([]space, len(spaces))
	for i, p := range spaces {
		list[i] = space{p.ID, store.MemberToken(p.ID), p.Title, p.Piece.Number, p.Piece.Title, p.Piece.Width, p.Piece.Height, p.Role.String(), p.Seen, p.Alone}
	}
	h.answer(w, map[string]any{"workspaces": list, "here": here, "make": may})
}

// makeSpace is POST /api/workspaces: another workspace, which the guest owns.
func (h *handler) makeSpace(w http.ResponseWriter, r *http.Request, g store.Guest) {
	name, ok := h.spaceName(w, r)
	if !ok {
		return
	}
	if h.Making == NobodyMake {
		refuse(w, http.StatusForbidden, "This server takes no further workspaces. Whoever runs it can allow them with -workspaces.")
		return
	}
	if !h.direct(r) && !h.makes.allow(limitKey{addr: network(h.person(r))}) {
		h.later(w, h.WorkspacesPerMinute, "Too many new workspaces from this address. Try again in a minute.")
		return
	}
	ws, token, err := h.Store.MakeWorkspace(r.Context(), g.ID, name, h.Making == OwnersMake)
	switch {
	case errors.Is(err, store.ErrNotOwner):
		refuse(w, http.StatusForbidden, "On this server only who owns a workspace already can make another one. Whoever runs it can allow it to all with -workspaces guests.")
	case errors.Is(err, store.ErrMakerFull):
		refuse(w, http.StatusConflict, "You have made as many workspaces as one person may on this server.")
	case errors.Is(err, store.ErrWorkspacesFull):
		refuse(w, http.StatusConflict, "This server has no room for another workspace.")
	case err != nil:
		h.fail(w, r, err)
	default:
		h.answer(w, map[string]any{"no": ws.ID, "link": LinkPath(token)})
	}
}

// nameSpace is POST /api/workspaces/{no}/name, for its owners.
func (h *handler) nameSpace(w http.ResponseWriter, r *http.Request, g store.Guest) {
	no, ok := h.spaceNumber(w, r)
	if !ok {
		return
	}
	l, err := h.Store.Way(r.Context(), store.MemberToken(no), g.ID)
	if err == nil && l.Role != core.Owner {
		refuse(w, http.StatusForbidden, "Only an owner of this workspace can do that.")
		return
	}
	if err == nil {
		name, ok := h.spaceName(w, r)
		if !ok {
			return
		}
		err = h.Store.NameWorkspace(r.Context(), no, name)
	}
	h.done(w, r, err, notYours)
}

const notYours = "You are not a member of this workspace."

// leaveSpace is POST /api/workspaces/{no}/leave: the guest is no member any more,
// and their sessions end at once.
func (h *handler) leaveSpace(w http.ResponseWriter, r *http.Request, g store.Guest) {
	no, ok := h.spaceNumber(w, r)
	if !ok {
		return
	}
	who, err := h.Store.Leave(r.Context(), no, g.ID)
	if errors.Is(err, store.ErrLastOwner) {
		refuse(w, http.StatusConflict, "You are the only owner here, and others are members. Give one of them an owner link first; once they have opened it, you can leave.")
		return
	}
	if err == nil {
		h.Sessions.Expel(context.WithoutCancel(r.Context()), no, core.NotMember, "You have left this workspace.", func(member, _ uint32) bool { return member == who })
	}
	h.done(w, r, err, notYours)
}

// returnSpace is POST /api/workspaces/{no}/return: it takes back a leave.
func (h *handler) returnSpace(w http.ResponseWriter, r *http.Request, g store.Guest) {
	if no, ok := h.spaceNumber(w, r); ok {
		h.done(w, r, h.Store.Return(r.Context(), no, g.ID), "There is no way back into this workspace but by a link.")
	}
}

// spaceName reads the name in the body, or answers what is wrong with it.
func (h *handler) spaceName(w http.ResponseWriter, r *http.Request) (string, bool) {
	var ask struct {
		Name string `json:"name"`
	}
	if !h.readJSON(w, r, &ask) {
		return "", false
	}
	name := strings.TrimSpace(ask.Name)
	if utf8.RuneCountInString(name) > core.NameChars {
		refuse(w, http.StatusBadRequest, "A workspace's name has at most 64 characters.")
		return "", false
	}
	return name, true
}

// spaceNumber returns the {no} of the path, or answers that there is none.
func (h *handler) spaceNumber(w http.ResponseWriter, r *http.Request) (int64, bool) {
	no, err := strconv.ParseInt(r.PathValue("no"), 10, 64)
	if err != nil || no <= 0 {
		refuse(w, http.StatusBadRequest, "A workspace's number from 1 on is expected in the address.")
		return 0, false
	}
	return no, true
}

// later answers that an address asks for too much, and when to ask again.
func (h *handler) later(w http.ResponseWriter, perMinute int, sentence string) {
	w.Header().Set("Retry-After", strconv.Itoa(60/perMinute+1))
	refuse(w, http.StatusTooManyRequests, sentence)
}
