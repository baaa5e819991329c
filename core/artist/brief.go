package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// A Brief is what a piece is to be.
type Brief struct {
	Prompt        string // in English; empty is a surprise
	Style         core.Style
	Width, Height int32 // px, as of the piece
	Seed          uint64
}

// A subject is what a prompt is about: the words that name it, and the scene of it.
type subject struct {
	words  string // between spaces
	layers []layer
}

// A layer is a part of a scene, with what the artist says and does.
type layer struct {
	tag     string // what a nudge may speak of: sky, land, water, subject, detail
	doing   string
	thought string
	paint   func(h *hand, s *setting)
}

var (
	skyLayer   = layer{"sky", "painting the sky", "First the sky, from the top down to where it meets the earth.", sky}
	sunLayer   = layer{"sky", "setting the light", "The light comes from here. Everything will answer to it.", sun}
	cloudLayer = layer{"sky", "painting clouds", "A few clouds, light above and in shade below, so that the air has depth.", clouds}
	birdLayer  = layer{"sky", "adding birds", "Some birds, far away. They give the place its size.", birds}
	waterLayer = layer{"water", "painting the water", "The water takes the colours of the sky, a little darker.", water}
	glitLayer  = layer{"water", "lighting the water", "Now the light breaks on the ripples, short and bright.", glitter}
	shoreLayer = layer{"land", "laying the shore", "A strip of shore in front, to stand on.", shore}
	farLayer   = layer{"land", "raising the mountains", "Mountains, pale behind and firm in front; the knife for their lit sides.", mountains}
	hillLayer  = layer{"land", "rolling the hills", "The hills come closer, each warmer than the one behind.", hillsides}
	grassLayer = layer{"land", "growing the meadow", "Grass: small and dense far off, long strokes near the edge.", meadow}
	roadLayer  = layer{"land", "leading a path in", "A path, so that the eye has a way in.", road}
	treeLayer  = layer{"subject", "planting trees", "Trees now. The dark leaves first, the light ones on top.", wood(false)}
	pineLayer  = layer{"subject", "planting firs", "Firs, from the far small ones to those that frame the picture.", wood(true)}
	bloomLayer = layer{"subject", "scattering flowers", "Flowers, the near ones large enough to count their petals.", flowers}
	tableLayer = layer{"land", "setting the table", "A wall and a table, quiet, so that what stands there may speak.", interior}
	tonedLayer = layer{"land", "toning the sheet", "A tone over the whole sheet first. White paper is too loud.", toned}
)

