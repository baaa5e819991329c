package artist

import (
	"cmp"
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
	riverLayer = layer{"land", "leading a river in", "A river, so that the eye has a way in, and the sky has a mirror.", river}
	beachLayer = layer{"land", "laying the beach", "Sand in front, wide and warm, and the last of a wave on it.", beach}
	treeLayer  = layer{"subject", "planting trees", "Trees now. The dark leaves first, the light ones on top.", wood(false)}
	pineLayer  = layer{"subject", "planting firs", "Firs, from the far small ones to those that frame the picture.", wood(true)}
	bloomLayer = layer{"subject", "scattering flowers", "Flowers, the near ones large enough to count their petals.", flowers}
	gladeLayer = layer{"sky", "letting light in", "A forest has no sky; it has light between the trunks. Pale green first.", glade}
	tableLayer = layer{"land", "setting the table", "A wall and a table, quiet, so that what stands there may speak.", interior}
	tonedLayer = layer{"land", "toning the sheet", "A tone over the whole sheet first. White paper is too loud.", toned}
)

var subjects = []subject{
	{" harbour harbor port pier dock boat boats ship ships fishing ", []layer{skyLayer, sunLayer, cloudLayer, {"land", "drawing the town behind", "A town behind the harbour, in one soft tone.", skyline}, waterLayer, glitLayer, {"subject", "painting the boats", "The boats. The largest one off the middle, its mast crossing the horizon.", boats(false)}, birdLayer}},
	{" sea ocean sail sailing sails sailboat regatta lake coast bay waves wave water ", []layer{skyLayer, sunLayer, cloudLayer, waterLayer, glitLayer, {"subject", "painting the sails", "Sails, leaning a little. There is wind in this picture.", boats(true)}, shoreLayer, birdLayer}},
	{" beach beaches seaside seashore ", []layer{skyLayer, sunLayer, cloudLayer, waterLayer, glitLayer, {"subject", "painting the sails", "Sails far out. Here nobody is in a hurry.", boats(true)}, beachLayer, birdLayer}},
	{" river stream brook creek ", []layer{skyLayer, sunLayer, cloudLayer, farLayer, hillLayer, riverLayer, treeLayer, birdLayer}},
	{" lighthouse cliff cliffs rock island ", []layer{skyLayer, sunLayer, cloudLayer, waterLayer, glitLayer, {"subject", "building the lighthouse", "A lighthouse on its rock. Its verticals hold everything together.", lighthouse}, birdLayer}},
	{" mountain mountains alps peak peaks summit ridge valley ", []layer{skyLayer, sunLayer, cloudLayer, farLayer, hillLayer, pineLayer, birdLayer}},
	{" pines pine firs fir taiga ", []layer{skyLayer, sunLayer, farLayer, grassLayer, pineLayer}},
	{" forest wood woods jungle ", []layer{gladeLayer, {"land", "laying the floor", "The floor, brown and green, with light that falls on it in patches.", floor},
		{"subject", "raising the trunks", "Trunks in four depths: thin and pale, then darker, then those that frame the picture.", trunks}, {"detail", "growing ferns", "Ferns below and leaves above, and one stands in the forest.", ferns}}},
	{" garden flowerbed backyard ", []layer{skyLayer, sunLayer, cloudLayer, {"land", "growing the lawn", "A lawn, in drifts of green.", meadow}, {"subject", "building the fence", "A fence, and bushes that lean on it.", garden}, roadLayer, sparse(bloomLayer, 85), birdLayer}},
	{" tree trees grove orchard park ", []layer{skyLayer, sunLayer, cloudLayer, hillLayer, roadLayer, treeLayer, birdLayer}},
	{" meadow field fields flowers wildflowers poppies daisies lavender prairie ", []layer{skyLayer, cloudLayer, {"land", "placing far hills", "Low hills far away, in the colour of the air.", func(h *hand, s *setting) {
		h.area(blend(s.far, s.low, 60), grain{core.DryBrush, 0, h.u(20), h.u(200), 8, false}, below(h.ridge(s.horizon+10, 110, 300), h.high(s.horizon+14)))
	}}, grassLayer, bloomLayer, birdLayer}},
	{" cottage house farm village barn cabin home ", []layer{skyLayer, sunLayer, cloudLayer, hillLayer, roadLayer, {"subject", "building the cottage", "A cottage, with a light in its windows. Somebody is at home.", cottage}, treeLayer, birdLayer}},
	{" hill hills landscape countryside path road country vineyard ", []layer{skyLayer, sunLayer, cloudLayer, farLayer, hillLayer, roadLayer, treeLayer, birdLayer}},
	{" city town skyline street streets metropolis downtown skyscrapers buildings ", []layer{skyLayer, sunLayer, {"subject", "building the city", "Houses in three depths, the nearest with lit windows.", skyline}, {"land", "wetting the street", "A wet street below, which keeps the lights of the windows.", street}}},
	{" vase bouquet roses rose tulips tulip peonies sunflowers blossoms flower ", []layer{tableLayer, {"subject", "arranging the flowers", "A vase of flowers: the stems cross, and the blossoms lean away from each other.", vase}}},
	{" fruit fruits apples pears bowl oranges ", []layer{tableLayer, {"subject", "painting the fruit", "Round forms, one light. Each apple has its own shadow side.", fruit}}},
	{" portrait face woman man girl boy self head person lady gentleman mother father sister brother friend grandmother grandma granny grandfather grandpa ", []layer{tonedLayer, {"detail", "laying fields of colour", "Large fields of colour behind, so that it has a place.", fields}, {"subject", finding, "A face in as few lines as it takes: brow and nose in one, then the mouth. Planes of light and shade beneath.", portrait}}},
	{" aurora ", []layer{skyLayer, auroraLayer, farLayer, hillLayer, pineLayer}},
	{" rainbow rainbows ", []layer{skyLayer, sunLayer, cloudLayer, rainbowLayer, hillLayer, roadLayer, treeLayer, birdLayer}},
	{" space galaxy universe cosmos planets nebula ", []layer{spaceLayer, dustLayer, planetLayer}},
	{" desert dunes sahara ", []layer{skyLayer, sunLayer, dunesLayer, cactusLayer, birdLayer}},
	{" flow currents wind smoke silk hair swirl swirls ", []layer{tonedLayer, {"subject", "following the current", "Lines that follow a current nobody sees. Broad ones first, fine ones across.", flow}}},
	{" circles bubbles dots pebbles spheres ", []layer{tonedLayer, {"subject", "packing circles", "Circles that never touch: large ones first, small ones find their places.", circles}}},
	{" sound music song rhythm signal pulse ", []layer{tonedLayer, {"subject", "layering waves", "Line over line, each hiding what is behind it, as waves do.", waves}}},
	{" tessellation mosaic triangles geometry geometric glass crystal polygons tiles ", []layer{{"subject", "laying the tiles", "Triangles, no two neighbours alike. The brush turns in each.", tiles}}},
	{" contour contours map topography rings maze ", []layer{tonedLayer, {"subject", "drawing contours", "Rings around hills, as on a map of a place that is not there.", contours}}},
	{" hatching hatch weave woven texture grid stripes lines ", []layer{tonedLayer, {"subject", "hatching", "Hatching in all directions, that turns slowly from field to field.", hatching}}},
}

