package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// hostNames returns the names that are allowed wherever a request arrives.
func hostNames(hosts []string, public *url.URL) map[string]bool {
	names := map[string]bool{}
	for _, h := range hosts {
		if name := hostName(h); name != "" {
			names[name] = true
		}
	}
	if public != nil {
		names[hostName(public.Host)] = true
	}
	return names
}

// hostName returns the name or address in a host and optional port, in the one
// form that is compared.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.TrimSuffix(strings.ToLower(host), ".")
}

// hostAllowed reports whether the request asks for a name of this server: one
// that was given; on a loopback connection, a name that always means this
// machine; otherwise the very address that it arrived at. A page whose own
// name was made to point here has none of these in its Host.
func (h *handler) hostAllowed(r *http.Request) bool {
	name := hostName(r.Host)
	if h.hosts[name] {
		return true
	}
	local := localAddr(r)
	if local.IsLoopback() {
		return isLoopbackName(name)
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && local.IsValid() && addr.Unmap() == local
}

func isLoopbackName(name string) bool {
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.Unmap().IsLoopback()
}

// localAddr returns the address that the request arrived at, the zero Addr if
// that is not known.
func localAddr(r *http.Request) netip.Addr {
	a, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return netip.Addr{}
	}
	return parseAddr(a.String())
}

// remoteAddr returns the address at the other end of the connection. What a
// proxy says about whom it speaks for is not read: anybody can say so.
func remoteAddr(r *http.Request) netip.Addr { return parseAddr(r.RemoteAddr) }

// person returns the address of whoever asks, for the limits. What a proxy says
// about whom it speaks for counts if it is one of ours: each adds at the end whom
// it heard, so the last address that is none of theirs is the nearest that
// nobody else could have made up.
func (h *handler) person(r *http.Request) netip.Addr {
	a := remoteAddr(r)
	told := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(told) - 1; i >= 0 && h.isProxy(a); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(told[i]))
		if err != nil {
			break
		}
		a = next.Unmap().WithZone("")
	}
	return a
}

func (h *handler) isProxy(a netip.Addr) bool {
	return slices.ContainsFunc(h.Proxies, func(p netip.Prefix) bool { return p.Contains(a) })
}

func parseAddr(s string) netip.Addr {
	ap, err := netip.ParseAddrPort(s)
	if err != nil {
		return netip.Addr{}
	}
	return ap.Addr().Unmap().WithZone("")
}

// sameOrigin reports whether a request comes from a page of this server, or
// from none: programs that are no browser send neither header. Browsers send
// Origin with every POST and socket, and newer ones Sec-Fetch-Site with all.
func (h *handler) sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	u, err := url.Parse(origins[0])
	if err != nil || len(origins) > 1 || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return false
	}
	if h.PublicURL != nil && u.Scheme == h.PublicURL.Scheme && strings.EqualFold(u.Host, h.PublicURL.Host) {
		return true
	}
	// Behind a proxy that ends TLS the page's scheme is https and ours http.
	return strings.EqualFold(u.Host, r.Host) && (u.Scheme == "https" || r.TLS == nil)
}

// direct reports whether the request comes from this machine, from somebody
// who asked for this machine, with no proxy between that would make the whole
// world look like that.
func (h *handler) direct(r *http.Request) bool {
	if h.PublicURL != nil || !remoteAddr(r).IsLoopback() || !localAddr(r).IsLoopback() || !isLoopbackName(hostName(r.Host)) {
		return false
	}
	for name := range r.Header {
		if name == "Forwarded" || name == "Via" || name == "X-Real-Ip" || strings.HasPrefix(name, "X-Forwarded-") {
			return false
		}
	}
	return true
}
