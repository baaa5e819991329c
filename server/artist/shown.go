package artist

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// counted returns how many there are of something, as people say it.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// told returns what people read of what a tool was given: nothing where what comes of it says
// as much, or where it is numbers.
func told(tool, input string) string {
	switch tool {
	case "critique", "name_piece", "sign", "view_canvas":
		return ""
	}
	return inWords(input)
}

// inWords returns what a tool was given, as people read it: what it is to be alone where that is
// all, else each with its name, and of a list how long it is. What is no JSON object stays.
func inWords(input string) string {
	var fields map[string]any
	if err := json.Unmarshal([]byte(input), &fields); err != nil {
		return strings.Join(strings.Fields(input), " ")
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		say := ""
		switch v := fields[name].(type) {
		case nil:
			continue
		case string:
			say = strings.Join(strings.Fields(v), " ")
		case []any:
			parts = append(parts, counted(len(v), strings.TrimSuffix(name, "s")))
			continue
		case map[string]any:
			b, _ := json.Marshal(v) // it came from there
			say = inWords(string(b))
		default:
			say = fmt.Sprint(v)
		}
		if len(fields) > 1 {
			say = name + " " + say
		}
		parts = append(parts, say)
	}
	return strings.Join(parts, ", ")
}
