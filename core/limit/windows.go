package limit

import "slices"

// Windows keeps a [Window] for each of many keys, such as members. A key whose
// window is empty takes no memory once it was evicted.
type Windows struct {
	max  int
	span int64
	keys []uint32 // ascending, parallel to list
	list []Window
}

// NewWindows returns windows that each let max through in span ms.
func NewWindows(max int, span int64) Windows { return Windows{max: max, span: span} }

// find returns the key's window; it makes one if asked to.
func (w *Windows) find(key uint32, make bool) *Window {
	i, ok := slices.BinarySearch(w.keys, key)
	if !ok {
		if !make {
			return nil
		}
		w.keys = slices.Insert(w.keys, i, key)
		w.list = slices.Insert(w.list, i, Window{Max: w.max, Span: w.span})
	}
	return &w.list[i]
}

// Wait is [Window.Wait] of a key.
func (w *Windows) Wait(key uint32, now int64, n int) int64 {
	if v := w.find(key, false); v != nil {
		return v.Wait(now, n)
	}
	return (&Window{Max: w.max, Span: w.span}).Wait(now, n)
}

// Remaining is [Window.Remaining] of a key.
func (w *Windows) Remaining(key uint32, now int64) int {
	if v := w.find(key, false); v != nil {
		return v.Remaining(now)
	}
	return (&Window{Max: w.max, Span: w.span}).Remaining(now)
}

// Add is [Window.Add] of a key.
func (w *Windows) Add(key uint32, now int64, n int) {
	if w.max > 0 && n > 0 {
		w.find(key, true).Add(now, n)
	}
}

// Times is [Window.Times] of a key.
func (w *Windows) Times(key uint32) []int64 {
	if v := w.find(key, false); v != nil {
		return v.Times()
	}
	return nil
}

// Restore is [Window.Restore] of a key.
func (w *Windows) Restore(key uint32, times []int64) {
	for _, t := range times {
		w.Add(key, t, 1)
	}
}

// Keys returns the keys that have a window, ascending.
func (w *Windows) Keys() []uint32 { return slices.Clone(w.keys) }

// Evict forgets the keys of which nothing counts at now.
func (w *Windows) Evict(now int64) {
	n := 0
	for i := range w.keys {
		if w.list[i].Live(now) > 0 {
			w.keys[n], w.list[n] = w.keys[i], w.list[i]
			n++
		}
	}
	clear(w.list[n:])
	w.keys, w.list = w.keys[:n], w.list[:n]
}
