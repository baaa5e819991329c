package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"regexp"
)

// What stands in the page itself, so that it shows something before its files have
// come: an element with attributes is one that loads a file.
var (
	inlineScript = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	inlineStyle  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
)

// policyOf returns the content security policy of a built page. Scripts and styles
// come from this server's files, or stand in the page as it was built; the page may
// compile wasm. Styles that scripts set on elements need no leave.
func policyOf(page fs.FS) string {
	index, err := fs.ReadFile(page, indexName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		panic("web: built page: " + err.Error())
	}
	return "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" + hashes(inlineScript, index) + "; connect-src 'self'; " +
		"style-src 'self'" + hashes(inlineStyle, index) + "; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; " +
		"form-action 'none'; object-src 'none'"
}

// hashes returns what allows the contents of the elements, as a policy's sources.
func hashes(element *regexp.Regexp, page []byte) (sources string) {
	for _, m := range element.FindAllSubmatch(page, -1) {
		sum := sha256.Sum256(bytes.ReplaceAll(m[1], []byte("\r\n"), []byte("\n"))) // as a browser reads it
		sources += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return sources
}
