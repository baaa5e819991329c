package web

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strconv"
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
	if !h.direct(r) && !h.guests.allow(remoteAddr(r)) {
		w.Header().Set("Retry-After", strconv.Itoa(60/h.GuestsPerMinute+1))
		refuse(w, http.StatusTooManyRequests, "Too many new guests from this address. Try again in a minute.")
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

// limitKeys bounds the addresses that are remembered. Addresses beyond share
// one limit, so that filling the table shuts nobody out for long.
const limitKeys = 1 << 14

// A guestLimit bounds new guests an address and minute (rule L7). The zero
// Addr, for an address that is not known, is one like any other.
type guestLimit struct {
	perMinute int // negative is unlimited
	now       func() time.Time

	mu     sync.Mutex
	byAddr map[netip.Addr]*addrLimit
	rest   *rate.Limiter // of the addresses beyond limitKeys
	swept  time.Time
}

type addrLimit struct {
	*rate.Limiter
	last time.Time
}

func (g *guestLimit) allow(a netip.Addr) bool {
	if g.perMinute < 0 {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if g.byAddr == nil {
		g.byAddr, g.rest = map[netip.Addr]*addrLimit{}, g.limiter()
	}
	g.sweep(now)
	key := limitKey(a)
	l := g.byAddr[key]
	if l == nil && len(g.byAddr) >= limitKeys {
		return g.rest.AllowN(now, 1)
	}
	if l == nil {
		l = &addrLimit{Limiter: g.limiter()}
		g.byAddr[key] = l
	}
	l.last = now
	return l.AllowN(now, 1)
}

func (g *guestLimit) limiter() *rate.Limiter {
	return rate.NewLimiter(rate.Every(time.Minute/time.Duration(g.perMinute)), g.perMinute)
}

// sweep forgets, once a minute, the addresses that were silent for one: their
// limits are as new again.
func (g *guestLimit) sweep(now time.Time) {
	if now.Sub(g.swept) < time.Minute {
		return
	}
	g.swept = now
	for key, l := range g.byAddr {
		if now.Sub(l.last) >= time.Minute {
			delete(g.byAddr, key)
		}
	}
}

// limitKey returns what one subscriber has: an IPv4 address, or the 64-bit
// network of an IPv6 address.
func limitKey(a netip.Addr) netip.Addr {
	if !a.Is6() {
		return a
	}
	p, err := a.Prefix(64)
	if err != nil {
		return netip.Addr{}
	}
	return p.Addr()
}
