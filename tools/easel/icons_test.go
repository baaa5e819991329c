package main

import (
	"encoding/xml"
	"os"
	"testing"
)

// TestIconsAreFresh checks that the desktop app's icons are what lucide has.
func TestIconsAreFresh(t *testing.T) {
	want, err := icons("../../web/node_modules")
	if err != nil {
		t.Skip("the packages of npm are not here: ", err)
	}
	got, err := os.ReadFile("../../desktop/ui/widget/icons.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("they are others; go run ./tools/easel icons -o desktop/ui/widget/icons.go")
	}
}

func TestElementPath(t *testing.T) {
	for _, c := range []struct {
		element string
		at      map[string]string
		want    string
	}{
		{"path", map[string]string{"d": "m1 2 3 4"}, "M1 2l3 4"},
		{"path", map[string]string{"d": "m15 18-6-6 6-6"}, "M15 18l-6-6 6-6"},
		{"path", map[string]string{"d": "m1-.5v3"}, "M1 -.5v3"},
		{"path", map[string]string{"d": "M1 2m3 4"}, "M1 2m3 4"},
		{"line", map[string]string{"x1": "1", "y1": "2", "x2": "3", "y2": "4"}, "M1 2L3 4"},
		{"circle", map[string]string{"cx": "4", "cy": "5", "r": "2"}, "M2 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"},
		{"text", nil, ""},
	} {
		e := xml.StartElement{Name: xml.Name{Local: c.element}}
		for k, v := range c.at {
			e.Attr = append(e.Attr, xml.Attr{Name: xml.Name{Local: k}, Value: v})
		}
		got, err := elementPath(e)
		if got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("%s %v is %q, %v; want %q", c.element, c.at, got, err, c.want)
		}
	}
}
