package local

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"easel.example/desktop/local/disk"
)

// nameBytes is how long a name is made: with its number, what lies beside it and what is kept aside under it
// it has to be within the 255 bytes that file systems have for one.
const nameBytes = 180

// FileName returns the name of a file for a title, without its ending: one that all systems take.
func FileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return seen(r)
	}, strings.ToValidUTF8(title, ""))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	for n := nameBytes; len(name) > nameBytes; n-- {
		name = strings.Trim(cut(name, n), ". ")
	}
	switch device, _, _ := strings.Cut(strings.ToLower(name), "."); {
	case name == "":
		return "Untitled"
	case slices.Contains(devices, device):
		return "_" + name
	}
	return name
}

// devices are names that Windows keeps for itself, however they end.
var devices = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// namesMost is how many files of one name a folder may have.
const namesMost = 10_000

// free returns a path in folder that no Easel file has, for a name.
func free(folder, name string) (string, error) { return Free(folder, name, ".png") }

// Free returns a path in folder, which is made if it is not there, that no file has: for a name, and how it ends.
func Free(folder, name, ext string) (string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("make a folder for pieces: %w", err)
	}
	for i := 1; i <= namesMost; i++ {
		path := filepath.Join(folder, name+ext)
		if i > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s %d%s", name, i, ext))
		}
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
	}
	return "", disk.ErrExists
}
