package display

import (
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestWhy(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("here a display is the system's to say")
	}
	for _, c := range []struct {
		name string
		env  map[string]string
		want string
	}{
		{"nothing", nil, "DISPLAY is not set"},
		{"Wayland alone", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, "Xwayland"},
		{"one that is gone", map[string]string{"DISPLAY": ":4711"}, "does not answer"},
		{"one that is gone, with a screen", map[string]string{"DISPLAY": "unix:4711.0"}, "does not answer"},
		{"another machine's", map[string]string{"DISPLAY": "far:0"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Why(func(k string) string { return c.env[k] })
			if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("%v: %q, want %q", c.env, got, c.want)
			}
		})
	}
}

func TestLookEnds(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("here a display is the system's to say")
	}
	for args, want := range map[string]int{
		"easel": Missing, "easel -dir d": Missing, "easel -colour": Missing, "/tmp/ui.test": 0, "/tmp/ui.test -test.v": 0,
		"easel -version": 0, "easel --version": 0, "easel -h": 0, "easel -dir d -help": 0,
	} {
		code := -1
		if look(func(string) string { return "" }, strings.Fields(args), func(c int) { code = c }) || code != want {
			t.Errorf("%s without a display ends with %d, want %d", args, code, want)
		}
	}
}

func TestConnects(t *testing.T) {
	path := filepath.Join(t.TempDir(), "X0")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	if !connects(path) {
		t.Error("a socket that listens is not found")
	}
	if connects(path + "1") {
		t.Error("a socket is found where there is none")
	}
}
