package artist

// blend returns a colour so many 1/256 of the way from a to b.
func blend(a, b uint32, part int32) uint32 {
	var c uint32
	for shift := 0; shift < 24; shift += 8 {
		x, y := int32(a>>shift&255), int32(b>>shift&255)
		c |= uint32(x+(y-x)*part/256) << shift
	}
	return c
}

// lighter and darker go so many 1/256 of the way to a warm white, and to a deep blue black.
func lighter(c uint32, part int32) uint32 { return blend(c, 0xfffaf0, part) }
func darker(c uint32, part int32) uint32  { return blend(c, 0x14182a, part) }

// near returns a colour that differs a little, as paint on a brush does.
func (c *chance) near(color uint32, by int32) uint32 {
	d := c.between(-by, by)
	var out uint32
	for shift := 0; shift < 24; shift += 8 {
		v := int32(color>>shift&255) + d + c.between(-by/3, by/3)
		out |= uint32(min(max(v, 0), 255)) << shift
	}
	return out
}

// light returns how light a colour is, 0 to 255.
func light(c uint32) int32 {
	return (int32(c>>16&255)*77 + int32(c>>8&255)*151 + int32(c&255)*28) >> 8
}

// A palette is the colours of a scene, by what they are for.
type palette struct {
	name               string // as the artist calls it
	high, low          uint32 // the sky above, and near the horizon
	sun                uint32
	far, mid, close    uint32 // land, from the back to the front
	water              uint32
	leaf, leaf2, trunk uint32
	ground             uint32 // of a table, a street, a beach
	accents            []uint32
	ink                uint32
}

// Palettes by time of the day and of the year.
var palettes = map[string]palette{
	"day": {"clear daylight", 0x6fa8d6, 0xdcebf2, 0xfff3c4, 0x9fb8cc, 0x7fa07a, 0x5d7f4a, 0x4f86a8, 0x5f8a45, 0x8fae54, 0x5a4632, 0xe3d3ae,
		[]uint32{0xd1495b, 0xedae49, 0x00798c, 0xf4f1de, 0x8d5a97}, 0x23324a},
	"dawn": {"the rose of early morning", 0x9db4d8, 0xf7c9b6, 0xfff0d0, 0xb7a9c4, 0x8f93a6, 0x5f6f72, 0x9aa9c6, 0x6f8a6a, 0x9aa873, 0x54454a, 0xe6cdbd,
		[]uint32{0xe07a5f, 0xf2cc8f, 0x81b29a, 0xf7ede2, 0xb56576}, 0x3b3350},
	"dusk": {"the embers of evening", 0x3f4a7a, 0xf08a5d, 0xffd27d, 0x7a5f86, 0x5a4a6e, 0x33304e, 0x55518a, 0x4a5548, 0x6b6a4c, 0x2c2433, 0x8a6a68,
		[]uint32{0xf9c74f, 0xf3722c, 0xf94144, 0xffe8d6, 0x90be6d}, 0x1f1d36},
	"night": {"moonlight", 0x141b3c, 0x35477d, 0xf4f0d8, 0x2b3763, 0x202a50, 0x141b38, 0x24356b, 0x1f3b3f, 0x2f5350, 0x151726, 0x2a3050,
		[]uint32{0xffd166, 0xf4a259, 0xe9ecf5, 0x8ecae6, 0xef476f}, 0x0b1026},
	"autumn": {"the rust of autumn", 0x8aa7bd, 0xf0dfc0, 0xffe2a0, 0xa99f9b, 0xb5793f, 0x8a4f2a, 0x6f8794, 0xc8642b, 0xe0a33a, 0x4a3226, 0xc9a36a,
		[]uint32{0xbc4749, 0xe9c46a, 0x6a994e, 0xf2e8cf, 0x7f4f24}, 0x3a2419},
	"winter": {"the blue hush of winter", 0x9fb3c9, 0xeaf0f4, 0xfff6e0, 0xb5c4d4, 0xd5dfe8, 0xf2f5f7, 0x8fa9bf, 0x55706c, 0x7f9692, 0x4d4a4e, 0xe9edf0,
		[]uint32{0xb23a48, 0x7b9ea8, 0xf7f7f2, 0x31506b, 0xd9a441}, 0x2b3a4a},
	"spring": {"the fresh green of spring", 0x8cc4e6, 0xf3f3df, 0xfff5c8, 0xa9c6c0, 0x9cc27a, 0x74a552, 0x66a3b5, 0x7fb04f, 0xb3cf6b, 0x6a523e, 0xdfe3b4,
		[]uint32{0xf28ab2, 0xf7d154, 0xa56cc1, 0xffffff, 0xe4572e}, 0x2f4b3a},
	"storm": {"the slate of a storm", 0x3c4856, 0x9aa6ab, 0xdfe3da, 0x68757f, 0x4e5b5a, 0x343f3c, 0x42555f, 0x3f5349, 0x5c6c56, 0x2e2a2b, 0x7d7a6f,
		[]uint32{0xd8dee0, 0xc89b5a, 0x7d8f99, 0xa23e48, 0xf1ead8}, 0x20262e},
	"fog": {"a pale fog", 0xb4bfc4, 0xdde3e3, 0xf7f3e4, 0xbac4c8, 0x93a3a3, 0x5b6c6b, 0xa3b3b8, 0x66796e, 0x8a9c8e, 0x44494a, 0xb9b6a8,
		[]uint32{0xb7655a, 0xc9a66b, 0xe8e6dc, 0x6f8793, 0x8a7d86}, 0x2c3438},
}

