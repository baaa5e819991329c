package artist

import (
	"slices"

	"easel.example/core/wire"
)

// standing returns how the artist stands, as viewers are told. The caller holds mu.
func (r *runner) standing() wire.Artist {
	st := &r.st
	today := st.Today.Tokens
	if r.all.cfg.Now().UTC().Format("2006-01-02") != st.Day {
		today = 0
	}
	return wire.Artist{
		Piece: st.Piece, Active: r.active, Done: st.Done, Paused: st.Paused, Iteration: r.round, Nudges: uint32(len(st.Nudges)),
		Provider: clip(r.all.Provider(), wire.DoingBytes), Doing: clip(r.doing, wire.DoingBytes), Why: st.Why, Prompt: st.Prompt,
		Turns: wire.Spent{Used: st.Used.Turns, Most: st.Budget.Turns}, Tokens: wire.Spent{Used: today, Most: st.Budget.DayTokens},
		Strokes: wire.Spent{Used: st.Used.Strokes, Most: st.Budget.Strokes},
	}
}

// show shows people how the artist stands, and notes, which the state has already; all
// of them to a workspace that was loaded since. The caller holds mu, so that all is shown in its order.
func (r *runner) show(notes ...wire.Note) {
	w := r.all.cfg.Hub.Running(r.workspace)
	now := r.standing()
	switch {
	case w == nil:
		r.posted = nil
	case w != r.posted:
		r.posted, r.stood = w, now
		all := slices.Clone(r.st.Notes)
		for i := range all {
			all[i].More, all[i].At = false, 0
		}
		w.Post(&now, all...)
	case now != r.stood:
		r.stood = now
		w.Post(&now, notes...)
	case len(notes) > 0:
		w.Post(nil, notes...)
	}
}
