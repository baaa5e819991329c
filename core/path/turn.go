package path

// Directions are in 1/2^30.
const unit = 1 << 30

// A dir is a direction of length 2^30.
type dir struct{ x, y int64 }

// direction returns the direction of (x, y), whose sides are below 2^34. The
// zero vector has that of the x axis.
func direction(x, y int64) dir {
	if x == 0 && y == 0 {
		return dir{unit, 0}
	}
	// A short vector is made longer, so that its root has 30 digits too.
	for abs(x)|abs(y) < 1<<30 {
		x, y = 2*x, 2*y
	}
	for abs(x) > 1<<31 || abs(y) > 1<<31 {
		x, y = x/2, y/2
	}
	n := int64(Sqrt(uint64(x*x) + uint64(y*y)))
	return dir{nearest(x*unit, n), nearest(y*unit, n)}
}

// Direction returns the direction of (x, y), whose sides are below 2^34, as a
// vector of length 2^30. The zero vector has that of the x axis.
func Direction(x, y int64) (ux, uy int64) {
	d := direction(x, y)
	return d.x, d.y
}

// nearest returns a/b rounded to the nearest, for b > 0.
func nearest(a, b int64) int64 {
	if a < 0 {
		return -((b/2 - a) / b)
	}
	return (a + b/2) / b
}

// cross and dot are in 1/2^60; those of two directions fit, as 2^61 does.
func cross(a, b dir) int64 { return a.x*b.y - a.y*b.x }
func dot(a, b dir) int64   { return a.x*b.x + a.y*b.y }

// quarter returns d turned by a right angle: the way that angles grow if sign
// is 1, the other if it is -1.
func (d dir) quarter(sign int64) dir { return dir{-sign * d.y, sign * d.x} }

// atans are the angles whose tangents are 1, 1/2, 1/4 …, in 1/2^30 degree.
var atans = [...]int64{
	48318382080, 28524006506, 15071301663, 7650428050, 3840059795, 1921901881, 961185452, 480622056, 240314695, 120157806,
	60078960, 30039487, 15019745, 7509872, 3754936, 1877468, 938734, 469367, 234684, 117342, 58671,
	29335, 14668, 7334, 3667, 1833, 917, 458, 229, 115, 57, 29, 14,
}

// SinCos returns the sine and cosine of an angle in 1/65536 degree, in 1/2^30,
// by CORDIC (Volder, 1959): turns by ever smaller angles, each of which takes
// only shifts. They stretch what they turn by a factor that is known.
func SinCos(angle Fixed) (sin, cos int64) {
	const (
		degree  = 1 << 30
		guard   = 10           // digits that absorb the errors of 33 turns
		shrunk  = 667681663043 // 2^40 over the factor
		half    = 1 << (guard - 1)
		perUnit = degree / int64(One)
	)
	angle = angle % (360 * One) * perUnit
	if angle < 0 {
		angle += 360 * degree
	}
	sign := int64(1)
	if angle > 90*degree && angle <= 270*degree {
		angle, sign = angle-180*degree, -1
	} else if angle > 270*degree {
		angle -= 360 * degree
	}
	x, y := int64(shrunk), int64(0)
	for i, a := range atans {
		if angle >= 0 {
			x, y, angle = x-y>>i, y+x>>i, angle-a
		} else {
			x, y, angle = x+y>>i, y-x>>i, angle+a
		}
	}
	return sign * ((y + half) >> guard), sign * ((x + half) >> guard)
}