// hues are colours that a prompt may name.
var hues = map[string]uint32{
	"red": 0xc8323c, "crimson": 0xa4133c, "scarlet": 0xd62828, "orange": 0xf07f2e, "amber": 0xf4a300, "yellow": 0xf7c948, "gold": 0xd9a521, "golden": 0xd9a521,
	"green": 0x4c956c, "emerald": 0x2a9d6f, "olive": 0x7a8450, "teal": 0x1f8a8a, "turquoise": 0x36b5b0, "blue": 0x2f6fb3, "navy": 0x1d3557, "indigo": 0x3f3d8f,
	"violet": 0x7b4fa3, "purple": 0x7b3f98, "pink": 0xe88fb4, "rose": 0xd98394, "magenta": 0xc2418f, "brown": 0x7a5230, "ochre": 0xc8963e, "sepia": 0x704214,
	"white": 0xf4f1ea, "grey": 0x8a8d91, "gray": 0x8a8d91, "black": 0x1c1c22, "silver": 0xb8bec6,
}

// each returns p with all its colours but those of lights and inks changed.
func (p palette) each(change func(uint32) uint32) palette {
	for _, c := range []*uint32{&p.high, &p.low, &p.far, &p.mid, &p.close, &p.water, &p.leaf, &p.leaf2, &p.trunk, &p.ground} {
		*c = change(*c)
	}
	list := append([]uint32(nil), p.accents...)
	for i := range list {
		list[i] = change(list[i])
	}
	p.accents = list
	return p
}

// toward returns p with all its colours drawn to one, by so many 1/256.
func (p palette) toward(color uint32, part int32) palette {
	shift := func(c uint32) uint32 { // as light as it was
		d := light(c) - light(color)
		if d > 0 {
			return blend(c, lighter(color, min(d*2, 230)), part)
		}
		return blend(c, darker(color, min(-d*2, 230)), part)
	}
	for _, c := range []*uint32{&p.high, &p.low, &p.far, &p.mid, &p.close, &p.water, &p.leaf, &p.leaf2, &p.ground} {
		*c = shift(*c)
	}
	list := append([]uint32(nil), p.accents...)
	for i := range list {
		list[i] = blend(list[i], color, part*2/3)
	}
	p.accents = list
	return p
}
