package app

import (
	"reflect"
	"testing"
)

// TestTwoApps: of two apps with one folder each keeps what it has changed, whichever writes last.
func TestTwoApps(t *testing.T) {
	dir := t.TempDir()
	first := fresh(t, dir)
	first.SetTheme(Light)
	first.Hand().SetSteady(10)
	first.Close()

	a, b := fresh(t, dir), fresh(t, dir)
	a.SetTheme(Dark)
	a.Hand().SetColor(0x123456)
	a.remember(Place{File: "/a.png", Title: "a"})
	b.SetCalm(true)
	b.Hand().SetSteady(80)
	b.remember(Place{File: "/b.png", Title: "b"})
	now := int64(midday)
	step := func(apps ...*App) {
		for _, o := range apps {
			now += prefsEvery
			o.Step(now)
			o.disk.settle()
		}
	}
	step(a, b, a)
	b.SetTheme(SystemTheme) // which is the newer choice
	step(b)
	a.SetWindow(Window{Width: 900, Height: 700})
	step(a)
	a.Close()
	b.Close()

	c := fresh(t, dir)
	if c.Theme() != SystemTheme || !c.Calm() || c.Hand().Color() != 0x123456 || c.Hand().p.Steady != 80 || c.Window().Width != 900 {
		t.Errorf("they have %+v", c.prefs)
	}
	if r := c.Recent(); len(r) != 2 {
		t.Errorf("the recent places are %+v", r)
	}
}

// TestUnwrittenPrefs: what could not be written is not taken for what the file has.
func TestUnwrittenPrefs(t *testing.T) {
	dir := t.TempDir()
	a := fresh(t, dir)
	a.SetTheme(Light)
	a.Step(midday + prefsEvery)
	a.disk.settle()
	a.SetTheme(Dark)
	a.Step(midday + 2*prefsEvery)
	a.disk.settle()
	a.disk.mu.Lock()
	a.disk.faults[a.prefsPath()] = true
	a.disk.mu.Unlock()
	writePrefs(t, a, Light) // as if the writing had failed
	a.SetCalm(true)
	a.Close()
	if b := fresh(t, dir); b.Theme() != Dark || !b.Calm() {
		t.Errorf("they have %+v", b.prefs)
	}
}

// writePrefs has the file say another theme.
func writePrefs(t *testing.T, a *App, is Theme) {
	t.Helper()
	other := fresh(t, a.cfg.Dir)
	other.SetTheme(is)
	other.Close()
}

func TestMergedRecent(t *testing.T) {
	r := func(name string, at int64) Recent { return Recent{File: name, Opened: at} }
	for _, c := range []struct {
		name                    string
		was, ours, theirs, want []Recent
	}{
		{"nothing", nil, nil, nil, nil},
		{"each adds one", []Recent{r("x", 1)}, []Recent{r("a", 3), r("x", 1)}, []Recent{r("b", 2), r("x", 1)}, []Recent{r("a", 3), r("b", 2), r("x", 1)}},
		{"we take one off", []Recent{r("x", 1)}, nil, []Recent{r("x", 1)}, nil},
		{"they take one off", []Recent{r("x", 1)}, []Recent{r("x", 1)}, nil, nil},
		{"we take one off, they were there", []Recent{r("x", 1)}, nil, []Recent{r("x", 2)}, []Recent{r("x", 2)}},
		{"both were there", []Recent{r("x", 1)}, []Recent{r("x", 2)}, []Recent{r("x", 3)}, []Recent{r("x", 3)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mergedRecent(c.was, c.ours, c.theirs); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}
