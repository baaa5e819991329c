package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/server/store"
)

// A door notes who is shown out: pairs of member and link, tried one by one.
type door struct{ out []string }

func (d *door) Expel(_ context.Context, workspace int64, why core.Refusal, _ string, which func(member, link uint32) bool) {
	for member := range uint32(5) {
		for link := range uint32(5) {
			if which(member, link) {
				d.out = append(d.out, fmt.Sprint(workspace, uint8(why), member, link))
			}
		}
	}
}

// A house is a workspace with its owner's token.
type house struct {
	*rig
	door  door
	space store.Workspace
	owner string
}

func newHouse(t *testing.T) *house {
	h := &house{}
	h.rig = newRig(t, func(c *Config) { c.Sessions = &h.door })
	var err error
	if h.space, h.owner, err = h.store.CreateWorkspace(t.Context(), "", 1600, 1200); err != nil {
		t.Fatal(err)
	}
	return h
}

// link makes a link and returns its token.
func (h *house) link(body string) string {
	h.Helper()
	got := h.do("POST", "/api/links", body, head(TokenHeader, h.owner))
	h.want(got, 200, `"link":"/#w=`)
	var a struct{ Link string }
	h.read(got, &a)
	return strings.TrimPrefix(a.Link, "/#w=")
}

func (h *house) read(w *httptest.ResponseRecorder, v any) {
	h.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
		h.Fatal(err)
	}
}

