package artist

import (
	_ "embed"
	"strings"
)

// The sketchbook's drawings are redrawn from three sets of icons; `easel sketchbook` makes
// the file, tools/easel/sketchbook.txt says of what. SKETCHBOOK.md has their licences.
//
//go:embed sketchbook.bin
var sketchbook []byte

// A sketch is a line drawing on a square of 192 by 192.
type sketch struct {
	name  string
	tags  string // words between spaces
	lines []pencil
	told  bool // its colour was
}

// A pencil is a line of a drawing, or the edge of a shape.
type pencil struct {
	kind  byte
	color uint32 // of a shape
	pts   [][2]uint8
}

// What a line is.
const (
	penLine   = 0
	shapeEdge = 1
	holeEdge  = 2 // in the shape before it
)

// closed reports whether a line ends where it begins.
func (l *pencil) closed() bool {
	return l.kind != penLine || len(l.pts) > 3 && l.pts[0] == l.pts[len(l.pts)-1]
}

// leaf through the sketchbook until f has seen enough; body is what the drawing's lines
// are decoded from.
func leaf(f func(name, tags string, body []byte) (enough bool)) {
	src := sketchbook
	text := func() string {
		n := int(src[0])
		s := string(src[1 : 1+n])
		src = src[1+n:]
		return s
	}
	for len(src) > 0 {
		name, tags := text(), text()
		n := 1
		for range src[0] {
			n += edgeBytes(src[n:])
		}
		if f(name, tags, src[:n]) {
			return
		}
		src = src[n:]
	}
}

func edgeBytes(src []byte) int {
	n := 2
	if src[0] == shapeEdge {
		n = 4
	}
	return n + 2*int(src[n-1])
}

// drawn decodes the lines of a drawing.
func drawn(body []byte) (lines []pencil) {
	for src := body[1:]; len(src) > 0; {
		n := edgeBytes(src)
		l := pencil{kind: src[0]}
		pts := src[2:n]
		if l.kind == shapeEdge {
			rgb := uint32(src[1])<<8 | uint32(src[2])
			l.color = rgb>>11<<19 | rgb>>5&63<<10 | rgb&31<<3
			pts = src[4:n]
		}
		for i := 0; i < len(pts); i += 2 {
			l.pts = append(l.pts, [2]uint8{pts[i], pts[i+1]})
		}
		lines = append(lines, l)
		src = src[n:]
	}
	return lines
}

// find returns the drawing that fits a word best, in its own or in simpler forms, and how
// well it does.
func find(word string) (best sketch, score int) {
	forms := []string{word}
	if to, ok := synonyms[word]; ok {
		forms = []string{to}
	}
	for _, one := range singular(word) {
		if to, ok := synonyms[one]; ok {
			one = to
		}
		forms = append(forms, one)
	}
	var body []byte
	leaf(func(name, tags string, b []byte) bool {
		for i, form := range forms {
			if n := fits(name, tags, form) - i; n > score {
				score, best, body = n, sketch{name: name, tags: tags}, b
			}
		}
		return score == 100
	})
	if score > 0 {
		best.lines = drawn(body)
	}
	return best, score
}

// fits returns how well a drawing fits a word, 0 to 100.
func fits(name, tags, word string) int {
	if name == word {
		return 100
	}
	n := strings.Count(name, "-")
	switch {
	case len(word) < 3:
		return 0
	case strings.HasPrefix(name, word+"-"):
		return 60 - n
	case strings.HasSuffix(name, "-"+word):
		return 50 - n
	case has(" "+tags+" ", word):
		return 20 - n
	}
	return 0
}