// A mood is the palette that words ask for.
type mood struct{ words, palette string }

var moods = []mood{
	{" dusk sunset evening twilight ember embers ", "dusk"}, {" night moon moonlight midnight stars starry dark nocturne aurora space galaxy universe cosmos planets nebula ", "night"},
	{" dawn sunrise morning early ", "dawn"}, {" autumn fall october harvest rust ", "autumn"}, {" winter wintry january snow snowy snowing snowfall blizzard frost ice cold december ", "winter"},
	{" spring may fresh april ", "spring"}, {fogWords, "fog"}, {" storm stormy thunder thunderstorm grey gloomy melancholy sad ", "storm"}, {rainWords, "storm"},
	{" summer sunny noon midday bright warm happy ", "day"},
}

// inSnow are things that are at home in winter.
const inSnow = " snowman penguin penguins sled sleigh skis skier snowboarder iceberg igloo reindeer "

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

// abstracts are words that ask for no thing at all.
const abstracts = " abstract abstraction generative pattern patterns composition shapes minimal modern nonfigurative "

// idle are words that name nothing to draw.
const idle = " blossoming six seven eight nine ten eleven twelve twenty hundred hundreds dozen dozens single lone trio lots countless swarm pack crowd pair couple both four five several many few herd flock group family a an the of at in on by with and or to from over under near some one two three its it is are very quiet small little big large old my me i you your he she we for into across behind before after like as draw paint painting picture drawing please something anything scene view beautiful nice lovely still life image show make "

