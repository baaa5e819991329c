// Package web is the server's HTTP: the embedded page, the few requests that
// the page makes beside its socket, and the checks that stand before all of
// them.
//
// Every request passes, in this order: security headers; the Host allow-list,
// so that a name that somebody points at this machine (DNS rebinding) is not
// this server; then its route. Requests that change something, and the socket,
// must come from a page of this server or from no page at all. A person is
// known by the cookie that POST /api/guest sets, and enters a workspace by the
// token of a link. Tokens travel in a header or in the page's fragment, never
// in a path or a query, so that no log has them (rule H4).
package web