// enter makes a new guest a member by a link, and returns their cookie.
func (h *house) enter(token string) string {
	h.Helper()
	g, secret, err := h.store.NewGuest(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	l, err := h.store.ResolveLink(h.Context(), token)
	if err == nil {
		_, err = h.store.Enter(h.Context(), l, g.ID)
	}
	if err != nil {
		h.Fatal(err)
	}
	return secret
}

func TestMakeLink(t *testing.T) {
	h := newHouse(t)
	for role, want := range map[string]core.Role{"painter": core.Painter, "viewer": core.Viewer, "owner": core.Owner} {
		token := h.link(`{"role":"` + role + `","name":" a name "}`)
		if l, err := h.store.ResolveLink(t.Context(), token); err != nil || l.Role != want || l.Workspace != h.space.ID || l.Name != "a name" {
			t.Errorf("%s link got %v, %v", role, l, err)
		}
		if want != core.Owner {
			h.want(h.do("POST", "/api/links", `{"role":"viewer"}`, head(TokenHeader, token)), 403, "Only an owner")
		}
	}
	long := strings.Repeat("ä", core.NameChars)
	for _, body := range []string{`{"role":"artist"}`, `{"role":""}`, `{}`, `{"role":1}`, `x`, `{"role":"viewer","name":"` + long + `b"}`} {
		h.want(h.do("POST", "/api/links", body, head(TokenHeader, h.owner)), 400, "")
	}
	h.want(h.do("POST", "/api/links", `{"role":"viewer"}`), 403, "does not lead anywhere")
	h.want(h.do("POST", "/api/links?token="+h.owner, `{"role":"viewer"}`), 403, "does not lead anywhere")
	h.want(h.do("POST", "/api/links", `{"role":"viewer"}`, head(TokenHeader, h.owner), head("Origin", "http://evil.example")), 403, "another site")
	h.link(`{"role":"viewer","name":"` + long + `"}`)
	h.want(h.do("POST", "/api/links", `{"role":"viewer"}`, head(TokenHeader, h.owner)), 409, "too many links")
}

func TestRevokeLink(t *testing.T) {
	h := newHouse(t)
	painters, viewers := h.link(`{"role":"painter","name":"class"}`), h.link(`{"role":"viewer"}`)
	mine := cookie(h.enter(h.owner)) // member 1, by link 1
	h.enter(painters)                // member 2, by link 2
	list := h.do("GET", "/api/links", "", head(TokenHeader, h.owner), mine)
	h.want(list, 200, `{"no":2,"role":"painter","name":"class","created":`)
	for _, token := range []string{h.owner, painters, viewers} {
		if strings.Contains(list.Body.String(), token) {
			t.Error("the list of links has a token")
		}
	}
	for _, tc := range []struct {
		method, path string
		code         int
		want         string
	}{
		{"DELETE", "/api/links/x", 400, "A number"},
		{"DELETE", "/api/links/0", 400, "A number"},
		{"DELETE", "/api/links/4294967296", 400, "A number"},
		{"DELETE", "/api/links/9", 404, "already"},
		{"DELETE", "/api/links/1", 409, "You came by this link"},
	} {
		h.want(h.do(tc.method, tc.path, "", head(TokenHeader, h.owner), mine), tc.code, tc.want)
	}
	h.want(h.do("DELETE", "/api/links/2", "", head(TokenHeader, viewers)), 403, "Only an owner")
	h.want(h.do("DELETE", "/api/links/2", "", head(TokenHeader, h.owner), head("Sec-Fetch-Site", "cross-site")), 403, "another site")
	if len(h.door.out) > 0 {
		t.Errorf("shown out: %v", h.door.out)
	}
	h.want(h.do("DELETE", "/api/links/2", "", head(TokenHeader, h.owner), mine), 200, "ok")
	want := []string{"1 3 0 2", "1 3 1 2", "1 3 2 2", "1 3 3 2", "1 3 4 2", "1 9 2 0", "1 9 2 1", "1 9 2 2", "1 9 2 3", "1 9 2 4"}
	if !slices.Equal(h.door.out, want) {
		t.Errorf("shown out: %v, want who came by link 2, and member 2", h.door.out)
	}
	h.want(h.do("GET", "/api/piece.png", "", head(TokenHeader, painters)), 403, "not any more")

	// Who owns by a link may not saw it off, whichever link they come by next.
	owners := h.link(`{"role":"owner"}`)
	h.want(h.do("GET", "/api/members", "", head(TokenHeader, owners), mine), 200, `"shut":true`)
	h.want(h.do("DELETE", "/api/links/1", "", head(TokenHeader, owners), mine), 409, "You came by this link")
	h.want(h.do("DELETE", "/api/links/1", "", head(TokenHeader, owners)), 200, "ok")
	h.want(h.do("GET", "/api/links", "", head(TokenHeader, h.owner), mine), 403, "not any more")
	h.want(h.do("DELETE", "/api/links/4", "", head(TokenHeader, owners)), 409, "You came by this link")
}

func TestRemoveMember(t *testing.T) {
	h := newHouse(t)
	painters := h.link(`{"role":"painter"}`)
	mine := cookie(h.enter(h.owner)) // member 1
	theirs := h.enter(painters)      // member 2
	own := []ask{head(TokenHeader, h.owner), mine}
	h.want(h.do("GET", "/api/members", "", own...), 200, `{"no":2,"name":"Guest 2","color":"#2980b9","role":"painter","seen":`)
	h.want(h.do("GET", "/api/members", "", head(TokenHeader, painters), cookie(theirs)), 403, "Only an owner")
	h.want(h.do("DELETE", "/api/members/1", "", own...), 409, "yourself")
	h.want(h.do("DELETE", "/api/members/7", "", own...), 404, "no such member")
	h.want(h.do("DELETE", "/api/members/2", "", own...), 200, "ok")
	if want := []string{"1 3 2 0", "1 3 2 1", "1 3 2 2", "1 3 2 3", "1 3 2 4"}; !slices.Equal(h.door.out, want) {
		t.Errorf("shown out: %v, want member 2", h.door.out)
	}
	h.want(h.do("GET", "/api/members", "", head(TokenHeader, h.owner), cookie(theirs)), 403, "Only an owner") // not with an owner's link either
	h.want(h.do("POST", "/api/members/2", "", own...), 200, "ok")
	h.want(h.do("GET", "/api/members", "", own...), 200, `"removed":0,"gone":0,"own":true},{"no":2`)
}
