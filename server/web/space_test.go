package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// made asks for a workspace, and returns its number.
func (h *house) made(name string, asks ...ask) int64 {
	h.Helper()
	w := h.do("POST", "/api/workspaces", `{"name":"`+name+`"}`, asks...)
	h.want(w, 200, `"link":"/#w=`)
	var a struct{ No int64 }
	h.read(w, &a)
	return a.No
}

// A listed is one of a guest's workspaces.
type listed struct {
	No                int64
	Token, Name, Role string
	Alone             bool
}

// spaces returns a guest's list.
func (h *house) spaces(asks ...ask) (list struct {
	Workspaces []listed
	Here       int64
	Make       bool
}) {
	h.Helper()
	w := h.do("GET", "/api/workspaces", "", asks...)
	h.want(w, 200, "workspaces")
	h.read(w, &list)
	return list
}

func TestWorkspaces(t *testing.T) {
	h := newHouse(t)
	mine := cookie(h.enter(h.owner))
	no := h.made(" Attic ", mine)
	list := h.spaces(mine, head(TokenHeader, h.owner))
	if len(list.Workspaces) != 2 || list.Here != h.space.ID || !list.Make {
		t.Fatalf("the list is %+v", list)
	}
	i := slices.IndexFunc(list.Workspaces, func(p listed) bool { return p.No == no })
	if p := list.Workspaces[i]; p.Name != "Attic" || p.Role != "owner" || p.Token != fmt.Sprintf("~%d", no) || !p.Alone {
		t.Errorf("the new one is %+v", p)
	}
	// By membership one may what one may by the link.
	by := head(TokenHeader, fmt.Sprintf("~%d", no))
	h.want(h.do("POST", "/api/links", `{"role":"viewer"}`, by, mine), 200, "link")
	h.want(h.do("GET", "/api/piece.png", "", by, mine), 200, "picture of 2")
	if got := h.spaces(mine, by).Here; got != no {
		t.Errorf("by %d it leads to %d", no, got)
	}
	h.want(h.do("POST", fmt.Sprintf("/api/workspaces/%d/name", no), `{"name":"Cellar"}`, mine), 200, "ok")
	long := strings.Repeat("ä", core.NameChars)
	h.want(h.do("POST", fmt.Sprintf("/api/workspaces/%d/name", no), `{"name":"`+long+`b"}`, mine), 400, "at most 64")
	h.want(h.do("POST", fmt.Sprintf("/api/workspaces/%d/name", no), `{"name":"`+long+`"}`, mine), 200, "ok")
	h.want(h.do("POST", "/api/workspaces", `{"name":"`+long+`b"}`, mine), 400, "at most 64")
	h.want(h.do("POST", "/api/workspaces", `[]`, mine), 400, "JSON object")
}

