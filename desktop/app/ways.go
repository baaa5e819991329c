package app

import (
	"context"
	"slices"
)

// names returns the names of a place, by any of which something of it may be kept: the first
// is its own, as far as that is known.
func (a *App) names(p Place) []string {
	own := p.Key
	for _, w := range a.prefs.Ways {
		if w.Link == p.Link {
			own = w.To
		}
	}
	list := []string{own}
	for _, w := range append([]Way{{p.Key, own}}, a.prefs.Ways...) {
		if w.To == own && !slices.Contains(list, w.Link) {
			list = append(list, w.Link)
		}
	}
	return list
}

// locate learns where the link leads, for the next time that one comes by another.
func (s *Studio) locate() {
	a, link := s.app, s.place.Link
	if link == "" || slices.ContainsFunc(a.prefs.Ways, func(w Way) bool { return w.Link == link }) {
		return
	}
	to := ""
	a.jobs.start(func(ctx context.Context) error {
		list, _, err := s.place.Host.Spaces(ctx)
		for _, sp := range list {
			if sp.Here {
				to = sp.Link
			}
		}
		return err
	}, func(err error) {
		if err == nil && to != "" && to != link {
			a.prefs.Ways = append([]Way{{link, to}}, a.prefs.Ways...)
			a.prefs.Ways = a.prefs.Ways[:min(len(a.prefs.Ways), waysMost)]
			a.unsaved = true
		}
	})
}
