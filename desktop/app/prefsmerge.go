package app

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
)

// copied returns preferences that share nothing with p.
func (p Prefs) copied() (c Prefs) {
	data, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if err != nil {
		panic("app: the preferences cannot be copied: " + err.Error())
	}
	return c
}

// mergedPrefs returns what two apps with one file make of it: was is what both began with, ours and theirs
// what each has now. What we have changed is ours, and the rest theirs; lists of places have what
// either has added.
func mergedPrefs(was, ours, theirs Prefs) Prefs {
	all := theirs
	mergeFields(reflect.ValueOf(&all).Elem(), reflect.ValueOf(was), reflect.ValueOf(ours))
	all.Hand = theirs.Hand
	mergeFields(reflect.ValueOf(&all.Hand).Elem(), reflect.ValueOf(was.Hand), reflect.ValueOf(ours.Hand))
	all.Recent = mergedRecent(was.Recent, ours.Recent, theirs.Recent)
	all.Ways = slices.Clone(ours.Ways)
	for _, w := range theirs.Ways {
		if !slices.ContainsFunc(all.Ways, func(o Way) bool { return o.Link == w.Link }) {
			all.Ways = append(all.Ways, w)
		}
	}
	all.mend() // the lists may be too long
	return all
}

// mergeFields puts those fields into a struct that differ between was and ours.
func mergeFields(into, was, ours reflect.Value) {
	for i := range into.NumField() {
		if !reflect.DeepEqual(was.Field(i).Interface(), ours.Field(i).Interface()) {
			into.Field(i).Set(ours.Field(i))
		}
	}
}

// mergedRecent merges lists of places: one stays off that either has taken off, unless somebody was there since.
func mergedRecent(was, ours, theirs []Recent) (all []Recent) {
	find := func(list []Recent, r Recent) (Recent, bool) {
		i := slices.IndexFunc(list, func(o Recent) bool { return o.Link == r.Link && o.File == r.File })
		if i < 0 {
			return Recent{}, false
		}
		return list[i], true
	}
	add := func(list, other []Recent) {
		for _, r := range list {
			before, known := find(was, r)
			_, there := find(other, r)
			_, have := find(all, r)
			if gone := known && !there && r.Opened == before.Opened; !gone && !have {
				all = append(all, r)
			}
		}
	}
	add(ours, theirs)
	add(theirs, ours)
	for i, r := range all {
		if o, ok := find(theirs, r); ok && o.Opened > r.Opened {
			all[i] = o
		}
	}
	slices.SortStableFunc(all, func(a, b Recent) int { return cmp.Compare(b.Opened, a.Opened) })
	return all
}
