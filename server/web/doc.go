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
//
// Programs come to /mcp, where [Config.Agents] asks for the token as they send it, in
// Authorization. They have no cookie; each of their sessions is a guest of its own.
//
// Who is a member already comes in without a link, by "~" and the workspace's
// number in the token's place. That is no secret and opens nothing by itself:
// it says where, and the cookie says who. A token of their own for each member
// would be one more secret to keep and to revoke, and an address that is copied
// would hand on the member's rights; this one hands on nothing. A member comes
// in as by the link that gave them their role, and while it holds: to revoke the
// link, to remove the member, or to leave closes that way and its sessions at
// once, as it does by the link. To everybody else a workspace that is there
// looks like one that is not.
//
// Who clears their cookie is another guest, with another sixty strokes. That
// costs one of the new guests that an address may become in a minute, one of the
// members that it may bring into the workspace, and one of the workspace's
// members for good (rule L7). More cannot be told apart from a class that comes
// in together behind one address.
package web