// What hostile guests try: numbers of others' workspaces, with their own cookie,
// a forged one or none; from other sites; once they are out.
func TestForeignWorkspaces(t *testing.T) {
	h := newHouse(t)
	painters := h.link(`{"role":"painter"}`)
	mine, theirs := cookie(h.enter(h.owner)), cookie(h.enter(painters))
	stranger := cookie(h.guest())
	token := fmt.Sprintf("~%d", h.space.ID)
	by := head(TokenHeader, token)
	for _, who := range []struct {
		name string
		asks []ask
	}{{"a stranger", []ask{stranger}}, {"no cookie", nil}, {"a forged cookie", []ask{cookie("forged")}}, {"the token as cookie", []ask{cookie(token)}}} {
		for _, path := range []string{"/api/piece.png", "/api/pieces", "/api/links", "/api/members", "/api/pieces/1/thumb.png"} {
			w := h.do("GET", path, "", append(who.asks, by)...)
			if w.Code != 403 || !strings.Contains(w.Body.String(), "does not lead anywhere") {
				t.Errorf("%s at %s got %d %q", who.name, path, w.Code, w.Body)
			}
			other := h.do("GET", path, "", append(who.asks, head(TokenHeader, "~99"))...)
			if other.Code != w.Code || other.Body.String() != w.Body.String() {
				t.Errorf("%s at %s can tell a workspace that is there from one that is not: %q, %q", who.name, path, w.Body, other.Body)
			}
		}
	}
	for _, path := range []string{"name", "leave", "return"} {
		at := fmt.Sprintf("/api/workspaces/%d/%s", h.space.ID, path)
		h.want(h.do("POST", at, `{"name":"mine"}`, stranger), 404, "")
		h.want(h.do("POST", at, `{"name":"mine"}`), 401, "POST /api/guest first")
		for _, site := range []ask{head("Origin", "http://evil.example"), head("Sec-Fetch-Site", "cross-site"), head("Sec-Fetch-Site", "same-site"), head("Origin", "null")} {
			h.want(h.do("POST", at, `{"name":"mine"}`, mine, site), 403, "another site")
		}
		for _, no := range []string{"0", "-1", "x", "1e3", "9223372036854775808", "%2e%2e"} {
			h.want(h.do("POST", "/api/workspaces/"+no+"/"+path, `{"name":"mine"}`, mine), 400, "number")
		}
	}
	h.want(h.do("POST", fmt.Sprintf("/api/workspaces/%d/name", h.space.ID), `{"name":"mine"}`, theirs), 403, "Only an owner")
	h.want(h.do("GET", "/api/links", "", by, theirs), 403, "Only an owner") // by membership one is no more than a painter
	h.want(h.do("POST", "/api/workspaces", `{"name":""}`, mine, head("Origin", "http://evil.example")), 403, "another site")
	h.want(h.do("GET", "/api/workspaces", "", mine, head("Sec-Fetch-Site", "cross-site")), 403, "another site")
	if ws, err := h.store.Workspace(t.Context(), h.space.ID); err != nil || ws.Title != "" || len(h.door.out) > 0 {
		t.Errorf("it is now called %q, %v; shown out were %v", ws.Title, err, h.door.out)
	}
	// Removed, revoked: the way by membership is closed at once.
	h.want(h.do("GET", "/api/piece.png", "", by, theirs), 200, "picture")
	h.want(h.do("DELETE", "/api/members/2", "", head(TokenHeader, h.owner), mine), 200, "ok")
	h.want(h.do("GET", "/api/piece.png", "", by, theirs), 403, "not any more")
	h.want(h.do("POST", fmt.Sprintf("/api/workspaces/%d/leave", h.space.ID), "{}", theirs), 404, "not a member")
	if got := h.spaces(theirs, by); len(got.Workspaces) != 0 || got.Here != 0 || got.Make {
		t.Errorf("who was removed has %+v", got)
	}
	h.want(h.do("POST", "/api/members/2", "", head(TokenHeader, h.owner), mine), 200, "ok")
	h.want(h.do("DELETE", "/api/links/2", "", head(TokenHeader, h.owner), mine), 200, "ok")
	h.want(h.do("GET", "/api/piece.png", "", by, theirs), 403, "not any more")
}

func TestLeaveWorkspace(t *testing.T) {
	h := newHouse(t)
	painters := h.link(`{"role":"painter"}`)
	mine, theirs := cookie(h.enter(h.owner)), cookie(h.enter(painters))
	at := fmt.Sprintf("/api/workspaces/%d/", h.space.ID)
	h.want(h.do("POST", at+"leave", "{}", mine), 409, "the only owner here")
	h.want(h.do("POST", at+"leave", "{}", theirs), 200, "ok")
	if want := []string{"1 3 2 0", "1 3 2 1", "1 3 2 2", "1 3 2 3", "1 3 2 4"}; !slices.Equal(h.door.out, want) {
		t.Errorf("shown out: %v, want member 2", h.door.out)
	}
	if got := h.spaces(theirs); len(got.Workspaces) != 0 {
		t.Errorf("who left has %+v", got)
	}
	h.want(h.do("GET", "/api/members", "", mine, head(TokenHeader, h.owner)), 200, `"no":2,"name":"Guest 2"`) // their ink is theirs
	h.want(h.do("POST", at+"return", "{}", theirs), 200, "ok")
	if got := h.spaces(theirs); len(got.Workspaces) != 1 || got.Workspaces[0].Role != "painter" {
		t.Errorf("who returned has %+v", got)
	}
	h.want(h.do("POST", at+"leave", "{}", theirs), 200, "ok")
	h.want(h.do("POST", at+"leave", "{}", mine), 200, "ok") // nobody else is a member now
	// The role went with the membership: what they had by an owner link is gone.
	h.want(h.do("GET", "/api/links", "", mine, head(TokenHeader, painters)), 403, "Only an owner")
	h.want(h.do("POST", "/api/workspaces", "{}", mine), 403, "only who owns a workspace already")
	h.want(h.do("DELETE", "/api/links/2", "", head(TokenHeader, h.owner), cookie(h.enter(h.owner))), 200, "ok")
	h.want(h.do("POST", at+"return", "{}", theirs), 404, "but by a link")
}