// A plan is a scene that is chosen.
type plan struct {
	layers  []layer
	setting setting
	title   string
	subject string
	cast    []role // the things of the sketchbook that it has
	count   int32  // of its subject, if that was told
	says    string // of what it leaves out of that
	on      *station

	upon   bool  // it goes on with a picture that was there, of whose parts it knows nothing
	named  bool  // by a person
	bare   int   // how many layers there were when the sky was to be empty
	wished []int // layers that a person has asked for
}

// read plans the piece of a brief.
func read(b Brief) plan {
	c := newChance(b.Seed, "plan")
	list, _ := wishes(b.Prompt)
	medium, list := mediumOf(list)
	on, named := (*station)(nil), list
	if quoted(b.Prompt) == "" {
		on, list = stationOf(list, b.Seed)
	}
	list = phrased(list)
	all := list
	if on != nil {
		all = named
	}
	if len(all) == 0 { // a surprise
		list = words(pick(&c, surprises))
		all = list
	}
	p := plan{on: on, setting: setting{busy: 100, scale: 100, horizon: c.between(430, 560), sunX: pick(&c, []int32{c.between(180, 380), c.between(620, 820)})}}
	p.setting.sunY = c.between(140, p.setting.horizon-120)
	mood := pick(&c, []string{"day", "day", "dawn", "dusk", "spring", "autumn"})
	for _, m := range moods {
		if slices.ContainsFunc(all, func(w string) bool { return has(m.words, w) }) {
			mood = m.palette
			break
		}
	}
	if slices.ContainsFunc(list, func(w string) bool { return has(inSnow, w) }) {
		mood = "winter"
	}
	p.setting.palette = palettes[mood]
	p.setting.night = mood == "night"
	if mood == "dusk" || mood == "dawn" {
		p.setting.sunY = p.setting.horizon - c.between(60, 110)
	}
	own, whole := owned(list)
	p.setting.own = own
	for _, color := range whole {
		p.setting.palette = p.setting.palette.toward(color, 120)
	}
	p.setting.wear(all)
	p.choose(&c, b, list)
	if hull := p.setting.ownOf(boating); hull != 0 {
		for i := range p.layers {
			if l := &p.layers[i]; afloat(*l) {
				l.paint = afloatIn(hull, l.paint)
			}
		}
	}
	p.weather(all)
	p.settle()
	p.made(b, medium)
	p.title = titled(b.Prompt, mood, p.subject)
	return p
}

var surprises = []string{
	"a quiet harbour at dusk", "firs under the moon at night", "a meadow of flowers in spring", "hills in autumn", "a city at night", "sails on a blue sea",
	"a bouquet in a vase", "flow of wind", "circles", "a lighthouse in a storm", "mountains at dawn", "a cottage in winter", "a bowl of fruit", "a portrait", "a mosaic of glass",
}

