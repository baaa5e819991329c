package guest

import (
	"errors"
	"net/url"
	"strings"

	"easel.example/core/wire"
)

// An Address is what a workspace link says: where the server is, and the token
// that opens the workspace.
type Address struct {
	Base  string // http://HOST:PORT, without a slash at the end
	Token string
}

// What is wrong with links that people are told more about where they gave them.
var (
	ErrNoLink      = errors.New("no workspace link")
	ErrNoWorkspace = errors.New("the link names no workspace: it has to end in #w=TOKEN")
)

// Parse reads a link such as http://HOST:PORT/#w=TOKEN.
func Parse(link string) (Address, error) {
	link = strings.TrimSpace(link)
	if link == "" {
		return Address{}, ErrNoLink
	}
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Address{}, errors.New("the link is not one such as http://HOST:PORT/#w=TOKEN")
	}
	token, ok := strings.CutPrefix(u.Fragment, "w=")
	if !ok || token == "" || len(token) > wire.TokenBytes {
		return Address{}, ErrNoWorkspace
	}
	return Address{Base: u.Scheme + "://" + u.Host, Token: token}, nil
}

// Socket returns the address of the WebSocket.
func (a Address) Socket() string { return "ws" + strings.TrimPrefix(a.Base, "http") + "/ws" }

// Link returns the link.
func (a Address) Link() string { return a.Base + "/#w=" + a.Token }
