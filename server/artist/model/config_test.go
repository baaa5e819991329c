package model

import (
	"errors"
	"strings"
	"testing"
)

// TestBaseURL checks which addresses are taken, and what they become.
func TestBaseURL(t *testing.T) {
	for _, c := range []struct {
		provider Provider
		url      string
		allow    bool
		want     string // empty is refused
	}{
		{Anthropic, "", false, "https://api.anthropic.com/"},
		{OpenAI, "", false, "https://api.openai.com/v1/"},
		{Anthropic, "https://gateway.example/claude/v1/", false, "https://gateway.example/claude/"},
		{Anthropic, "https://gateway.example", false, "https://gateway.example/"},
		{OpenAI, "http://localhost:11434", false, "http://localhost:11434/v1/"},
		{OpenAI, "http://localhost:11434/v1", false, "http://localhost:11434/v1/"},
		{OpenAI, "https://models.example/api/v3/", false, "https://models.example/api/v3/"},
		{OpenAI, "http://127.0.0.1:8000", false, "http://127.0.0.1:8000/v1/"},
		{OpenAI, "http://[::1]:8000", false, "http://[::1]:8000/v1/"},
		{OpenAI, "http://[::ffff:10.0.0.1]", false, "http://[::ffff:10.0.0.1]/v1/"},
		{OpenAI, "http://192.168.1.7:8080", false, "http://192.168.1.7:8080/v1/"},
		{OpenAI, "http://ollama:11434", false, "http://ollama:11434/v1/"},
		{OpenAI, "http://host.docker.internal:11434", false, "http://host.docker.internal:11434/v1/"},
		{OpenAI, "http://gpu.local", false, "http://gpu.local/v1/"},
		{OpenAI, "http://models.example", false, ""},
		{OpenAI, "http://models.example", true, "http://models.example/v1/"},
		{OpenAI, "http://8.8.8.8", false, ""},
		{OpenAI, "http://localhost.example", false, ""},
		{OpenAI, "http://evil.example#.local", false, ""},
		{OpenAI, "http://user:pass@localhost", false, ""},
		{OpenAI, "https://models.example/v1?key=x", false, ""},
		{OpenAI, "ftp://localhost", false, ""},
		{OpenAI, "localhost:11434", false, ""},
		{OpenAI, "https://", false, ""},
		{OpenAI, "://", false, ""},
	} {
		t.Run(c.url, func(t *testing.T) {
			got, err := Config{Provider: c.provider, BaseURL: c.url, AllowHTTP: c.allow}.baseURL()
			if got != c.want || (err == nil) != (c.want != "") {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "pass") && c.url == "http://user:pass@localhost" && strings.Contains(err.Error(), "pass@") {
				t.Errorf("the error shows the password: %v", err)
			}
		})
	}
}

// TestNew checks which configurations there are.
func TestNew(t *testing.T) {
	key, _ := ParseKey("k")
	long := strings.Repeat("m", modelNameBytes)
	for _, c := range []struct {
		name string
		c    Config
		want string // in the error; empty is fine
	}{
		{"anthropic", Config{Provider: Anthropic, Model: "m", Key: key}, ""},
		{"openai", Config{Provider: OpenAI, Model: "m", Key: key}, ""},
		{"ollama", Config{Provider: OpenAI, Model: "llama3:8b", BaseURL: "http://localhost:11434"}, ""},
		{"longest name", Config{Provider: OpenAI, Model: long, Key: key}, ""},
		{"name too long", Config{Provider: OpenAI, Model: long + "m", Key: key}, "the model's name"},
		{"no name", Config{Provider: OpenAI, Key: key}, "the model's name"},
		{"no key", Config{Provider: Anthropic, Model: "m"}, "ANTHROPIC_API_KEY"},
		{"no key either", Config{Provider: OpenAI, Model: "m"}, "OPENAI_API_KEY"},
		{"none", Config{}, ErrNone.Error()},
		{"another", Config{Provider: "acme", Model: "m"}, `it may be "anthropic" or "openai"`},
		{"bad address", Config{Provider: OpenAI, Model: "m", BaseURL: "x"}, "address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := New(c.c)
			switch {
			case c.want == "" && (err != nil || m.Name() != c.c.Model):
				t.Errorf("got %v", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := New(Config{}); !errors.Is(err, ErrNone) {
		t.Errorf("no provider: %v, want ErrNone", err)
	}
}
