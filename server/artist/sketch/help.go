package sketch

import (
	"fmt"
	"strings"

	"easel.example/server/artist/paths"
)

// Help returns a short reference for who writes programs, with an example.
func Help() string {
	return fmt.Sprintf(`A sketch is a Starlark program (like Python; no imports, classes, try, f-strings or **; use "%%" to format) that draws strokes in order.
Given: width, height (px), style, palette (list of colours), brushes (list of names), math (math.sin, cos, sqrt, atan2, pow, …), pi.
Draw through points: line, polyline, polygon (closed), spline (smooth), quadratic, cubic. Points are (x, y) or (x, y, pressure 0 to 1), alone or in lists, or plain numbers: line(0, 0, 9, 9).
Draw shapes: circle(x, y, r), ellipse(x, y, rx, ry, turn=0), arc(x, y, r, start, end), rect(x, y, w, h), svg(d), hatch(polygon, angle=45, spacing=8). A point may stand for x, y. Angles are in degrees, clockwise, 0 to the right.
All of these take brush=, color=, width=, opacity=, fill=, closed=. fill is a colour (with a line around if color, width or brush is given), nonzero or evenodd (filled in color). All but svg return their points (hatch: lists of them); draw=False only returns them.
Points: translate(points, dx, dy), rotate(points, degrees, center=middle), scale(points, kx, ky=kx, center=middle).
Chance, by the seed of the run: rand(), rand(a, b), randint(a, b), choice(list), shuffle(list), gauss(mean, deviation), noise(x, y) (smooth, -1 to 1, hills about 1 wide: use noise(x / 100, y / 100)).
Colours: mix(a, b, t), lighten(c, t), darken(c, t), hsl(degrees, 0 to 1, 0 to 1).
print(…) is returned to you. An error comes with its line, and nothing is drawn then.
Brushes: %s.
Bounds: %d paths, %d s, %d MiB, %d KiB of program. Recursion is fine, %d calls deep.
Example:
%s`, strings.Join(paths.Brushes(), ", "), PathsMax, int(TimeMax.Seconds()), MemoryBytes>>20, ProgramBytes>>10, RecursionMax, example)
}

const example = `def branch(p, angle, size, depth):
    a = angle * pi / 180
    q = (p[0] + size * math.cos(a), p[1] + size * math.sin(a))
    line(p, q, brush="pen", color=mix(palette[0], "#6b4a2b", rand()), width=1.5 * depth)
    if depth == 1:
        circle(q, rand(3, 6), fill=lighten(choice(palette), 0.3), opacity=0.8)
        return
    for turn in [-25, 20]:
        branch(q, angle + turn + gauss(0, 6), size * rand(0.7, 0.8), depth - 1)

for i in range(12):
    y = height * (0.1 + 0.05 * i)
    spline([(x, y + 30 * noise(x / 200, i)) for x in range(0, width + 1, 40)], brush="watercolour", color=hsl(200 + 5 * i, 0.4, 0.7), width=30)
branch((width / 2, height * 0.95), -90, height * 0.2, 6)
`
