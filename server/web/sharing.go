package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/server/store"
)

// An owner is who may say who comes into a workspace.
type owner struct {
	workspace int64
	link, via uint32 // the links that the request and the member's role came by
	member    uint32 // 0 = not one yet
}

// owned lets owners of the token's workspace through: who has an owner's link,
// or was given the role by one, and was not removed.
func (h *handler) owned(serve func(http.ResponseWriter, *http.Request, owner)) http.HandlerFunc {
	return h.allowed(core.Owner, "Only an owner of this workspace can do that.", serve)
}

// allowed lets through who has at least that role, and says why not to others.
func (h *handler) allowed(least core.Role, why string, serve func(http.ResponseWriter, *http.Request, owner)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !h.sameOrigin(r) {
			refuse(w, http.StatusForbidden, "This request comes from another site.")
			return
		}
		l, ok := h.link(w, r)
		if !ok {
			return
		}
		o, role := owner{workspace: l.Workspace, link: l.No}, l.Role
		g, err := h.guestOf(r)
		var m store.Member
		if err == nil {
			m, err = h.Store.Member(r.Context(), l.Workspace, g.ID)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			h.fail(w, r, err)
			return
		}
		o.member, o.via = m.No, m.Link
		if m.Gone != 0 {
			m.Role = 0 // it went with them
		}
		if m.Removed != 0 || max(role, m.Role) < least {
			refuse(w, http.StatusForbidden, why)
			return
		}
		serve(w, r, o)
	}
}

// listLinks is GET /api/links: those that hold, without their tokens.
func (h *handler) listLinks(w http.ResponseWriter, r *http.Request, o owner) {
	links, err := h.Store.Links(r.Context(), o.workspace)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	type link struct {
		No      uint32 `json:"no"`
		Role    string `json:"role"`
		Name    string `json:"name"`
		Created int64  `json:"created"` // ms
		Own     bool   `json:"own"`     // who asks came by it
	}
	list := make([]link, len(links))
	for i, l := range links {
		list[i] = link{l.No, l.Role.String(), l.Name, l.Created, l.No == o.link || l.No == o.via}
	}
	h.answer(w, list)
}

var roles = map[string]core.Role{core.Owner.String(): core.Owner, core.Painter.String(): core.Painter, core.Viewer.String(): core.Viewer}

// makeLink is POST /api/links: a new link into the workspace.
func (h *handler) makeLink(w http.ResponseWriter, r *http.Request, o owner) {
	var ask struct {
		Role string `json:"role"`
		Name string `json:"name"`
	}
	if !h.readJSON(w, r, &ask) {
		return
	}
	role, name := roles[ask.Role], strings.TrimSpace(ask.Name)
	if role == 0 {
		refuse(w, http.StatusBadRequest, `The role is "owner", "painter" or "viewer".`)
		return
	}
	if utf8.RuneCountInString(name) > core.NameChars {
		refuse(w, http.StatusBadRequest, "A link's name has at most 64 characters.")
		return
	}
	l, token, err := h.Store.CreateLink(r.Context(), o.workspace, role, name)
	if errors.Is(err, store.ErrLinksFull) {
		refuse(w, http.StatusConflict, "This workspace has too many links. Revoke one first.")
		return
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	h.answer(w, map[string]any{"link": LinkPath(token), "no": l.No})
}

// revokeLink is DELETE /api/links/{no}. Who is in by that link is out at once;
// who has only their role from it comes back with less.
func (h *handler) revokeLink(w http.ResponseWriter, r *http.Request, o owner) {
	no, ok := h.number(w, r)
	if !ok {
		return
	}
	if no == o.link || no == o.via {
		refuse(w, http.StatusConflict, "You came by this link yourself. Open another owner link first.")
		return
	}
	members, err := h.Store.RevokeLink(r.Context(), o.workspace, no)
	if err == nil {
		ctx := context.WithoutCancel(r.Context()) // it is revoked, whoever still listens
		h.Sessions.Expel(ctx, o.workspace, core.NotMember, "The link that you came by was withdrawn.", func(_, link uint32) bool { return link == no })
		h.Sessions.Expel(ctx, o.workspace, core.Closing, "", func(member, _ uint32) bool { return slices.Contains(members, member) })
	}
	h.done(w, r, err, "This link is revoked already.")
}

// listMembers is GET /api/members.
func (h *handler) listMembers(w http.ResponseWriter, r *http.Request, o owner) {
	members, err := h.Store.Members(r.Context(), o.workspace)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	type member struct {
		No      uint32 `json:"no"`
		Name    string `json:"name"`
		Color   string `json:"color"`
		Role    string `json:"role"`
		Seen    int64  `json:"seen"`           // ms; 0 = not known
		Removed int64  `json:"removed"`        // ms; 0 = may come in
		Gone    int64  `json:"gone"`           // ms, when they left; 0 = they have not
		Shut    bool   `json:"shut,omitempty"` // the link that gave the role was revoked: it takes another to come in
		Agent   bool   `json:"agent,omitempty"`
		Own     bool   `json:"own"`
	}
	list := make([]member, len(members))
	for i, m := range members {
		list[i] = member{m.No, m.Name, m.Color, m.Role.String(), m.Seen, m.Removed, m.Gone, m.Role == core.Viewer && m.Link == 0, m.Program, m.No == o.member}
	}
	h.answer(w, list)
}

// removeMember is DELETE /api/members/{no}.
func (h *handler) removeMember(w http.ResponseWriter, r *http.Request, o owner) {
	no, ok := h.number(w, r)
	if !ok {
		return
	}
	if no == o.member {
		refuse(w, http.StatusConflict, "You cannot remove yourself.")
		return
	}
	err := h.Store.SetRemoved(r.Context(), o.workspace, no, true)
	if err == nil {
		h.Sessions.Expel(context.WithoutCancel(r.Context()), o.workspace, core.NotMember, "An owner has removed you from this workspace.", func(member, _ uint32) bool { return member == no })
	}
	h.done(w, r, err, "There is no such member.")
}

// readmitMember is POST /api/members/{no}: they may come in again.
func (h *handler) readmitMember(w http.ResponseWriter, r *http.Request, o owner) {
	if no, ok := h.number(w, r); ok {
		h.done(w, r, h.Store.SetRemoved(r.Context(), o.workspace, no, false), "There is no such member.")
	}
}

// number returns the {no} of the path, or answers that there is none.
func (h *handler) number(w http.ResponseWriter, r *http.Request) (uint32, bool) {
	no, err := strconv.ParseUint(r.PathValue("no"), 10, 32)
	if err != nil || no == 0 {
		refuse(w, http.StatusBadRequest, "A number from 1 on is expected at the end of the address.")
		return 0, false
	}
	return uint32(no), true
}

// done answers a change.
func (h *handler) done(w http.ResponseWriter, r *http.Request, err error, missing string) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		refuse(w, http.StatusNotFound, missing)
	case errors.Is(err, store.ErrLivePiece):
		refuse(w, http.StatusConflict, "This piece is being painted on. Begin a new one first.")
	case errors.Is(err, store.ErrLastOwnerLink):
		refuse(w, http.StatusConflict, "This is the only owner link. Make another one first.")
	case err != nil:
		h.fail(w, r, err)
	default:
		h.answer(w, map[string]bool{"ok": true})
	}
}