var subjects = []subject{
	{" harbour harbor port pier dock boat boats ship ships fishing ", []layer{skyLayer, sunLayer, cloudLayer, {"land", "drawing the town behind", "A town behind the harbour, in one soft tone.", skyline}, waterLayer, {"subject", "painting the boats", "The boats. The largest one off the middle, its mast crossing the horizon.", boats(false)}, glitLayer, birdLayer}},
	{" sea ocean sail sailing sails sailboat regatta lake coast bay waves water ", []layer{skyLayer, sunLayer, cloudLayer, waterLayer, {"subject", "painting the sails", "Sails, leaning a little. There is wind in this picture.", boats(true)}, glitLayer, shoreLayer, birdLayer}},
	{" lighthouse cliff cliffs rock island ", []layer{skyLayer, sunLayer, cloudLayer, waterLayer, {"subject", "building the lighthouse", "A lighthouse on its rock. Its verticals hold everything together.", lighthouse}, glitLayer, birdLayer}},
	{" mountain mountains alps peak peaks summit ridge valley ", []layer{skyLayer, sunLayer, cloudLayer, farLayer, hillLayer, pineLayer, birdLayer}},
	{" pines pine firs fir taiga ", []layer{skyLayer, sunLayer, farLayer, grassLayer, pineLayer}},
	{" forest wood woods tree trees grove orchard park ", []layer{skyLayer, sunLayer, cloudLayer, hillLayer, roadLayer, treeLayer, birdLayer}},
	{" meadow field fields flowers wildflowers garden poppies daisies lavender prairie ", []layer{skyLayer, cloudLayer, {"land", "placing far hills", "Low hills far away, in the colour of the air.", func(h *hand, s *setting) {
		h.area(blend(s.far, s.low, 60), grain{core.DryBrush, 0, h.u(20), h.u(200), 8, false}, below(h.ridge(s.horizon+10, 110, 300), h.high(s.horizon+14)))
	}}, grassLayer, bloomLayer, birdLayer}},
	{" cottage house farm village barn cabin home ", []layer{skyLayer, sunLayer, cloudLayer, hillLayer, roadLayer, {"subject", "building the cottage", "A cottage, with a light in its windows. Somebody is at home.", cottage}, treeLayer, birdLayer}},
	{" hill hills landscape countryside path road country vineyard ", []layer{skyLayer, sunLayer, cloudLayer, farLayer, hillLayer, roadLayer, treeLayer, birdLayer}},
	{" city town skyline street streets metropolis downtown skyscrapers buildings ", []layer{skyLayer, sunLayer, {"subject", "building the city", "Houses in three depths, the nearest with lit windows.", skyline}, {"land", "wetting the street", "A wet street below, which keeps the lights of the windows.", street}}},
	{" vase bouquet roses rose tulips tulip peonies sunflowers blossoms flower ", []layer{tableLayer, {"subject", "arranging the flowers", "A vase of flowers: the stems cross, and the blossoms lean away from each other.", vase}}},
	{" fruit fruits apples pears bowl oranges ", []layer{tableLayer, {"subject", "painting the fruit", "Round forms, one light. Each apple has its own shadow side.", fruit}}},
	{" portrait face woman man girl boy self head person ", []layer{tonedLayer, {"subject", "finding the face in lines", "A face in as few lines as it takes: brow and nose in one, then the mouth.", portrait}}},
	{" flow currents wind smoke silk hair swirl swirls ", []layer{tonedLayer, {"subject", "following the current", "Lines that follow a current nobody sees. Broad ones first, fine ones across.", flow}}},
	{" circles bubbles dots planets pebbles spheres ", []layer{tonedLayer, {"subject", "packing circles", "Circles that never touch: large ones first, small ones find their places.", circles}}},
	{" sound music song rhythm signal pulse ", []layer{tonedLayer, {"subject", "layering waves", "Line over line, each hiding what is behind it, as waves do.", waves}}},
	{" tessellation mosaic triangles geometry geometric glass crystal polygons tiles ", []layer{{"subject", "laying the tiles", "Triangles, no two neighbours alike. The brush turns in each.", tiles}}},
	{" contour contours map topography rings maze ", []layer{tonedLayer, {"subject", "drawing contours", "Rings around hills, as on a map of a place that is not there.", contours}}},
	{" hatching hatch abstract weave woven texture grid ", []layer{tonedLayer, {"subject", "hatching", "Hatching in all directions, that turns slowly from field to field.", hatching}}},
}

var moods = []struct{ words, palette string }{
	{" dusk sunset evening twilight ember embers ", "dusk"}, {" night moon moonlight midnight stars starry dark nocturne ", "night"},
	{" dawn sunrise morning early ", "dawn"}, {" autumn fall october harvest rust ", "autumn"}, {" winter snow snowy frost ice cold december ", "winter"},
	{" spring may fresh april ", "spring"}, {" storm stormy rain rainy thunder grey gloomy fog mist foggy misty melancholy sad ", "storm"},
	{" summer sunny noon midday bright warm happy ", "day"},
}

// words returns the words of a text, in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

func has(list string, word string) bool { return strings.Contains(list, " "+word+" ") }

// quoted returns what a text has between double quotes.
func quoted(text string) string {
	_, rest, ok := strings.Cut(strings.NewReplacer("“", `"`, "”", `"`).Replace(text), `"`)
	inside, _, ok2 := strings.Cut(rest, `"`)
	if !ok || !ok2 {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(inside[:min(len(inside), 60)], ""))
}

// idle are words that name nothing to draw.
const idle = " a an the of at in on by with and or to from over under near some one two three its it is are very quiet small little big large old my me i you your he she we for into across behind before after like as draw paint painting picture drawing please something anything scene view beautiful nice lovely still life image show make "

// A plan is a scene that is chosen.
type plan struct {
	layers  []layer
	setting setting
	title   string
	subject string
}

// read plans the piece of a brief.
func read(b Brief) plan {
	c := newChance(b.Seed, "plan")
	list := words(b.Prompt)
	if len(list) == 0 { // a surprise
		list = words(pick(&c, surprises))
	}
	p := plan{setting: setting{busy: 100, scale: 100, horizon: c.between(430, 560), sunX: pick(&c, []int32{c.between(180, 380), c.between(620, 820)})}}
	p.setting.sunY = c.between(140, p.setting.horizon-120)
	mood := pick(&c, []string{"day", "day", "dawn", "dusk", "spring", "autumn"})
	for _, m := range moods {
		if slices.ContainsFunc(list, func(w string) bool { return has(m.words, w) }) {
			mood = m.palette
			break
		}
	}
	p.setting.palette = palettes[mood]
	p.setting.night = mood == "night"
	if mood == "dusk" || mood == "dawn" {
		p.setting.sunY = p.setting.horizon - c.between(60, 110)
	}
	for _, w := range list {
		if color, ok := hues[w]; ok {
			p.setting.palette = p.setting.palette.toward(color, 120)
		}
	}
	p.choose(&c, b, list)
	p.weather(list)
	p.title = titled(b.Prompt, mood, p.subject)
	return p
}

