package main

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
)

// A figure is a value under a key that the project uses everywhere.
type figure struct {
	key   string
	value float64
}

// A line is what one bench prints: a name, and figures in their order. A note
// says why there are none, or how they came about.
type line struct {
	name    string
	figures []figure
	note    string
}

// MarshalJSON puts the name first and keeps the order of the figures.
func (l line) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	name, err := json.Marshal(l.name)
	if err != nil {
		return nil, err
	}
	b.WriteString(`{"name":`)
	b.Write(name)
	for _, f := range l.figures {
		v, err := json.Marshal(rounded(f.value))
		if err != nil {
			return nil, err
		}
		b.WriteString(`,"` + f.key + `":`)
		b.Write(v)
	}
	if l.note != "" {
		v, err := json.Marshal(l.note)
		if err != nil {
			return nil, err
		}
		b.WriteString(`,"note":`)
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// rounded keeps four digits that count, and all before the point.
func rounded(v float64) float64 {
	if v == 0 || math.Abs(v) >= 1000 {
		return math.Round(v)
	}
	k := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*k) / k
}

// medians returns, for each key of rounds that all have the same keys, the
// median; of what should be none, such as lost updates, the worst.
func medians(rounds [][]figure) []figure {
	var out []figure
	for i, f := range rounds[0] {
		var all []float64
		for _, r := range rounds {
			all = append(all, r[i].value)
		}
		slices.Sort(all)
		v := all[len(all)/2]
		if f.key == "lost" {
			v = all[len(all)-1]
		}
		out = append(out, figure{f.key, v})
	}
	return out
}

// again measures w.rounds times and returns the medians.
func (w *work) again(measure func(round int) ([]figure, error)) ([]figure, error) {
	var rounds [][]figure
	for i := range w.rounds {
		f, err := measure(i)
		if err != nil {
			return nil, err
		}
		rounds = append(rounds, f)
	}
	return medians(rounds), nil
}
