package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"easel.example/desktop/say"
	"easel.example/desktop/share"
)

// Upload shares the piece: as a new piece of the workspace of a link, or of a new workspace on the server at an
// address.
func (d *Desk) Upload(link string) {
	a, s := d.cfg.App, d.cfg.App.Studio()
	if s == nil {
		return
	}
	p, err := share.Open(s.Frozen())
	if err != nil {
		a.Say(err.Error())
		return
	}
	title, replica := s.State().Title, d.cfg.Random()
	var done share.Done
	why := make(chan string, 1) // holds one: it is said once why it takes long
	begun := d.run("sharing", func(ctx context.Context, step func(int, int)) (err error) {
		defer close(why)
		if !strings.Contains(link, "#") {
			if link, err = share.Make(ctx, d.cfg.Cookies, link, title); err != nil {
				return err
			}
		}
		to, err := d.cfg.Find(link)
		if err != nil {
			return err
		}
		if done, err = share.To(ctx, to, replica, title, p, func(is share.Progress) {
			select {
			case why <- is.Why:
			default: // it has been told
			}
			d.tell(is)
			step(is.Done, is.Of)
		}); err != nil && done.Strokes > 0 {
			err = say.Errorf("%d of %d strokes are there. %w", done.Strokes, len(p.Strokes), err)
		}
		return err
	}, func() {
		text := fmt.Sprintf("Shared: %d strokes are in the workspace.", done.Strokes)
		if p.Paper && !done.Whole {
			text += " The oldest ones are part of the paper, and stay here."
		}
		d.WriteText(link)
		a.Say(text + " Its link is on the clipboard.")
	})
	if begun {
		d.sayLater(why)
	}
}

// sayLater says what comes by a channel, unless that is closed first.
func (d *Desk) sayLater(what <-chan string) {
	text := ""
	d.run("", func(ctx context.Context, _ func(int, int)) error {
		select {
		case text = <-what:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}, func() {
		if text != "" {
			d.cfg.App.Say(text)
		}
	})
}

// tell says in the list of work how long the next stroke waits.
func (d *Desk) tell(is share.Progress) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, w := range d.work {
		if strings.HasPrefix(w.text, "sharing") {
			w.text = fmt.Sprintf("sharing, %d of %d", is.Done, is.Of)
			if is.Wait > time.Second {
				w.text += fmt.Sprintf(", the next in %d s", is.Wait/time.Second)
			}
		}
	}
}
