package remark

import (
	"regexp"
	"strings"

	"easel.example/core"
)

// A remark is something to be said.
type remark struct {
	say   string
	when  string         // e: early, l: late, d: done
	names *regexp.Regexp // what it is about: it is not said where that was spoken of already
	where *regexp.Regexp // the prompt's words of the places it is for; without one, for all
	paint bool           // more than one ink can do
}

// Where things are, by words of prompts. No \b ends a word on é, which is no letter to it.
const (
	water   = `\b(harbou?rs?|ports?|piers?|seas?|ocean|lakes?|coast|bay|beach|river|pond|islands?|boats?|ships?|sail\w*|regatta)\b`
	land    = `\b(hills?|mountains?|valley|trees?|orchard|park|garden|meadow|fields?|prairie|cottages?|houses?|farm|village|barn|landscape|countryside|horses?|cows?|sheep)\b`
	outside = water + `|` + land + `|\b(town|city|cities|skyline|streets?|road|lighthouse|cliffs?|desert|dusk|dawn|rain\w*|snow\w*|winter|autumn|fog\w*|mist\w*|balloons?|kites?)\b`
	table   = `\b(still life|table|kitchen|vase|bouquet|bowl|fruits?|teapot|cups?)\b`
	inside  = table + `|\b(portrait|face|room|indoors|inside|studio|mosaic|abstract|patterns?|words?|letters?)\b|\bcaf(e\b|é)`
	air     = `\b(sky|clouds?|birds?|gulls?|stars?|starry|moon|sun|sunsets?|sunrise|storm\w*|snow\w*|rain\w*|forest|woods?|balloons?|kites?)\b`
)

var (
	onWater   = regexp.MustCompile(water)
	onLand    = regexp.MustCompile(land)
	onTable   = regexp.MustCompile(table)
	isOutside = regexp.MustCompile(outside)
	isInside  = regexp.MustCompile(inside)
	unwanted  = regexp.MustCompile(`\b(no|not|without|never|avoid|leave out)\b[^,.;!?]*`)
)

// remarks are in the order in which they are suggested. Nothing changes them.
var remarks = [...]remark{
	{"more blue", "el", regexp.MustCompile(`\bblue\b`), nil, true},
	{"bigger", "eld", words(`bigger|smaller`), nil, false},
	{"leave the sky empty", "e", regexp.MustCompile(air), isOutside, false},
	{"add a bird", "eld", words(`birds?|gulls?|owls?|crows?|ducks?|sky`), isOutside, false},
	{"warmer light", "eld", words(`warm\w*|cold|winter|snow\w*|night`), nil, true},
	{"bolder lines", "e", nil, nil, true},
	{"less busy", "ld", words(`busy|busier|calm\w*|empty|simple`), nil, false},
	{"calmer water", "l", words(`calm\w*|quiet|storm\w*|waves`), onWater, false},
	{"add a boat", "ld", words(`boats?|ships?|sail\w*`), onWater, false},
	{"add a tree", "ed", words(`trees?|orchard|pines?|firs?|desert`), onLand, false},
	{"add an apple", "eld", words(`apples?|fruits?`), onTable, false},
	{"more contrast", "ld", words(`soft\w*|pale|fog\w*|mist\w*`), nil, true},
	{"more detail", "ed", words(`details?|simple|minimal|empty|calm\w*`), nil, false},
	{"smaller", "el", words(`bigger|smaller|large|huge`), nil, false},
}

func words(list string) *regexp.Regexp { return regexp.MustCompile(`\b(` + list + `)\b`) }

// fitting returns what may be said early, late or in the end of a piece.
func fitting(when string, style core.Style, prompt string, said []string) (list []string) {
	asked := strings.ToLower(prompt)
	wants := unwanted.ReplaceAllString(asked, "")
	spoken := strings.Join(append([]string{asked}, said...), " ")
	for i := range remarks {
		r := &remarks[i]
		if strings.Contains(r.when, when) && (style == core.Paint || !r.paint) && r.suits(wants) && (r.names == nil || !r.names.MatchString(spoken)) {
			list = append(list, r.say)
		}
	}
	return list
}

// suits reports whether a remark is about a place like that which a prompt wants.
func (r *remark) suits(wants string) bool {
	return r.where == nil || r.where.MatchString(wants) && (r.where == onTable || !isInside.MatchString(wants))
}