func TestWhoMakesWorkspaces(t *testing.T) {
	for _, tc := range []struct {
		making        Making
		owner, others int
		want          string
	}{
		{"", 200, 403, "only who owns a workspace already"},
		{OwnersMake, 200, 403, "-workspaces guests"},
		{GuestsMake, 200, 200, "link"},
		{NobodyMake, 403, 403, "takes no further workspaces"},
	} {
		t.Run(string(tc.making), func(t *testing.T) {
			h := newHouse(t)
			h.rig.Handler = Handler(Config{Store: h.store, Pieces: easel{}, Sessions: &h.door, Page: page, Making: tc.making})
			mine, theirs := cookie(h.enter(h.owner)), cookie(h.enter(h.link(`{"role":"painter"}`)))
			h.want(h.do("POST", "/api/workspaces", "{}", mine), tc.owner, "")
			h.want(h.do("POST", "/api/workspaces", "{}", theirs), tc.others, tc.want)
			if got := h.spaces(theirs).Make; got != (tc.others == 200) {
				t.Errorf("their list says that they may make one: %v", got)
			}
		})
	}
}

// Rule L7, from another machine: at and past what an address may in a minute.
func TestAddressLimits(t *testing.T) {
	h := newHouse(t)
	var joins []bool
	h.rig.Handler = Handler(Config{Store: h.store, Pieces: easel{}, Sessions: &h.door, Page: page, Hosts: []string{"draw.example"},
		Making: GuestsMake, JoinsPerMinute: 3, WorkspacesPerMinute: 2,
		Socket: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			joins = append(joins, MayJoin(r.Context(), 1), MayJoin(r.Context(), 2))
		})})
	afar := []ask{host("draw.example"), from("10.1.2.3:4000"), at("10.0.0.1:8080")}
	other := []ask{host("draw.example"), from("10.1.2.4:4000"), at("10.0.0.1:8080")}
	for i := range 3 { // another cookie each time
		w := h.do("POST", "/api/workspaces", "{}", append(afar, cookie(h.guest()))...)
		if want := map[bool]int{true: 200, false: 429}[i < 2]; w.Code != want {
			t.Errorf("workspace %d of an address got %d %q, want %d", i+1, w.Code, w.Body, want)
		}
		if w.Code == 429 && w.Header().Get("Retry-After") != "31" {
			t.Errorf("Retry-After is %q", w.Header().Get("Retry-After"))
		}
	}
	h.want(h.do("POST", "/api/workspaces", "{}", append(other, cookie(h.guest()))...), 200, "link")
	for range 4 {
		h.do("GET", "/ws", "", append(afar, cookie(h.guest()))...)
	}
	if want := []bool{true, true, true, true, true, true, false, false}; !slices.Equal(joins, want) {
		t.Errorf("an address's joins of two workspaces went %v, want three of each", joins)
	}
	joins = nil
	h.do("GET", "/ws", "", append(other, cookie(h.guest()))...)
	for range 5 { // who is on this machine needs no bound
		h.do("GET", "/ws", "", cookie(h.guest()))
	}
	if slices.Contains(joins, false) {
		t.Errorf("others were held back: %v", joins)
	}
	if MayJoin(context.Background(), 1) {
		t.Error("who came by no socket may join")
	}
}