// singular returns what a word may be the plural of.
func singular(word string) (list []string) {
	for _, end := range [][2]string{{"ies", "y"}, {"ves", "f"}, {"ves", "fe"}, {"oes", "o"}, {"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"sses", "ss"}, {"s", ""}} {
		if one, ok := strings.CutSuffix(word, end[0]); ok && len(one) > 1 && (end[0] != "s" || !strings.HasSuffix(one, "s")) {
			list = append(list, one+end[1])
		}
	}
	return list
}

// synonyms lead from what people say to the name of a drawing.
var synonyms = map[string]string{
	"puppy": "dog", "hound": "dog", "doggy": "dog", "kitten": "cat", "kitty": "cat", "tomcat": "cat", "pony": "horse", "stallion": "horse", "mare": "horse", "foal": "horse",
	"bunny": "rabbit", "hare": "rabbit", "calf": "cow", "bull": "ox", "lamb": "ewe", "sheep": "ewe", "piglet": "pig", "hen": "chicken", "chick": "baby-chick", "duckling": "duck",
	"cub": "bear", "cygnet": "swan", "bee": "honeybee", "bumblebee": "honeybee", "ladybug": "lady-beetle", "ladybird": "lady-beetle", "moth": "butterfly", "orca": "whale",
	"tortoise": "turtle", "toad": "frog", "alligator": "crocodile", "dinosaur": "sauropod", "rex": "t-rex", "dino": "sauropod", "ape": "gorilla", "chimp": "monkey",
	"hippo": "hippopotamus", "rhino": "rhinoceros", "reindeer": "deer", "stag": "deer", "doe": "deer", "fawn": "deer", "elk": "moose", "hawk": "eagle", "falcon": "eagle",
	"crow": "blackbird", "raven": "blackbird", "sparrow": "bird", "robin": "bird", "swallow": "bird", "songbird": "bird", "pigeon": "dove", "seagull": "dove", "gull": "dove", "stork": "flamingo",
	"heron": "flamingo", "ostrich": "dodo", "walrus": "seal", "mice": "mouse", "geese": "goose", "oxen": "ox", "wolves": "wolf", "sheepdog": "dog", "goldfish": "tropical-fish",
	"trout": "fish", "salmon": "fish", "carp": "fish", "starfish": "star", "seahorse": "tropical-fish", "prawn": "shrimp", "clam": "oyster", "seashell": "spiral-shell", "shell": "spiral-shell",
	"tree": "deciduous-tree", "oak": "deciduous-tree", "birch": "deciduous-tree", "maple": "maple-leaf", "palm": "palm-tree", "fir": "evergreen-tree", "spruce": "evergreen-tree", "christmas": "christmas-tree",
	"flower": "blossom", "daisy": "blossom", "lily": "lotus", "orchid": "hibiscus", "plant": "potted-plant", "houseplant": "potted-plant", "clover": "four-leaf-clover", "leaf": "maple-leaf", "leaves": "maple-leaf",
	"corn": "ear-of-corn", "rice": "cooked-rice", "cheese": "cheese-wedge", "burger": "hamburger", "fries": "french-fries", "donut": "doughnut", "cake": "birthday-cake", "icecream": "ice-cream", "wine": "wine-glass",
	"beer": "beer-mug", "coffee": "hot-beverage", "tea": "teapot", "kettle": "teapot", "milk": "glass-of-milk", "apple": "red-apple", "aubergine": "eggplant", "chili": "hot-pepper", "pepper": "bell-pepper", "salad": "green-salad",
	"honey": "honey-pot", "soup": "pot-of-food", "orange": "tangerine", "mushrooms": "mushroom", "toadstool": "mushroom", "steak": "cut-of-meat", "noodles": "steaming-bowl", "ramen": "steaming-bowl", "pasta": "spaghetti",
	"bike": "bicycle", "cycle": "bicycle", "motorbike": "motorcycle", "car": "automobile", "auto": "automobile", "van": "minibus", "lorry": "articulated-lorry", "truck": "delivery-truck", "plane": "airplane", "aeroplane": "airplane", "jet": "airplane",
	"yacht": "sailboat", "steamer": "ship", "liner": "passenger-ship", "spaceship": "rocket", "spacecraft": "rocket", "ufo": "flying-saucer", "submarine": "submarine", "digger": "tractor", "tram": "tram", "subway": "metro",
	"mansion": "derelict-house", "palace": "castle", "temple": "classical-building", "cathedral": "church", "chapel": "church", "shed": "hut", "tipi": "tent", "pagoda": "japanese-castle", "shrine": "shinto-shrine", "tower": "tokyo-tower",
	"moon": "crescent-moon", "planet": "ringed-planet", "saturn": "ringed-planet", "lightning": "high-voltage", "wave": "water-wave", "flame": "fire", "bonfire": "fire", "campfire": "campfire", "raindrop": "droplet",
	"clock": "mantelpiece-clock", "phone": "telephone", "computer": "desktop-computer", "lamp": "lamp", "bulb": "light-bulb", "lantern": "red-paper-lantern", "book": "open-book", "letter": "envelope", "spectacles": "glasses", "shoe": "running-shoe", "sneaker": "running-shoe",
	"boot": "hiking-boot", "hat": "top-hat", "cap": "billed-cap", "shirt": "t-shirt", "trousers": "jeans", "pants": "jeans", "bag": "handbag", "purse": "purse", "crystal": "gem-stone", "diamond": "gem-stone", "jewel": "gem-stone", "ring": "ring",
	"sword": "dagger", "bow": "bow-and-arrow", "saw": "carpentry-saw", "spanner": "wrench", "brush": "paintbrush", "palette": "artist-palette", "magnifier": "magnifying-glass-tilted-left", "scale": "balance-scale", "chain": "chains", "television": "television", "tv": "television",
	"sofa": "couch-and-lamp", "couch": "couch-and-lamp", "fiddle": "violin", "piano": "piano", "horn": "postal-horn", "drum": "drum", "mic": "microphone", "gift": "wrapped-gift", "present": "wrapped-gift", "teddy": "teddy-bear", "doll": "nesting-dolls", "dice": "game-die",
	"football": "soccer-ball", "soccer": "soccer-ball", "ball": "soccer-ball", "chess": "chess-pawn", "puzzle": "puzzle-piece", "pumpkin": "jack-o-lantern", "heart": "red-heart", "dancer": "woman-dancing", "ballerina": "woman-dancing", "runner": "person-running",
	"swimmer": "person-swimming", "surfer": "person-surfing", "cyclist": "person-biking", "rower": "person-rowing-boat", "climber": "person-climbing", "golfer": "person-golfing", "juggler": "person-juggling", "wizard": "person-mage", "witch": "woman-mage", "mage": "person-mage",
	"fairy": "person-fairy", "elf": "person-elf", "mermaid": "woman-merpeople", "vampire": "person-vampire", "zombie": "woman-zombie", "superhero": "person-superhero", "hero": "person-superhero", "king": "person-with-crown", "queen": "princess", "knight": "chess-knight", "fencer": "person-fencing",
	"grandmother": "old-woman", "grandma": "old-woman", "grandfather": "old-man", "grandpa": "old-man", "kid": "child", "painter": "artist", "chef": "cook", "doctor": "health-worker", "nurse": "health-worker", "policeman": "police-officer", "policewoman": "police-officer",
	"fireman": "firefighter", "gardener": "farmer", "yogi": "person-in-lotus-position", "walker": "person-walking", "santa": "santa-claus", "hand": "waving-hand", "lips": "mouth", "monster": "ogre", "devil": "goblin", "fox": "fox", "parasol": "umbrella", "windmill": "windmill",
}
