package model

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Provider is the wire that a model's server speaks.
type Provider string

// The providers. OpenAI's wire is spoken by many servers besides: Ollama, vLLM,
// llama.cpp, LM Studio.
const (
	None      Provider = ""
	Anthropic Provider = "anthropic"
	OpenAI    Provider = "openai"
)

// variable names the environment variable that customarily holds the key.
func (p Provider) variable() string { return strings.ToUpper(string(p)) + "_API_KEY" }

// Config says which model there is.
type Config struct {
	Provider  Provider
	BaseURL   string // empty is the provider's own
	AllowHTTP bool   // plain HTTP to a public host, too
	Model     string
	Key       Key
	Patience  Patience
}

// ErrNone says that no model is configured.
var ErrNone = errors.New("no model is configured")

// modelNameBytes bounds a model's name; some are paths of a registry.
const modelNameBytes = 200

// New returns the model that c says. A provider of one's own may need no key; the
// official addresses do.
func New(c Config) (Model, error) {
	w, err := c.wire()
	if err != nil {
		return nil, err
	}
	if c.Provider == Anthropic {
		return newAnthropic(w), nil
	}
	return newOpenAI(w), nil
}

// A wire is a Config that was checked, with what both providers need to talk.
type wire struct {
	Config
	base     string
	official bool   // the provider's own address
	who      string // the provider, for people
	client   *http.Client
}

func (c Config) wire() (wire, error) {
	switch c.Provider {
	case None:
		return wire{}, ErrNone
	case Anthropic, OpenAI:
	default:
		return wire{}, fmt.Errorf("the model's provider is %q; it may be %q or %q", c.Provider, Anthropic, OpenAI)
	}
	if c.Model == "" || len(c.Model) > modelNameBytes || strings.ContainsFunc(c.Model, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return wire{}, fmt.Errorf("the model's name is %q; it needs one of at most %d letters without spaces", c.Model, modelNameBytes)
	}
	base, err := c.baseURL()
	if err != nil {
		return wire{}, err
	}
	w := wire{Config: c, base: base, official: base == anthropicURL || base == openaiURL, who: "The model's server", client: newClient()}
	if w.official {
		w.who = map[Provider]string{Anthropic: "Anthropic", OpenAI: "OpenAI"}[c.Provider]
	}
	if w.official && !c.Key.Set() {
		return wire{}, fmt.Errorf("%s needs a key: set %s, or name a file that holds it", w.who, c.Provider.variable())
	}
	w.Patience = c.Patience.orDefault()
	return w, nil
}

// errRedirect is of a server that sends elsewhere. Following would carry the
// conversation to an address that nobody checked.
var errRedirect = errors.New("the server redirects")

func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			ForceAttemptHTTP2:   true,
			TLSHandshakeTimeout: 10 * time.Second,
			MaxIdleConnsPerHost: 4,
			IdleConnTimeout:     90 * time.Second,
			// Bytes arrive when the model says them, not when a block of them is full.
			DisableCompression: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirect },
	}
}
