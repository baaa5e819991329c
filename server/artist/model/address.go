package model

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// The addresses of the providers themselves.
const (
	anthropicURL = "https://api.anthropic.com/"
	openaiURL    = "https://api.openai.com/v1/"
)

// baseURL checks the address of a provider and brings it into the one form that
// the SDKs join paths to: Anthropic's without /v1, OpenAI's with it, where nothing
// else is said, and a slash at the end.
//
// Over plain HTTP the key and the paintings can be read on the way. So it is
// taken for hosts of this machine and of a private network only, where Ollama and
// its like are, unless AllowHTTP says that the owner knows better. A name counts
// as private if it cannot be one of the public internet: localhost, a single word
// (a container's), or below .local, .internal, .lan, .home.arpa or .localhost. It
// is not looked up: what it resolves to may change after the check.
func (c Config) baseURL() (string, error) {
	if c.BaseURL == "" {
		return map[Provider]string{Anthropic: anthropicURL, OpenAI: openaiURL}[c.Provider], nil
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("the model's address is not one such as https://models.example/v1 or http://localhost:11434")
	}
	switch {
	case u.User != nil:
		return "", fmt.Errorf("the model's address holds a name or password; the key has a place of its own")
	case u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("the model's address goes on after its path; it may have no ? and no #")
	case u.Scheme == "http" && !private(u.Hostname()) && !c.AllowHTTP:
		return "", fmt.Errorf("the model's address %s is plain http and not of this machine or a private network: use https, or allow it explicitly", u.Host)
	}
	path := strings.TrimRight(u.Path, "/")
	switch {
	case c.Provider == Anthropic:
		path = strings.TrimSuffix(path, "/v1")
	case path == "":
		path = "/v1"
	}
	u.Path, u.RawPath = path+"/", ""
	return u.String(), nil
}

// private reports whether a host is this machine or of a private network.
func private(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		a = a.Unmap()
		return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if !strings.Contains(host, ".") {
		return true
	}
	for _, end := range []string{".localhost", ".local", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}
