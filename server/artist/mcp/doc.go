// Package mcp lets the programs of others paint along: it serves the Model Context Protocol
// over streamable HTTP, with the tools of package artist.
//
// A client authorises itself by the token of a workspace link, in a header and nowhere else
// (rule H4), and may do what the link allows: by one for viewers look, by any other draw and
// take back what is its own. Each session is a member of the workspace, named as the client
// names itself, with a hand of its own, and with the rate of a person (rule L1). It is never an
// owner, so that no workspace is left to a program.
//
// A session acts on the live piece. When a new one begins it takes a fresh hand there, and
// tells so with the next result. Who says nothing for [AwayAfter] is shown as away, and
// for [IdleAfter] is forgotten. A member whose session has ended is given to the next one of
// the same link and name, which the store knows: a client that starts anew is no new member, and has no new
// rate, whether the server was started anew meanwhile or not. As it may be another client,
// only what a session has drawn is its own to take back. Where an owner has removed a member, nobody comes
// in by its link and name until the owner lets it in again.
//
// The protocol's revision without sessions is not spoken: a member is present
// for as long as a session lasts. Clients that know it fall back to the one before. There
// is no stream of the server's own either, as it has nothing to say unasked.
//
// The protocol is the official SDK's, github.com/modelcontextprotocol/go-sdk (Apache-2.0, parts
// MIT): clients differ in what they take for the protocol, and it follows them. It adds 2.7 MB to
// the server's binary, and with it come golang.org/x/oauth2, jsonschema-go and two small packages
// of segmentio.
package mcp
