package web

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"easel.example/server/store"
)

// CookieName is the cookie that says who a guest is.
const CookieName = "easel_guest"

const cookieAge = 365 * 24 * time.Hour

type guestKey struct{}

// GuestOf returns the guest who opened the socket, in the request's context.
func GuestOf(ctx context.Context) (store.Guest, bool) {
	g, ok := ctx.Value(guestKey{}).(store.Guest)
	return g, ok
}

// guestOf returns the guest of the request's cookie, or store.ErrNotFound.
func (h *handler) guestOf(r *http.Request) (store.Guest, error) {
	c, err := r.Cookie(CookieName)
	if err != nil {
		return store.Guest{}, store.ErrNotFound
	}
	return h.Store.ResolveGuest(r.Context(), c.Value)
}

// guest is POST /api/guest: whoever asks is a guest afterwards, the same as
// before if they were one.
func (h *handler) guest(w http.ResponseWriter, r *http.Request) {
	if !h.sameOrigin(r) {
		refuse(w, http.StatusForbidden, "This request comes from another site.")
		return
	}
	if !h.readJSON(w, r, &struct{}{}) {
		return
	}
	_, err := h.guestOf(r)
	if err == nil {
		c, _ := r.Cookie(CookieName)
		h.remember(w, r, c.Value) // for another year
		h.answer(w, map[string]bool{"ok": true})
		return
	}
	if !errors.Is(err, store.ErrNotFound) {
		h.fail(w, r, err)
		return
	}
	// Who is on this machine needs no bound: they could as well fill the disk.
	if !h.direct(r) && !h.guests.allow(limitKey{addr: network(h.person(r))}) {
		h.later(w, h.GuestsPerMinute, "Too many new guests from this address. Try again in a minute.")
		return
	}
	_, secret, err := h.Store.NewGuest(r.Context())
	if err != nil {
		h.fail(w, r, err)
		return
	}
	h.remember(w, r, secret)
	h.answer(w, map[string]bool{"ok": true})
}

// remember sets the cookie that says who a guest is.
func (h *handler) remember(w http.ResponseWriter, r *http.Request, secret string) {
	http.SetCookie(w, &http.Cookie{
		Name:     CookieName,
		Value:    secret,
		Path:     "/",
		MaxAge:   int(cookieAge / time.Second),
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
		Secure:   r.TLS != nil || h.PublicURL != nil && h.PublicURL.Scheme == "https",
	})
}

type joinKey struct{}

// MayJoin reports whether who opened the socket, in the request's context, may
// become a new member of a workspace now. Who clears their cookie is somebody
// else, with limits of their own: this bounds how many of these one address puts
// into a workspace in a minute, however many cookies it has gathered before.
func MayJoin(ctx context.Context, workspace int64) bool {
	may, ok := ctx.Value(joinKey{}).(func(int64) bool)
	return ok && may(workspace)
}

// limitKeys bounds the addresses that are remembered. Addresses beyond share
// one limit, so that filling the table shuts nobody out for long.
const limitKeys = 1 << 14

// A limitKey is whom a limit is for.
type limitKey struct {
	addr      netip.Addr // what one subscriber has; the zero Addr, where it is not known, is one like any other
	workspace int64      // 0 where it is the same for all
}

// An addrLimit bounds what an address may do in a minute, and at once (rule L7).
type addrLimit struct {
	perMinute int // negative is unlimited
	now       func() time.Time

	mu    sync.Mutex
	byKey map[limitKey]*keyLimit
	rest  *rate.Limiter // of the keys beyond limitKeys
	swept time.Time
}

type keyLimit struct {
	*rate.Limiter
	last time.Time
}

func (g *addrLimit) allow(key limitKey) bool {
	if g.perMinute < 0 {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if g.byKey == nil {
		g.byKey, g.rest = map[limitKey]*keyLimit{}, g.limiter()
	}
	g.sweep(now)
	l := g.byKey[key]
	if l == nil && len(g.byKey) >= limitKeys {
		return g.rest.AllowN(now, 1)
	}
	if l == nil {
		l = &keyLimit{Limiter: g.limiter()}
		g.byKey[key] = l
	}
	l.last = now
	return l.AllowN(now, 1)
}

func (g *addrLimit) limiter() *rate.Limiter {
	return rate.NewLimiter(rate.Every(time.Minute/time.Duration(g.perMinute)), g.perMinute)
}

// sweep forgets, once a minute, the addresses that were silent for one: their
// limits are as new again.
func (g *addrLimit) sweep(now time.Time) {
	if now.Sub(g.swept) < time.Minute {
		return
	}
	g.swept = now
	for key, l := range g.byKey {
		if now.Sub(l.last) >= time.Minute {
			delete(g.byKey, key)
		}
	}
}

// network returns what one subscriber has: an IPv4 address, or the 64-bit
// network of an IPv6 address.
func network(a netip.Addr) netip.Addr {
	if !a.Is6() {
		return a
	}
	p, err := a.Prefix(64)
	if err != nil {
		return netip.Addr{}
	}
	return p.Addr()
}
