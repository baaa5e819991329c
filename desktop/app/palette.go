package app

// A Paint is a color that lies ready, with a name for who cannot see it.
type Paint struct {
	Name  string
	Color Color
}

// A Palette is a few paints.
type Palette struct {
	Name   string
	Paints []Paint
}

// Palettes returns the palettes that lie ready: a painter's box first.
func Palettes() []Palette {
	return []Palette{
		{"painter's box", []Paint{
			{"ink", 0x1f1b18}, {"slate", 0x4a5560}, {"warm white", 0xfbf6ea}, {"white", 0xffffff},
			{"vermilion", 0xd9432f}, {"rose", 0xd1618c}, {"orange", 0xe58a2e}, {"ochre", 0xc99a3b},
			{"lemon", 0xf0d24b}, {"sap green", 0x6f8f3a}, {"viridian", 0x2f7d6b}, {"sky", 0x6fb3d9},
			{"ultramarine", 0x2f4fa8}, {"violet", 0x6f4a9c}, {"sienna", 0xa0522d}, {"umber", 0x5b4030},
		}},
		{"earth", []Paint{
			{"bone", 0xefe6d5}, {"sand", 0xdcc7a1}, {"straw", 0xd2b26a}, {"raw sienna", 0xb98439},
			{"burnt sienna", 0x8f4a2b}, {"terracotta", 0xb8603f}, {"red earth", 0x7c3627}, {"chestnut", 0x5a3324},
			{"moss", 0x7f8351}, {"olive", 0x5d6337}, {"green earth", 0x6d7f6b}, {"stone", 0x8e887c},
			{"clay", 0xa68a78}, {"raw umber", 0x5f5140}, {"van dyke", 0x3d2f27}, {"soot", 0x231f1c},
		}},
		{"sea", []Paint{
			{"foam", 0xf2f8f7}, {"mist", 0xd3e3e4}, {"glass", 0xa9d2cd}, {"turquoise", 0x4fb3b0},
			{"lagoon", 0x1f8a8f}, {"teal", 0x136270}, {"petrol", 0x0f4350}, {"deep", 0x0c2b3e},
			{"sky at noon", 0x8cc3e6}, {"azure", 0x4a93cf}, {"cobalt", 0x2c62ae}, {"navy", 0x1d3a72},
			{"shell", 0xf3d9cb}, {"coral", 0xee8a73}, {"wet sand", 0xcdb38b}, {"driftwood", 0x8d7a66},
		}},
		{"dusk", []Paint{
			{"first star", 0xfff3dc}, {"apricot", 0xffc998}, {"peach", 0xff9f7b}, {"flame", 0xf2694c},
			{"rose", 0xdd4c6f}, {"magenta", 0xb03a7e}, {"plum", 0x7a2f76}, {"aubergine", 0x4c2561},
			{"lilac", 0xc7a3d6}, {"lavender", 0x9d83c9}, {"periwinkle", 0x6f73c4}, {"indigo", 0x3f448f},
			{"midnight", 0x23264f}, {"night sky", 0x14162f}, {"embers", 0xa8352f}, {"gold", 0xf0b63f},
		}},
		{"pastel", []Paint{
			{"chalk", 0xffffff}, {"cream", 0xfff5da}, {"butter", 0xfdeaa0}, {"peach", 0xfcd2b4},
			{"blush", 0xf9c0c0}, {"pink", 0xf4afcf}, {"orchid", 0xdfb5e6}, {"lilac", 0xc5b9ef},
			{"ice", 0xb6cbf4}, {"sky", 0xa9ddf3}, {"mint", 0xaee6d3}, {"pistachio", 0xc6e6ae},
			{"lime", 0xe0eda0}, {"oat", 0xe4d7c5}, {"dove", 0xc3c5cc}, {"graphite", 0x6b6f7b},
		}},
		{"ink and wash", []Paint{
			{"ink", 0x14151a}, {"very dark", 0x2a2c33}, {"dark", 0x41444d}, {"rather dark", 0x5a5e68},
			{"middle", 0x767a84}, {"rather light", 0x9498a1}, {"light", 0xb5b8bf}, {"very light", 0xd5d7dc},
			{"paper", 0xf4f1ea}, {"sepia", 0x4a3524}, {"light sepia", 0x8a6b4e}, {"blue black", 0x1c2740},
			{"indigo", 0x33456f}, {"seal red", 0xb3261e}, {"wash", 0xc9cdd6}, {"white", 0xffffff},
		}},
	}
}

// Faces returns the colors that people show themselves in: far apart, and readable with
// what is written on them.
func Faces() []Paint {
	return []Paint{
		{"red", 0xc0392b}, {"blue", 0x2980b9}, {"green", 0x27ae60}, {"purple", 0x8e44ad},
		{"orange", 0xd35400}, {"teal", 0x16a085}, {"gold", 0xb8860b}, {"pink", 0xc2185b},
		{"grey", 0x5d6d7e}, {"brown", 0x6d4c41}, {"indigo", 0x3f51b5}, {"leaf", 0x689f38},
	}
}
