package raster

// cacheMax bounds the layers that are kept: about 5 MiB. It is more than the
// tiles under a few pens at once; whoever finds theirs gone draws it again.
const cacheMax = 1024

// A cache keeps the layers of live strokes, so that a stroke of any length
// costs only its new points. When it is full, the oldest layer is used anew.
type cache struct {
	index map[cacheKey]*cached
	slots []*cached
	next  int
	free  []*cached
}

type cacheKey struct {
	tile int32
	m    *mark
}

// A cached layer holds the segments of a stroke on a tile that end before point
// n, the end of the last one: that one still changes as the stroke grows.
type cached struct {
	key   cacheKey
	n     int
	layer layer
}

func newCache() cache { return cache{index: map[cacheKey]*cached{}} }

// layer returns the layer kept for m on tile i, or an empty one.
func (k *cache) layer(i int32, m *mark) *cached {
	key := cacheKey{i, m}
	if l := k.index[key]; l != nil {
		return l
	}
	var l *cached
	switch n := len(k.free); {
	case n > 0:
		l, k.free = k.free[n-1], k.free[:n-1]
	case len(k.slots) < cacheMax:
		l = new(cached)
		k.slots = append(k.slots, l)
	default:
		l = k.slots[k.next]
		k.next = (k.next + 1) % cacheMax
		delete(k.index, l.key)
	}
	l.key, l.n = key, 0
	l.layer.reset()
	k.index[key] = l
	return l
}

// holds reports whether a layer is kept for m on tile i.
func (k *cache) holds(i int32, m *mark) bool {
	return len(k.index) > 0 && k.index[cacheKey{i, m}] != nil
}

// drop forgets the layer kept for m on tile i, if any.
func (k *cache) drop(i int32, m *mark) {
	if len(k.index) == 0 {
		return
	}
	if l := k.index[cacheKey{i, m}]; l != nil {
		delete(k.index, l.key)
		l.key = cacheKey{}
		k.free = append(k.free, l)
	}
}
