// Package mutants breaks rules on purpose, one at a time, and checks that the
// tests notice: a test that passes on a broken rule is no test of it.
//
// A mutant replaces one piece of source by another, through go test's overlay;
// the tree itself is not touched. When the source moves on, the test says that
// the mutant no longer applies, and it is to be renewed.
package mutants

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A mutant is one broken rule.
type mutant struct {
	name     string
	file     string // from the root of the module
	old, new string
	run      []string // arguments of go test that must fail; nil is the simulation
}

var mutants = []mutant{
	{
		name: "a rollback leaves a form",
		file: "core/journal.go",
		old:  "*s = *c.was",
		new:  "_ = c.was",
	}, {
		name: "a form is left out of snapshots",
		file: "core/snapshot/snapshot.go",
		old:  "m.Forms = append(m.Forms, wire.Formed{Index: uint32(i), Form: f})",
		new:  "_ = f",
	}, {
		name: "S1: a form of somebody else's stroke is admitted",
		file: "core/form.go",
		old:  "|| s.Member != who.Member {",
		new:  "{",
		run:  []string{"./core", "-run=TestSetCuts"},
	}, {
		name: "S3: a resend is applied again",
		file: "core/authority/receive.go",
		old:  "if m.Num <= a.last {",
		new:  "if m.Num <= a.last && m.Num < 2 {",
	}, {
		name: "S6: acknowledged before it is synced",
		file: "core/authority/receive.go",
		old:  "for len(st.unsynced) > 0 && st.unsynced[0].seq <= r.durable {",
		new:  "for len(st.unsynced) > 0 {",
	}, {
		name: "S6: what is placed but not synced is given up on return",
		file: "core/predict/replica.go",
		old:  "case len(r.placed) > 0:",
		new:  "case len(r.placed) > 1<<30:",
	}, {
		name: "S6: a snapshot counts as durable",
		file: "core/predict/reconcile.go",
		old:  "r.placed, r.pending = all[:n:n], all[n:]",
		new:  "r.placed, r.pending = nil, all[n:]",
	}, {
		name: "S6: a lost join keeps its old actor",
		file: "core/predict/reconcile.go",
		old:  "if r.actor = a; was == a {",
		new:  "if true || was == a {",
	}, {
		name: "S5: the epoch of a returning client is not looked at",
		file: "core/authority/session.go",
		old:  "return h.Seq < e.First",
		new:  "return true",
	}, {
		name: "S5: the tail starts one entry late",
		file: "core/authority/session.go",
		old:  "r.tail[len(r.tail)-int(r.seq-seq):]",
		new:  "r.tail[min(len(r.tail)-int(r.seq-seq)+1, len(r.tail)):]",
	}, {
		name: "S2: a cut extension does not say that it ended its stroke",
		file: "core/apply.go",
		old:  "kept.Ops = append(kept.Ops, Op{Kind: End, Stroke: StrokeID{N: op.Stroke.N}})",
		new:  "",
		run:  []string{"-run", "TestApplyCuts", "./core"},
	}, {
		name: "S2: points of a batch do not follow one another",
		file: "core/apply.go",
		old:  "at.set(op.Stroke.N, from, op.Points)",
		new:  "",
		run:  []string{"-run", "TestResolve", "./core"},
	}, {
		name: "S4: the author's ops are not taken back before the log's",
		file: "core/predict/reconcile.go",
		old:  "r.piece.Rollback(&r.own)\n\tvar log core.Journal",
		new:  "r.own.Reset()\n\tvar log core.Journal",
	}, {
		name: "S4: a rollback forgets what was hidden",
		file: "core/journal.go",
		old:  "s.Hidden = c.hidden",
		new:  "_ = c.hidden",
	}, {
		name: "S3: what was cut and drawn again is sent again after a crash",
		file: "core/predict/reconcile.go",
		old:  "b.Batch = kept",
		new:  "_ = kept",
		run:  []string{"-run", "TestCutThenCrash", "./core/client"},
	}, {
		name: "S3: a client that comes back takes a waiting stroke for one that was not sent",
		file: "core/predict/keep.go",
		old:  "return h.id.N <= lastN })",
		new:  "return h.id.N <= lastN*0 })",
		run:  []string{"-run", "TestKeptWaiting", "./core/client"},
	}, {
		name: "S3: a num that was refused leaves a hole",
		file: "core/predict/replica.go",
		old:  "if n := r.pending[i].Num; n > last+1 && n-last <= gapMax {",
		new:  "if n := r.pending[i].Num; n > last+1 && n < last {",
		run:  []string{"-run", "TestRefusedNum", "./core/client"},
	}, {
		name: "S2: what follows a begin that was cut is added to the stroke before",
		file: "core/authority/receive.go",
		old:  "if kept.Begins() < b.Begins() {",
		new:  "if false {",
		run:  []string{"-run", "TestBeginCut", "./core/authority"},
	}, {
		name: "S4: each refusal that follows from another has the rest sent again",
		file: "core/client/receive.go",
		old:  "\t\t\treturn nil\n\t\t}\n\t\tc.sent = 0",
		new:  "\t\t}\n\t\tc.sent = min(c.sent, i)",
		run:  []string{"-run", "TestFollowingRefusals", "./core/client"},
	}, {
		name: "S2: what follows a cut is sent to the stroke that was ended",
		file: "core/predict/reconcile.go",
		old:  "u.Lost = append(u.Lost, r.forsake(b.Batch)...)\n\t\t// What is lost",
		new:  "// What is lost",
		run:  []string{"-run", "TestCutThenCrash", "./core/client"},
	}, {
		name: "R3: strokes made anew for a digest are not shown",
		file: "core/client/receive.go",
		old:  "c.drawOverlay() // whose strokes that made anew",
		new:  "",
	}, {
		name: "R3: strokes made anew for a flush are not shown",
		file: "core/client/client.go",
		old:  "c.drawOverlay() // the flush may have made its strokes anew",
		new:  "",
	}, {
		name: "R3: a stroke that will be flattened is looked for among those that stay",
		file: "core/predict/reconcile.go",
		old:  "for _, s := range r.Foreseen(nil) {",
		new:  "for _, s := range []*core.Stroke(nil) {",
	}, {
		name: "R3: what had no room in the view before is not drawn",
		file: "core/predict/reconcile.go",
		old:  "range r.own.Changes { // what had no room before",
		new:  "range r.own.Changes[:0] {",
		run:  []string{"-run", "TestFormWithoutRoom", "./core/predict"},
	}, {
		name: "S8: one side's Apply leaves out a hide",
		file: "core/predict/reconcile.go",
		old:  "if !e.Own {\n",
		new:  "if !e.Own {\n\t\tif len(e.Batch.Ops) > 0 && e.Batch.Ops[0].Kind == core.Hide {\n\t\t\treturn nil\n\t\t}\n",
	}, {
		name: "S11: a stroke that nobody goes on with stays open",
		file: "core/authority/receive.go",
		old:  "now-t.Touched >= core.StrokeIdleMs",
		new:  "now-t.Touched >= 1000*core.StrokeIdleMs",
		run:  []string{"-run", "TestIdleStroke", "./core/authority"},
	}, {
		name: "L1: the server does not look at the rate",
		file: "core/authority/receive.go",
		old:  "} else if ms > 0 {",
		new:  "} else if ms > windowMs {",
	}, {
		name: "L3: truncation leaves one stroke too many",
		file: "core/truncate.go",
		old:  "p.bytes > keep && p.strokes[n].Done; n++",
		new:  "p.bytes > keep+StrokeBytes && p.strokes[n].Done; n++",
		run:  []string{"-run", "TestTruncate", "./core"},
	}, {
		name: "L3: the newest strokes are not kept",
		file: "core/limits.go",
		old:  "KeptStrokes    = 10",
		new:  "KeptStrokes    = 0",
		run:  []string{"-run", "TestTruncate", "./core"},
	}, {
		name: "L3: a snapshot's first block is not cut to size",
		file: "core/snapshot/snapshot.go",
		old:  "skip = uint32(at - c.from)",
		new:  "skip = 0",
		run:  []string{"-run", "TestBlocks", "./core/snapshot"},
	}, {
		name: "L4: the connection silent longest is not the one closed",
		file: "core/authority/session.go",
		old:  "t.heard < oldest.heard",
		new:  "t.heard > oldest.heard",
		run:  []string{"-run", "TestConnections", "./core/authority"},
	}, {
		name: "L5: one point too many",
		file: "core/apply.go",
		old:  "int(p.limits.StrokePoints)-len(s.Points)",
		new:  "int(p.limits.StrokePoints)+1-len(s.Points)",
		run:  []string{"-run", "TestApplyCuts", "./core"},
	}, {
		name: "rights: anyone may show what another hid",
		file: "core/apply.go",
		old:  "s.Hidden == 0 || s.Hidden != who.Member",
		new:  "s.Hidden == 0",
		run:  []string{"-run", "TestOnlyWhoHidMayShow", "./core"},
	},
}

func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("each mutant builds and runs a test of its own: not in -short")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel() // a build ends on one processor
			m.check(t, root)
		})
	}
}

// check applies the mutant and expects its test to fail, not to break.
func (m mutant) check(t *testing.T, root string) {
	path := filepath.Join(root, m.file)
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(source), m.old); n != 1 {
		t.Fatalf("the source to be broken is there %d times in %s, want once: renew the mutant", n, m.file)
	}
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.go")
	if err := os.WriteFile(broken, []byte(strings.Replace(string(source), m.old, m.new, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: broken}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	run := m.run
	if run == nil {
		run = []string{"-run", "TestSim", "./core/sim", "-seeds", "3000"}
	}
	cmd := exec.Command("go", append([]string{"test", "-overlay", list, "-count=1", "-vet=off", "-ldflags=-w"}, run...)...)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		t.Errorf("nothing noticed:\n%s", out)
	case !strings.Contains(string(out), "--- FAIL") && !strings.Contains(string(out), "panic: "):
		t.Errorf("it did not get as far as a test:\n%s", out)
	case strings.Contains(string(out), "no tests to run"):
		t.Errorf("its test is gone:\n%s", out)
	}
}
