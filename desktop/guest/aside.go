package guest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// errDamaged says that a file of cookies is there and is none.
var errDamaged = errors.New("it is damaged")

// asideMost bounds the damaged files that are kept. The last of them is replaced by the next.
const asideMost = 10

// known is readCookies, where a damaged file is put aside and holds none then.
func (g *Guest) known(file string) (map[string]string, error) {
	known, err := readCookies(file)
	if !errors.Is(err, errDamaged) {
		return known, err
	}
	to := asideName(file)
	if err2 := os.Rename(file, to); err2 != nil && !errors.Is(err2, fs.ErrNotExist) { // another process may have put it aside
		return nil, errors.Join(err, fmt.Errorf("put it aside: %w", err2))
	}
	g.note = fmt.Sprintf("The file with who you are to servers was damaged. It is kept as %s, and you come in as somebody new: what you may do, your links say.", filepath.Base(to))
	return readCookies(file)
}

// asideName returns a name beside a file that is free.
func asideName(file string) (name string) {
	for i := range asideMost {
		name = file + ".unread"
		if i > 0 {
			name = fmt.Sprintf("%s.unread-%d", file, i+1)
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return name
}
