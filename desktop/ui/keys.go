package ui

import (
	"strings"
	"time"
	"unicode"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

// A key repeats after some time, and then so often, as systems have it.
const (
	repeatAfter = 420 * time.Millisecond
	repeatEvery = 33 * time.Millisecond
)

// A press is a key as browsers call it.
type press struct {
	name             string
	ctrl, shift, alt bool
	up               bool
	again            bool // it repeats
}

// named are the keys that write nothing, and the space bar.
var named = map[ebiten.Key]string{
	ebiten.KeyEnter: "Enter", ebiten.KeyNumpadEnter: "Enter", ebiten.KeyEscape: "Escape", ebiten.KeyTab: "Tab", ebiten.KeyBackspace: "Backspace",
	ebiten.KeyDelete: "Delete", ebiten.KeyArrowLeft: "ArrowLeft", ebiten.KeyArrowRight: "ArrowRight", ebiten.KeyArrowUp: "ArrowUp", ebiten.KeyArrowDown: "ArrowDown",
	ebiten.KeyHome: "Home", ebiten.KeyEnd: "End", ebiten.KeyPageUp: "PageUp", ebiten.KeyPageDown: "PageDown", ebiten.KeyF6: "F6", ebiten.KeyF11: "F11",
	ebiten.KeySpace: "Space", ebiten.KeyShiftLeft: "Shift", ebiten.KeyShiftRight: "Shift",
}

// keyboard turns what Ebiten tells into presses.
type keyboard struct {
	mac  bool
	next map[ebiten.Key]time.Time // when it repeats
	text []rune
}

// read returns what was pressed and let go since the last call, and what was typed. Letters
// without Ctrl come as what the layout makes of them: "?" has its own key on no keyboard.
func (k *keyboard) read(now time.Time) (list []press, typed string) {
	mods := press{
		ctrl: ebiten.IsKeyPressed(ebiten.KeyControl), shift: ebiten.IsKeyPressed(ebiten.KeyShift), alt: ebiten.IsKeyPressed(ebiten.KeyAlt),
	}
	if k.mac {
		mods.ctrl = ebiten.IsKeyPressed(ebiten.KeyMeta)
	}
	with := func(name string, up, again bool) press {
		p := mods
		p.name, p.up, p.again = name, up, again
		return p
	}
	k.text = ebiten.AppendInputChars(k.text[:0])
	fresh := false // a letter's key has come down
	for _, key := range inpututil.AppendJustPressedKeys(nil) {
		name, ok := named[key]
		if !ok && mods.ctrl {
			name, ok = strings.ToLower(ebiten.KeyName(key)), true
		}
		fresh = fresh || !ok
		if ok && name != "" {
			list = append(list, with(name, false, false))
			k.hold(key, now)
		}
	}
	for _, key := range inpututil.AppendJustReleasedKeys(nil) {
		delete(k.next, key)
		if name := named[key]; name == "Space" || name == "Shift" {
			list = append(list, with(name, true, false))
		}
	}
	for key, at := range k.next {
		if now.After(at) {
			list = append(list, with(named[key], false, true))
			k.next[key] = now.Add(repeatEvery)
		}
	}
	for _, r := range k.text {
		if unicode.IsControl(r) || mods.ctrl && !mods.alt {
			continue
		}
		typed += string(r)
		if r != ' ' {
			p := with(strings.ToLower(string(r)), false, !fresh)
			p.alt = false // it has made the letter
			list = append(list, p)
		}
	}
	return list, typed
}

// hold lets a key repeat, if it is one that goes somewhere or takes something away.
func (k *keyboard) hold(key ebiten.Key, now time.Time) {
	switch name := named[key]; name {
	case "", "Shift", "Space", "Escape", "Enter", "Tab", "F6", "F11":
		return
	}
	if k.next == nil {
		k.next = map[ebiten.Key]time.Time{}
	}
	k.next[key] = now.Add(repeatAfter)
}

// repeats reports whether a letter that repeats means something each time: sizes do, tools
// do not.
func repeats(name string) bool { return len(name) > 1 || strings.Contains("[],.+-=", name) }
