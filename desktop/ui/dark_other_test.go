//go:build !windows

package ui

import "testing"

func TestSaysDark(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "[Settings]\ngtk-application-prefer-dark-theme=1\n": true, "gtk-application-prefer-dark-theme = false": false,
		"gtk-theme-name=Adwaita-dark": true, "gtk-theme-name=Adwaita": false, "[General]\nColorScheme=BreezeDark": true,
	} {
		if got := saysDark(text); got != want {
			t.Errorf("%q says %v, want %v", text, got, want)
		}
	}
}
