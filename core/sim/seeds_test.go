package sim

import "testing"

// TestSeeds runs the seeds that once found something. A seed means another run
// once the steps of a world change; the names stay, as a list of what to fear.
func TestSeeds(t *testing.T) {
	for _, s := range []struct {
		seed uint64
		what string
	}{
		{72, "after a crash, a batch placed but not synced was given up by the hello's next num"},
		{281, "batches were sent on between a welcome and its snapshot"},
		{4202, "a snapshot ahead of the disk made the client forget what a crash then lost"},
		{15, "a crash lost the join, and the replica came back as another actor"},
		{3586, "what was cut of a batch, and drawn again, came a second time after a crash"},
		{2295, "a stroke that waited when it was kept, and was sent then, was sent again"},
		{596, "what was sent after a client had kept its ink left a hole in the nums"},
		{614066, "each refusal that followed from an earlier one had the rest sent again"},
		{86540, "what followed a begin that was cut was added to the stroke before"},
		{2, "a new canvas was not told what own ops did to the strokes of the snapshot"},
		{3, "ink that was placed was lost in a crash, and no stray on the next piece"},
		{2075, "what seemed placed was refused, and the server had forgotten that"},
		{9959, "after a crash the num of what was refused was missing"},
		{55315, "a client that looked on forgot which strokes it had begun, and began them again"},
		{28511, "ink that had arrived was taken for strays by who thawed a piece that they could only watch then"},
		{13407, "strays became smaller on a paper of the same size, as one of them lay beside it"},
		{41247, "a stroke that waited, for which the view had no room any more, was lost with its piece"},
		{99658, "own ops hid a stroke that they would have flattened before, and it showed on"},
		{31555, "kept ink was taken up by an earlier piece that was thawed"},
	} {
		t.Run(s.what, func(t *testing.T) { run(t, s.seed) })
	}
}
