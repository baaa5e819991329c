package app

import (
	"context"

	"easel.example/core"
)

// Sharing is who comes into the workspace, by which links, and where else one is a member.
// Its lists are as they were when the sheet was opened, and after each change.
type Sharing struct {
	studio  *Studio
	Links   []Link
	People  []Person
	Spaces  []Space
	May     bool   // make another workspace
	Made    string // the link that was made last, to be copied
	Loading bool
}

func (h *Sharing) open(is Sheet) {
	h.Made = ""
	switch {
	case is == SheetSpaces:
		h.loadSpaces()
	case h.studio.state.Owner && is == SheetShare:
		h.loadLinks()
	case h.studio.state.Owner:
		h.loadPeople()
	}
}

// ask does something, and says why where it cannot be done.
func (h *Sharing) ask(work func(context.Context, Host) error, done func()) {
	a := h.studio.app
	h.Loading = a.later(func(ctx context.Context) error { return work(ctx, h.studio.place.Host) }, func(err error) {
		h.Loading = false
		a.change.Panels = true
		if !a.fail(err) {
			done()
		}
	})
}

func (h *Sharing) loadLinks() {
	var list []Link
	h.ask(func(ctx context.Context, host Host) (err error) {
		list, err = host.Links(ctx)
		return err
	}, func() { h.Links = list })
}

func (h *Sharing) loadPeople() {
	var list []Person
	h.ask(func(ctx context.Context, host Host) (err error) {
		list, err = host.People(ctx)
		return err
	}, func() { h.People = list })
}

func (h *Sharing) loadSpaces() {
	var list []Space
	var may bool
	h.ask(func(ctx context.Context, host Host) (err error) {
		list, may, err = host.Spaces(ctx)
		return err
	}, func() { h.Spaces, h.May = list, may })
}

// MakeLink makes a link for others, and leaves it in Made.
func (h *Sharing) MakeLink(role core.Role, name string) {
	var link string
	h.ask(func(ctx context.Context, host Host) (err error) {
		link, err = host.MakeLink(ctx, role, name)
		return err
	}, func() {
		h.Made = link
		h.loadLinks()
	})
}

// RevokeLink withdraws a link: who is in by it is out.
func (h *Sharing) RevokeLink(no uint32) {
	h.ask(func(ctx context.Context, host Host) error { return host.RevokeLink(ctx, no) }, h.loadLinks)
}

// RemovePerson keeps somebody out.
func (h *Sharing) RemovePerson(no uint32) {
	h.ask(func(ctx context.Context, host Host) error { return host.RemovePerson(ctx, no) }, h.loadPeople)
}

// ReadmitPerson lets somebody in again.
func (h *Sharing) ReadmitPerson(no uint32) {
	h.ask(func(ctx context.Context, host Host) error { return host.ReadmitPerson(ctx, no) }, h.loadPeople)
}

// MakeSpace makes another workspace, and goes there.
func (h *Sharing) MakeSpace(name string) {
	var link string
	h.ask(func(ctx context.Context, host Host) (err error) {
		link, err = host.MakeSpace(ctx, name)
		return err
	}, func() { h.studio.app.fail(h.studio.app.Join(link)) })
}

// NameSpace gives a workspace another name.
func (h *Sharing) NameSpace(no int64, name string) {
	h.ask(func(ctx context.Context, host Host) error { return host.NameSpace(ctx, no, name) }, h.loadSpaces)
}

// LeaveSpace ends one's membership of a workspace, until one returns.
func (h *Sharing) LeaveSpace(no int64) {
	h.ask(func(ctx context.Context, host Host) error { return host.LeaveSpace(ctx, no) }, func() {
		h.studio.app.offer("You have left that workspace.", "Return", func() {
			h.ask(func(ctx context.Context, host Host) error { return host.ReturnToSpace(ctx, no) }, h.loadSpaces)
		})
		h.loadSpaces()
	})
}
