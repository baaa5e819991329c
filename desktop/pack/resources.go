package main

import (
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"

	"easel.example/desktop/icon"
)

// english is the language of the texts.
const english = 0x409

// resources writes what Windows reads of a program, where the linker finds it: beside the
// sources. It returns the name of the file.
func (b *builder) resources(t target) (string, error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", b.from).Output()
	if err != nil {
		return "", fmt.Errorf("find %s: %w", b.from, err)
	}
	name := filepath.Join(strings.TrimSpace(string(dir)), "rsrc_windows_"+t.arch+".syso")
	f, err := os.Create(name)
	if err != nil {
		return "", err
	}
	if err := errors.Join(b.writeResources(f, t), f.Close()); err != nil {
		return "", fmt.Errorf("write the resources of %s: %w", t, err)
	}
	return name, nil
}

func (b *builder) writeResources(w io.Writer, t target) error {
	var pictures []image.Image
	for _, px := range []int{16, 24, 32, 48, 64, 256} {
		pictures = append(pictures, icon.Draw(px))
	}
	symbol, err := winres.NewIconFromImages(pictures)
	if err != nil {
		return err
	}
	var set winres.ResourceSet
	if err := set.SetIcon(winres.Name("APP"), symbol); err != nil {
		return err
	}
	set.SetManifest(winres.AppManifest{
		Identity: winres.AssemblyIdentity{Name: "Easel", Version: four(b.version)}, Description: "Easel",
		DPIAwareness: winres.DPIPerMonitorV2, ExecutionLevel: winres.AsInvoker, UseCommonControlsV6: true, LongPathAware: true,
	})
	info := version.Info{FileVersion: four(b.version), ProductVersion: four(b.version)}
	for key, text := range map[string]string{
		version.ProductName: "Easel", version.FileDescription: "Easel", version.ProductVersion: b.version, version.FileVersion: b.version,
		version.OriginalFilename: "Easel.exe", version.InternalName: program,
	} {
		if err := info.Set(english, key, text); err != nil {
			return err
		}
	}
	set.SetVersionInfo(info)
	return set.WriteObject(w, winres.Arch(t.arch))
}

// four returns a version such as v1.2.3-4-gabc as Windows has it: four numbers, of which what is
// missing is 0.
func four(v string) (n [4]uint16) {
	fields := strings.FieldsFunc(strings.TrimPrefix(v, "v"), func(r rune) bool { return r == '.' || r == '-' })
	for i := range min(len(fields), len(n)) {
		k, err := strconv.ParseUint(fields[i], 10, 16)
		if err != nil {
			return n
		}
		n[i] = uint16(k)
	}
	return n
}