var surprises = []string{
	"a quiet harbour at dusk", "firs under the moon at night", "a meadow of flowers in spring", "hills in autumn", "a city at night", "sails on a blue sea",
	"a bouquet in a vase", "flow of wind", "circles", "a lighthouse in a storm", "mountains at dawn", "a cottage in winter", "a bowl of fruit", "a portrait", "a mosaic of glass",
}

// choose finds the scene, and what else is named in it.
func (p *plan) choose(c *chance, b Brief, list []string) {
	var scene []layer
	var nouns []string
	for _, w := range list {
		k := slices.IndexFunc(subjects, func(s subject) bool { return has(s.words, w) })
		switch {
		case k >= 0 && scene == nil:
			scene, p.subject = subjects[k].layers, w
		case k >= 0 || has(idle, w) || hues[w] != 0 || slices.ContainsFunc(moods, func(m struct{ words, palette string }) bool { return has(m.words, w) }):
		default:
			nouns = append(nouns, w)
		}
	}
	if text := quoted(b.Prompt); text != "" {
		p.subject = text
		p.layers = []layer{tonedLayer, {"subject", "lettering", "The words, with a broad pen. They should stand as if they had always been there.", lettering(text)}}
		return
	}
	d, found := sketch{}, false
	for _, w := range nouns {
		if d, found = find(w); !found {
			d, found = find(strings.TrimSuffix(w, "s"))
		}
		if found {
			break
		}
	}
	switch {
	case scene != nil && found:
		p.layers = append(slices.Clone(scene), layer{"subject", "drawing the " + plain(d.name), "And here, where the eye rests, the " + plain(d.name) + ".", drawing(d, true)})
	case scene != nil:
		p.layers = slices.Clone(scene)
	case found:
		p.subject = plain(d.name)
		p.layers = []layer{tonedLayer, {"subject", "drawing the " + p.subject, "The " + p.subject + ", large, in the middle: washes of colour, then the line over them.", drawing(d, false)}}
		if c.one(4) {
			p.layers[1] = layer{"subject", "drawing many of them", "Many of them, each a little different, as in a book of studies.", scatter(d)}
		}
	default:
		s := pick(c, subjects)
		p.layers, p.subject = slices.Clone(s.layers), strings.Fields(s.words)[0]
	}
}

func plain(name string) string { return strings.ReplaceAll(name, "-", " ") }

// weather adds what falls from the sky, and takes the sun away where there is none.
func (p *plan) weather(list []string) {
	outside := slices.ContainsFunc(p.layers, func(l layer) bool { return l.doing == skyLayer.doing })
	if !outside {
		return
	}
	if p.setting.name == palettes["storm"].name {
		p.layers = slices.DeleteFunc(p.layers, func(l layer) bool { return l.doing == sunLayer.doing || l.doing == glitLayer.doing })
	}
	if p.setting.night {
		at := slices.IndexFunc(p.layers, func(l layer) bool { return l.doing == sunLayer.doing })
		p.layers = slices.Insert(p.layers, at+1, layer{"sky", "pricking stars", "Stars. Not too many, or they count for nothing.", stars})
		p.layers = slices.DeleteFunc(p.layers, func(l layer) bool { return l.doing == cloudLayer.doing })
	}
	for _, w := range list {
		switch {
		case has(" rain rainy ", w):
			p.layers = append(p.layers, layer{"detail", "letting it rain", "Rain over all of it, thin and slanting.", rain})
		case has(" snow snowy snowing ", w):
			p.layers = append(p.layers, layer{"detail", "letting it snow", "Snow, flakes of all sizes, over everything.", snow})
		}
	}
}

// titled names a piece.
func titled(prompt, mood, subject string) string {
	list := words(prompt)
	if len(list) == 0 {
		list = []string{subject, "in", palettes[mood].name}
		if mood == "night" || mood == "dusk" || mood == "dawn" {
			list = []string{subject, "at", mood}
		}
	}
	if len(list) > 8 {
		list = list[:8]
	}
	title := strings.Join(list, " ")
	if title == "" {
		return "Untitled"
	}
	return strings.ToUpper(title[:1]) + title[1:min(len(title), 100)]
}
