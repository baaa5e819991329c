package link

import (
	"errors"
	"fmt"
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

// Parse reads a link such as http://HOST:PORT/#w=TOKEN.
func Parse(link string) (Address, error) {
	link = strings.TrimSpace(link)
	if link == "" {
		return Address{}, errors.New("no workspace link: give one with -link, or in EASEL_LINK")
	}
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Address{}, fmt.Errorf("the link is not one such as http://HOST:PORT/#w=TOKEN")
	}
	token, ok := strings.CutPrefix(u.Fragment, "w=")
	if !ok || token == "" || len(token) > wire.TokenBytes {
		return Address{}, fmt.Errorf("the link names no workspace: it has to end in #w=TOKEN; in a shell, put it in quotes")
	}
	return Address{Base: u.Scheme + "://" + u.Host, Token: token}, nil
}

// socket returns the address of the WebSocket.
func (a Address) socket() string { return "ws" + strings.TrimPrefix(a.Base, "http") + "/ws" }
