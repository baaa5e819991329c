package artist

import (
	"fmt"
	"slices"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
)

// nudgeEvery is how often people may nudge an artist, once as many as may wait have come at
// once: each is written to the disk with all that is kept, and the studio artist lets none wait.
const nudgeEvery = time.Second

// nudge takes a person's words. The caller holds mu.
func (r *runner) nudge(st *state, member uint32, id, text string) error {
	if id != "" {
		id = fmt.Sprint(member, " ", id)
	}
	if id != "" && slices.Contains(st.Seen, id) {
		return nil
	}
	if len(st.Nudges) >= core.NudgesMax {
		return ErrNudgesFull
	}
	if err := r.charge(); err != nil {
		return err
	}
	if id != "" {
		st.Seen = append(st.Seen, id)
		st.Seen = st.Seen[max(len(st.Seen)-seenMost, 0):]
	}
	n := st.note(wire.Note{Kind: wire.Nudge, Member: member, Text: text})
	r.show(n)
	if !st.Begun { // the first words are what it is to paint
		r.begin(st, Brief{Prompt: text, Paint: true})
		return nil
	}
	st.Nudges = append(st.Nudges, nudge{member, text})
	st.Done, st.Wanted = false, true
	if st.Asks {
		st.Paused, st.Why, st.Asks = wire.NotPaused, "", false
	}
	return nil
}

// charge counts something that people ask for, each of which is written to the disk with all
// that is kept: so many at once, and one a second. The caller holds mu.
func (r *runner) charge() error {
	now := r.all.cfg.Now()
	if r.free.Before(now) {
		r.free = now
	}
	if r.free.Sub(now) > (core.NudgesMax-1)*nudgeEvery {
		return ErrNudgesFast
	}
	r.free = r.free.Add(nudgeEvery)
	return nil
}