// choose finds the scene, and what else is named in it.
func (p *plan) choose(c *chance, b Brief, list []string) {
	var scene, behind []layer
	var nouns []string
	abstract := false
	var told count
	for i, w := range list {
		k, n := sceneOf(w), int32(0)
		if k >= 0 {
			n = told.scene(c, w)
		} else {
			told.hears(c, w)
		}
		switch {
		case has(abstracts, w):
			abstract = true
		case k >= 0 && p.on.takes(w, subjects[k].layers):
			nouns = append(nouns, w)
		case k >= 0 && scene == nil:
			scene, p.subject = numbered(w, n, list), w
			p.said(n, w)
		case k >= 0 && outdoors(scene) && outdoors(subjects[k].layers):
			other := numbered(w, n, list)
			scene = p.merged(renumbered(scene, other, n), other)
		case k >= 0 && walked(scene) && isPortrait(subjects[k].layers) && !has(pictures, w):
			nouns = append(nouns, w) // somebody is there
		case k >= 0 && isPortrait(scene) && outdoors(subjects[k].layers):
			behind = slices.DeleteFunc(slices.Clone(subjects[k].layers), func(l layer) bool { return l.tag == "subject" })
		case k >= 0:
			scene = renumbered(scene, numbered(w, n, list), n)
		case describes(list[i:]):
		case has(idle, w) || hues[w] != 0 || slices.ContainsFunc(moods, func(m mood) bool { return has(m.words, w) }):
		default:
			nouns = append(nouns, w)
		}
	}
	if text := quoted(b.Prompt); text != "" {
		p.subject = text
		p.layers = []layer{tonedLayer, {"subject", "lettering", "The words, with a broad pen. They should stand as if they had always been there.", lettering(text)}}
		return
	}
	if scene != nil || len(nouns) > 1 { // what something lies on is in the picture
		nouns = slices.DeleteFunc(nouns, func(w string) bool { return has(" table desk floor ground ", w) })
	}
	_, score := leafFor(nouns)
	if score > 0 && (scene == nil || score > 20) {
		p.casts(c, scene, list, nouns)
	}
	p.tell(p.unplaced(list))
	lost := ""
	if scene == nil && p.cast == nil && !abstract {
		lost = undrawn(nouns)
	}
	p.settles(c, list, scene, behind, abstract, lost)
}

// settles makes the layers of the scene and the cast that were found: of an abstract piece if one was asked for, or
// of any, and tells what of the prompt is lost by that.
func (p *plan) settles(c *chance, list []string, scene, behind []layer, abstract bool, lost string) {
	switch {
	case p.stands(c, scene, list):
		p.lacks(lost, "I leave that out.")
	case isPortrait(scene):
		p.layers = scene
		p.sits(c, list, sitters(c, list), behind)
	case scene != nil && scene[0].doing == spaceLayer.doing && total(p.cast) == 1: // it is all there is
		d := p.cast[0].d
		p.layers = append(slices.Clone(scene[:2]), layer{"subject", "drawing the " + plain(d.name), "And in it, large, the " + plain(d.name) + ".", hangs(d, c.one(2))})
	case scene != nil && p.cast != nil:
		p.layers = append(cleared(scene, p.cast, p.subject), visitors(p.cast, c)...)
	case scene != nil:
		p.layers = slices.Clone(scene)
	case p.cast != nil:
		p.subject = plain(p.cast[0].d.name)
		p.layers = placed(p.cast, c, p.setting.snow)
	case abstract:
		s := pick(c, subjects[slices.IndexFunc(subjects, func(s subject) bool { return has(s.words, "flow") }):])
		p.layers, p.subject = slices.Clone(s.layers), strings.Fields(s.words)[0]
	default:
		s := pick(c, subjects)
		p.layers, p.subject = slices.Clone(s.layers), strings.Fields(s.words)[0]
		p.lacks(lost, "I paint what comes to mind.")
	}
}

// casts finds the things of the sketchbook that are in a scene, or what the piece is about.
func (p *plan) casts(c *chance, scene []layer, list, nouns []string) {
	rest := ""
	p.cast, rest = bounded(cast(c, list, nouns, p.on))
	if scene == nil && total(p.cast) > 1 && shared(p.cast) == inAThicket {
		p.cast = looking(p.cast)
	}
	if walked(scene) {
		p.cast = strolling(p.cast)
	}
	for i := range p.cast {
		p.cast[i] = p.cast[i].in(&p.setting)
	}
	p.cast = dressed(p.cast, c)
	p.tell(rest)
}

// tell adds to what is said of what it leaves out.
func (p *plan) tell(text string) { p.says = strings.TrimSpace(p.says + " " + text) }

