package model_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"easel.example/server/artist/model"
)

const secret = "sk-ant-very-secret-0123456789"

// TestKeyIsNeverShown prints a key in every way that there is (rule H4).
func TestKeyIsNeverShown(t *testing.T) {
	key, err := model.ParseKey(" " + secret + "\n")
	if err != nil || !key.Set() {
		t.Fatal(err)
	}
	c := model.Config{Provider: model.Anthropic, Model: "m", Key: key}
	m, err := model.New(c)
	if err != nil {
		t.Fatal(err)
	}
	c.Provider = model.OpenAI
	other, err := model.New(c)
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for _, v := range []any{m, other, key, &key, c, &c, []model.Key{key}, map[model.Key]int{key: 1}, struct{ K model.Key }{key}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t", "%p"} {
			fmt.Fprintf(&shown, verb+"\n", v)
		}
	}
	data, err := json.Marshal(struct {
		C model.Config
		M map[model.Key]int
	}{c, map[model.Key]int{key: 1}})
	if err != nil {
		t.Fatal(err)
	}
	shown.Write(data)
	log := slog.New(slog.NewTextHandler(&shown, nil))
	log.Info("x", "key", key, "config", c, "model", m.Name())
	log = slog.New(slog.NewJSONHandler(&shown, nil))
	log.Info("x", "key", key, "config", c)
	for _, part := range []string{secret, secret[7:20], fmt.Sprintf("%x", secret)} {
		if strings.Contains(shown.String(), part) {
			t.Errorf("the key shows in:\n%s", shown.String())
		}
	}
	if key.String() != "set" || (model.Key{}).String() != "not set" {
		t.Errorf("%s, %s", key, model.Key{})
	}
}

func TestParseKey(t *testing.T) {
	long := strings.Repeat("k", model.KeyBytes)
	for _, c := range []struct {
		name, text string
		ok         bool
	}{
		{"plain", secret, true},
		{"space around", "\r\n\t" + secret + " \n", true},
		{"longest", long, true},
		{"too long", long + "k", false},
		{"empty", " \n", false},
		{"two lines", secret + "\n" + secret, false},
		{"a space", "sk very secret", false},
		{"a letter", "sk-ü", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := model.ParseKey(c.text)
			if (err == nil) != c.ok {
				t.Errorf("got %v, want ok %v", err, c.ok)
			}
			if err != nil && strings.Contains(err.Error(), "sk") {
				t.Errorf("the error shows the key: %v", err)
			}
		})
	}
}

// TestFindKey checks where a key comes from, and what is said of an open file.
func TestFindKey(t *testing.T) {
	write := func(mode os.FileMode, text string) string {
		name := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(name, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		return name
	}
	env := map[string]string{"ANTHROPIC_API_KEY": secret}
	for _, c := range []struct {
		name     string
		provider model.Provider
		file     string
		set      bool
		warns    bool
		fails    bool
	}{
		{"environment", model.Anthropic, "", true, false, false},
		{"another's environment", model.OpenAI, "", false, false, false},
		{"file", model.OpenAI, write(0o600, secret+"\n"), true, false, false},
		{"file of the group", model.OpenAI, write(0o640, secret), true, true, false},
		{"file of all", model.OpenAI, write(0o604, secret), true, true, false},
		{"empty file", model.OpenAI, write(0o600, ""), false, false, true},
		{"another file", model.OpenAI, write(0o600, strings.Repeat("x", model.KeyBytes+1)), false, false, true},
		{"no file", model.Anthropic, filepath.Join(t.TempDir(), "none"), false, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			key, warning, err := model.FindKey(c.provider, c.file, func(k string) string { return env[k] })
			if key.Set() != c.set || (err != nil) != c.fails {
				t.Errorf("got %v, %v", key, err)
			}
			if (warning != "") != c.warns && runtime.GOOS != "windows" {
				t.Errorf("warning %q, want one: %v", warning, c.warns)
			}
			if strings.Contains(warning, secret) {
				t.Error("the warning shows the key")
			}
		})
	}
}
