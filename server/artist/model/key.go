package model

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strings"
)

// KeyBytes is more than any provider's key has; a file beyond it is another file.
const KeyBytes = 4096

// A Key is the secret that a provider knows the account by. However it is printed,
// logged or encoded, it shows only whether it is set (rule H4).
//
// The text is behind a pointer, which fmt does not follow: it does not ask the
// methods of what lies in unexported fields of others.
type Key struct{ secret *string }

// ParseKey takes a key from text around which there may be space. An error does
// not repeat the text.
func ParseKey(text string) (Key, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return Key{}, errors.New("the key is empty")
	case len(text) > KeyBytes:
		return Key{}, fmt.Errorf("the key has %d bytes; it may have %d", len(text), KeyBytes)
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }):
		return Key{}, errors.New("the key has spaces, line ends or letters that no key has")
	}
	return Key{&text}, nil
}

// FindKey reads the key of a provider from a file if one is named, else from the
// environment: ANTHROPIC_API_KEY or OPENAI_API_KEY. Where there is none it returns
// one that is not set. The warning, if any, is for whoever runs the server.
func FindKey(p Provider, file string, getenv func(string) string) (key Key, warning string, err error) {
	if file != "" {
		return readKey(file)
	}
	variable := p.variable()
	text := getenv(variable)
	if text == "" {
		return Key{}, "", nil
	}
	if key, err = ParseKey(text); err != nil {
		return Key{}, "", fmt.Errorf("read %s: %w", variable, err)
	}
	return key, "", nil
}

// readKey reads a file that holds a key and nothing else.
func readKey(file string) (Key, string, error) {
	f, err := os.Open(file)
	if err != nil {
		return Key{}, "", fmt.Errorf("read the key: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Key{}, "", fmt.Errorf("read the key: %w", err)
	}
	// Two more than a key may have, so that a longer file is seen to be one.
	text, err := io.ReadAll(io.LimitReader(f, KeyBytes+2))
	if err != nil {
		return Key{}, "", fmt.Errorf("read the key: %w", err)
	}
	key, err := ParseKey(string(text))
	if err != nil {
		return Key{}, "", fmt.Errorf("read the key in %s: %w", file, err)
	}
	// Windows has other permissions, and tells these from none of them.
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode&0o077 != 0 {
		return key, fmt.Sprintf("the key in %s can be read by others on this machine (mode %#o); chmod 600 closes it", file, mode), nil
	}
	return key, "", nil
}

// Set reports whether there is a key.
func (k Key) Set() bool { return k.secret != nil }

// String returns "set" or "not set", as all of the ways to show a key do.
func (k Key) String() string {
	if k.Set() {
		return "set"
	}
	return "not set"
}

// GoString is String, for %#v.
func (k Key) GoString() string { return k.String() }

// Format is String, for all verbs: %x and %d would look into the struct.
func (k Key) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, k.String()) }

// MarshalText is String, for JSON and other encodings.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// LogValue is String, for slog.
func (k Key) LogValue() slog.Value { return slog.StringValue(k.String()) }