// said keeps how many of its subject a scene has.
func (p *plan) said(n int32, w string) {
	if n > countMost {
		p.says = "More " + w + " than " + number(countMost) + " would be a crowd: I draw " + number(countMost) + "."
	}
	p.count = min(n, countMost)
}

// outdoors reports whether a scene is under the sky.
func outdoors(scene []layer) bool {
	return slices.ContainsFunc(scene, func(l layer) bool { return l.doing == skyLayer.doing })
}

// afloat reports whether a layer is boats.
func afloat(l layer) bool { return l.doing == "painting the boats" || l.doing == "painting the sails" }

// merged returns a scene with what matters of another: its mountains behind, its water
// instead of hills or, where a house stands on them, beyond them, its subject in front.
func (p *plan) merged(scene, other []layer) []layer {
	scene = slices.Clone(scene)
	index := func(of layer) int {
		return slices.IndexFunc(scene, func(l layer) bool { return l.doing == of.doing })
	}
	for _, l := range other {
		if index(l) >= 0 {
			continue
		}
		switch {
		case l.doing == farLayer.doing, l.doing == auroraLayer.doing, l.doing == rainbowLayer.doing:
			first := slices.IndexFunc(scene, func(k layer) bool { return k.tag != "sky" })
			scene = slices.Insert(scene, max(first, 0), l)
		case l.doing == riverLayer.doing && index(roadLayer) >= 0:
			scene[index(roadLayer)] = l
		case l.doing == riverLayer.doing && max(index(hillLayer), index(grassLayer)) >= 0:
			scene = slices.Insert(scene, max(index(hillLayer), index(grassLayer))+1, l)
		case l.doing == waterLayer.doing && index(hillLayer) >= 0 && slices.ContainsFunc(scene, func(k layer) bool { return k.doing == "building the cottage" }):
			p.setting.coast = coastHigh
			scene = slices.Insert(scene, index(hillLayer), l)
		case l.doing == waterLayer.doing && index(grassLayer) < 0:
			for _, dry := range []layer{hillLayer, roadLayer, pineLayer, treeLayer} {
				scene = slices.DeleteFunc(scene, func(k layer) bool { return k.doing == dry.doing })
			}
			at := max(index(farLayer), index(cloudLayer), index(rainbowLayer), index(auroraLayer), 0) + 1
			scene = slices.Insert(scene, at, l)
			scene = slices.Insert(scene, len(scene), shoreLayer)
		case l.tag == "subject" && index(waterLayer) >= 0 && (l.doing == pineLayer.doing || l.doing == treeLayer.doing || slices.ContainsFunc(scene, afloat) || p.setting.coast > 0):
			// trees do not stand in water, and one fleet is enough
		case l.tag == "subject":
			at := len(scene)
			if i := index(birdLayer); i > 0 {
				at = i
			}
			scene = slices.Insert(scene, at, l)
		}
	}
	return scene
}

// leafFor returns the drawing of the words that fits best: that of two together, or of the
// first.
func leafFor(nouns []string) (best sketch, score int) {
	for i, w := range nouns {
		if i+1 < len(nouns) {
			if d, n := find(w + "-" + nouns[i+1]); n > 60 && n+1 > score {
				best, score = d, n+1
			}
		}
		one := cmp.Or(plurals[w], w)
		if d, n := find(one); n > score {
			best, score = d, n
		}
	}
	return best, score
}

// describing are words that say how a thing is, and by which drawings are called: a long drum, a hot dog.
const describing = " empty hot long running flying high hard half first soft open light shallow straight sleeping crying smiling glowing wilted steaming tropical rocking "

// describes reports whether the first of the words only says how the next ones are: a long road has no drum.
func describes(list []string) bool {
	if len(list) < 2 || !has(describing, list[0]) {
		return false
	}
	for n := 2; n <= min(len(list), 3); n++ {
		if _, score := find(strings.Join(list[:n], "-")); score > 60 {
			return false
		}
	}
	return true
}

func plain(name string) string { return strings.ReplaceAll(name, "-", " ") }
