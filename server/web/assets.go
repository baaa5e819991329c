package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dist is what the page's build has left, or nothing but a place for it: the
// server builds on a clean clone.
//
//go:embed all:dist
var dist embed.FS

func embedded() fs.FS {
	page, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("web: embedded page: " + err.Error())
	}
	return page
}

// indexName is the page itself.
const indexName = "index.html"

// encodings are the precompressed siblings of a file, the best first.
var encodings = [...]struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// contentTypes are those of all files that the build makes. The system's table
// is not asked: it differs from machine to machine.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".mjs":         "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// hashedName matches the files whose names change with their content.
var hashedName = regexp.MustCompile(`^assets/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$`)

// A variant is a file as it is sent: itself or a compressed sibling.
type variant struct {
	name     string // in the file system
	encoding string // empty for itself
	etag     string
	size     int64
}

// An asset is a file of the page with its variants, the best first and itself last.
type asset struct {
	contentType string
	immutable   bool
	variants    []variant
}

// assets are the built page, by path without the leading slash.
type assets struct {
	fs    fs.FS
	files map[string]asset
}

// newAssets reads all files once for their hashes and keeps none of them.
func newAssets(page fs.FS) assets {
	a := assets{page, map[string]asset{}}
	known := map[string]variant{}
	err := fs.WalkDir(page, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name)[0] == '.' {
			return err
		}
		known[name], err = newVariant(page, name)
		return err
	})
	if err != nil {
		panic("web: built page: " + err.Error())
	}
	for name, v := range known {
		if isSibling(known, name) {
			continue
		}
		f := asset{contentType: contentTypes[path.Ext(name)], immutable: hashedName.MatchString(name)}
		if f.contentType == "" {
			f.contentType = "application/octet-stream"
		}
		for _, e := range encodings {
			if s, ok := known[name+e.suffix]; ok {
				s.encoding = e.name
				f.variants = append(f.variants, s)
			}
		}
		f.variants = append(f.variants, v)
		a.files[name] = f
	}
	return a
}

func newVariant(page fs.FS, name string) (variant, error) {
	f, err := page.Open(name)
	if err != nil {
		return variant{}, err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	return variant{name: name, etag: `"` + hex.EncodeToString(sum.Sum(nil)[:12]) + `"`, size: n}, err
}

// isSibling reports whether a file is another one, compressed.
func isSibling(known map[string]variant, name string) bool {
	for _, e := range encodings {
		if base, ok := strings.CutSuffix(name, e.suffix); ok {
			if _, ok := known[base]; ok {
				return true
			}
		}
	}
	return false
}

// serve is GET of everything that has no route of its own: the page at / and
// /w, and its files.
func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || name == "w" || strings.HasPrefix(name, "w/") {
		name = indexName
	}
	f, ok := a.files[name]
	if !ok && name == indexName {
		refuse(w, http.StatusServiceUnavailable,
			"The page is not built. Run `make build`, or `npm --prefix web ci && npm --prefix web run build`, and start the server again.")
		return
	}
	if !ok {
		refuse(w, http.StatusNotFound, "There is nothing here.")
		return
	}
	v := f.choose(r.Header.Get("Accept-Encoding"))
	content, err := a.fs.Open(v.name)
	if err != nil {
		refuse(w, http.StatusNotFound, "There is nothing here any more.")
		return
	}
	defer content.Close()
	head := w.Header()
	head.Set("Content-Type", f.contentType)
	head.Set("ETag", v.etag)
	head.Set("Cache-Control", "no-cache")
	if f.immutable {
		head.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if len(f.variants) > 1 {
		head.Set("Vary", "Accept-Encoding")
	}
	if v.encoding != "" {
		head.Set("Content-Encoding", v.encoding)
		head.Set("Content-Length", strconv.FormatInt(v.size, 10))
		r.Header.Del("Range") // the length above is the whole's
	}
	http.ServeContent(w, r, "", time.Time{}, content.(io.ReadSeeker))
}

// choose returns the first variant that the client accepts; itself is always
// accepted.
func (f *asset) choose(accept string) variant {
	last := len(f.variants) - 1
	for _, v := range f.variants[:last] {
		if accepts(accept, v.encoding) {
			return v
		}
	}
	return f.variants[last]
}

// accepts reports whether an Accept-Encoding header names the encoding with a
// weight above 0.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		q, ok := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		if !ok {
			return true
		}
		n, err := strconv.ParseFloat(q, 64)
		return err == nil && n > 0
	}
	return false
}
