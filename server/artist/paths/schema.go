package paths

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Schema returns the JSON schema of an array of entries, for the definition of a tool.
// The value is the caller's own.
func Schema() map[string]any {
	number := func(low, high float64, about string) map[string]any {
		return map[string]any{"type": "number", "minimum": low, "maximum": high, "description": about}
	}
	text := func(about string) map[string]any { return map[string]any{"type": "string", "description": about} }
	var types []string
	for _, k := range kinds {
		types = append(types, k.name)
	}
	return map[string]any{
		"type": "array", "minItems": 1, "maxItems": EntriesMax,
		"items": map[string]any{
			"type": "object", "required": []string{"type"},
			"properties": map[string]any{
				"type":    map[string]any{"type": "string", "enum": types},
				"points":  map[string]any{"type": "array", "description": "[x, y] or [x, y, pressure 0 to 1] in px; not for svg", "items": map[string]any{"type": "array", "items": map[string]any{"type": "number"}, "minItems": 2, "maxItems": 3}},
				"d":       text("SVG path data, for svg"),
				"brush":   map[string]any{"type": "string", "enum": Brushes()},
				"color":   text("#rgb, #rrggbb or a CSS name"),
				"width":   number(0, WidthMax, "px; 0 only with a fill"),
				"opacity": number(0, 1, "0 is unseen"),
				"fill":    text("none, nonzero or evenodd (filled in color), or a colour (filled in it, with a line around if brush, color or width says how)"),
				"closed":  map[string]any{"type": "boolean"},
			},
		},
	}
}

// SchemaJSON returns [Schema] as JSON.
func SchemaJSON() json.RawMessage {
	raw, err := json.Marshal(Schema())
	if err != nil {
		panic("paths: schema: " + err.Error())
	}
	return raw
}

// Help returns a short text on entries and brushes, for the description of a tool.
func Help() string {
	var b strings.Builder
	fmt.Fprintf(&b, `Draw strokes, in order. Coordinates are px of the canvas, from the top left corner; up to one canvas outside is fine.
type: line or polyline (2 or more points), quadratic (3, and 2 more for each further curve), cubic (4, and 3 more), svg (d instead of points; several sub-paths are several strokes). A point is [x, y] or [x, y, pressure 0 to 1]; without pressure the hand swells and fades by itself.
color: #rgb, #rrggbb or a CSS name. width: px, 0 only with a fill. opacity: 0 to 1. What is left out is as the brush usually is.
fill: nonzero or evenodd fills the closed path in color; a colour fills it so, with a line around if color, width or brush is given.
Each path is checked on its own; wrong ones are told by their index, from 0, and the others are drawn. At most %d paths.
brushes: `, EntriesMax)
	for i, t := range tools {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(t.name + " (" + t.about + ")")
	}
	b.WriteString(".")
	return b.String()
}
