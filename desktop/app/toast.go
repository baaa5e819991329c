package app

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How long a toast is seen, in ms, and how many at once.
const (
	toastMs     = 6000
	deedToastMs = 8000
	toastsMost  = 3
)

// A Toast is a sentence that is shown for a while, perhaps with something to do about it.
type Toast struct {
	ID   int
	Text string
	Deed string // on a button; empty is none
	ends int64
	act  func()
}

// Toasts returns those to be shown, the oldest first.
func (a *App) Toasts() []Toast { return a.toasts }

// Say shows a sentence for a while.
func (a *App) Say(text string) { a.say(text) }

func (a *App) say(text string) { a.toast(Toast{Text: text, ends: a.now + toastMs}) }

func (a *App) offer(text, deed string, act func()) {
	a.toast(Toast{Text: text, Deed: deed, act: act, ends: a.now + deedToastMs})
}

func (a *App) toast(t Toast) {
	a.toastID++
	t.ID = a.toastID
	a.toasts = append(slices.Clone(a.toasts[max(len(a.toasts)-toastsMost+1, 0):]), t)
	a.change.Panels = true
}

// fail says what went wrong, if anything.
func (a *App) fail(err error) bool {
	if err != nil {
		a.say(sentence(err.Error()))
	}
	return err != nil
}

// Dismiss takes a toast away.
func (a *App) Dismiss(id int) { a.dropToast(id) }

// Act does what a toast offers, and takes it away.
func (a *App) Act(id int) {
	if t, ok := a.dropToast(id); ok && t.act != nil {
		t.act()
	}
}

func (a *App) dropToast(id int) (Toast, bool) {
	i := slices.IndexFunc(a.toasts, func(t Toast) bool { return t.ID == id })
	if i < 0 {
		return Toast{}, false
	}
	t := a.toasts[i]
	a.toasts = slices.Delete(slices.Clone(a.toasts), i, i+1)
	a.change.Panels = true
	return t, true
}

func (a *App) expireToasts() {
	for _, t := range a.toasts {
		if a.now >= t.ends {
			a.dropToast(t.ID)
		}
	}
}

// sentence returns text as one, with a capital and a stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "…") {
		return capital(text)
	}
	return capital(text) + "."
}

func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
