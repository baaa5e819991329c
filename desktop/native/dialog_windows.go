package native

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"

	"easel.example/desktop/say"
)

// openFileName is OPENFILENAMEW of commdlg.h.
type openFileName struct {
	size            uint32
	owner           uintptr
	instance        uintptr
	filter          *uint16
	customFilter    *uint16
	maxCustomFilter uint32
	filterIndex     uint32
	file            *uint16
	maxFile         uint32
	fileTitle       *uint16
	maxFileTitle    uint32
	initialDir      *uint16
	title           *uint16
	flags           uint32
	fileOffset      uint16
	fileExtension   uint16
	defExt          *uint16
	custData        uintptr
	hook            uintptr
	templateName    *uint16
	reserved        uintptr
	reserved2       uint32
	flagsEx         uint32
}

// Flags of it.
const (
	overwritePrompt = 0x2
	noChangeDir     = 0x8
	pathMustExist   = 0x800
	fileMustExist   = 0x1000
	explorer        = 0x80000
)

// pathMost is how long a path may be, in UTF-16.
const pathMost = 32 << 10

func choose(c Choice, proc string, flags uint32) (string, error) {
	runtime.LockOSThread() // the dialog has a queue of messages, which is a thread's
	defer runtime.UnlockOSThread()
	lib := windows.NewLazySystemDLL("comdlg32.dll")
	path := make([]uint16, pathMost)
	if name, err := windows.UTF16FromString(c.Name); err == nil && len(name) < len(path) {
		copy(path, name)
	}
	of := openFileName{file: &path[0], maxFile: pathMost, filterIndex: 1, flags: flags | noChangeDir | pathMustExist | explorer}
	of.size = uint32(unsafe.Sizeof(of))
	of.owner = uintptr(windows.GetForegroundWindow())
	var err, err2 error
	of.title, err = windows.UTF16PtrFromString(c.Title)
	if c.Folder != "" {
		of.initialDir, err2 = windows.UTF16PtrFromString(filepath.FromSlash(c.Folder))
	}
	if err = errors.Join(err, err2); err != nil {
		return "", say.Errorf("The dialog did not open: %w", err)
	}
	filters := filterText(c.Filters)
	if len(filters) > 0 {
		of.filter = &filters[0]
	}
	if ext := strings.TrimPrefix(filepath.Ext(c.Name), "."); ext != "" {
		of.defExt, _ = windows.UTF16PtrFromString(ext) // without it the name is as it was typed
	}
	if ok, _, _ := lib.NewProc(proc).Call(uintptr(unsafe.Pointer(&of))); ok == 0 {
		if code, _, _ := lib.NewProc("CommDlgExtendedError").Call(); code != 0 {
			return "", say.Errorf("The dialog did not open: error %#x.", code)
		}
		return "", ErrCancelled
	}
	return windows.UTF16ToString(path), nil
}

// filterText returns filters as Windows has them: pairs of texts, each ended by a 0, and one more 0.
func filterText(list []Filter) (text []uint16) {
	for _, f := range list {
		for _, s := range []string{f.Name, strings.Join(f.Patterns, ";")} {
			if u, err := windows.UTF16FromString(s); err == nil {
				text = append(text, u...)
			}
		}
	}
	if len(text) > 0 {
		text = append(text, 0)
	}
	return text
}

// OpenFile asks which file to open. It stays open when ctx ends: only the person can shut it.
func OpenFile(ctx context.Context, c Choice) (string, error) {
	path, err := choose(Choice{c.Title, c.Folder, "", c.Filters}, "GetOpenFileNameW", fileMustExist)
	return path, errors.Join(err, ctx.Err())
}

// SaveFile asks which file to write; one that is there is asked about.
func SaveFile(ctx context.Context, c Choice) (string, error) {
	path, err := choose(c, "GetSaveFileNameW", overwritePrompt)
	return path, errors.Join(err, ctx.Err())
}
