package export

import (
	"bytes"
	"encoding/xml"
	"regexp"
)

// Bounds of the entities that a file declares. Those beyond them are not known, so that the file is damaged where it
// names them.
const (
	EntitiesMax = 256
	entityName  = 64 // bytes
)

// An entity stands for text alone, as those that Illustrator declares for the names of its namespaces do. What stands
// for other entities, for elements or for another file is none, so that there are no bombs of them.
var entity = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+["']([^"'&<%]*)["']\s*>`)

// expanded returns a document with what its own entities stand for in their places.
func expanded(data []byte, dec *xml.Decoder) ([]byte, error) {
	entities := map[string][]byte{}
	for {
		t, err := dec.RawToken()
		if _, begun := t.(xml.StartElement); begun || err != nil {
			break // the survey tells of errors
		}
		doctype, _ := t.(xml.Directive)
		for _, m := range entity.FindAllSubmatch(doctype, EntitiesMax) {
			if _, known := entities[string(m[1])]; !known { // by XML the first one counts
				entities[string(m[1])] = m[2]
			}
		}
	}
	for _, own := range []string{"lt", "gt", "amp", "apos", "quot"} {
		delete(entities, own)
	}
	if len(entities) == 0 {
		return data, nil
	}
	var out []byte
	for {
		before, rest, found := bytes.Cut(data, []byte("&"))
		if out = append(out, before...); !found {
			return out, nil
		}
		name, _, closed := bytes.Cut(rest[:min(len(rest), entityName+1)], []byte(";"))
		if value, known := entities[string(name)]; known && closed {
			out, data = append(out, value...), rest[len(name)+1:]
		} else {
			out, data = append(out, '&'), rest
		}
		if len(out) > FileBytes {
			return nil, FormatError("With what its own entities stand for the file has more than " + thousands(FileBytes) + " bytes.")
		}
	}
}
