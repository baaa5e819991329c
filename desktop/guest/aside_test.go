package guest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDamagedCookies: a damaged file locks nobody out. It is kept under another name, people are
// told, and a new one is begun.
func TestDamagedCookies(t *testing.T) {
	for _, text := range []string{"not JSON", `{"http://127.0.0.1:1": "sec`, `{"http://127.0.0.1:1": 5}`, "[]", "\x00\x00\x00"} {
		t.Run(text, func(t *testing.T) {
			a, _ := guestServer(t, 200, 404)
			file := filepath.Join(t.TempDir(), "guest.json")
			damage(t, file, text)
			g, err := Open(t.Context(), a, file)
			if err != nil {
				t.Fatal(err)
			}
			if kept, err := os.ReadFile(file + ".unread"); err != nil || string(kept) != text {
				t.Errorf("beside is %q, %v", kept, err)
			}
			if n := g.Note(); !strings.Contains(n, "damaged") || !strings.Contains(n, "guest.json.unread") || !strings.HasSuffix(n, ".") {
				t.Errorf("people are told %q", n)
			}
			again, err := Open(t.Context(), a, file)
			if err != nil || again.cookie() != g.cookie() || g.cookie() == "" || again.Note() != "" {
				t.Errorf("the next time one is %q, before %q; told %q, %v", again.cookie(), g.cookie(), again.Note(), err)
			}
		})
	}
}

// TestAsideMost: so many damaged files are kept, and the last gives way to one more.
func TestAsideMost(t *testing.T) {
	a, _ := guestServer(t, 200, 404)
	file := filepath.Join(t.TempDir(), "guest.json")
	for i := range asideMost + 1 {
		damage(t, file, fmt.Sprint("damage ", i))
		if _, err := Open(t.Context(), a, file); err != nil {
			t.Fatal(err)
		}
	}
	list, err := filepath.Glob(file + ".unread*")
	if err != nil || len(list) != asideMost {
		t.Errorf("%d are kept, %v", len(list), err)
	}
	for name, want := range map[string]string{".unread": "damage 0", ".unread-9": "damage 8", ".unread-10": "damage 10"} {
		if got, err := os.ReadFile(file + name); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v; want %q", name, got, err, want)
		}
	}
}

func damage(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
