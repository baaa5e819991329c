package link

import (
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"easel.example/desktop/app"
)

// TestPreview: a preview comes with its piece's size. None is none, and what is no preview is an error.
func TestPreview(t *testing.T) {
	pic := image.NewRGBA(image.Rect(0, 0, 400, 300))
	draw.Draw(pic, pic.Rect, image.NewUniform(color.RGBA{200, 30, 30, 255}), image.Point{}, draw.Src)
	for _, c := range []struct {
		size   string
		status int
		ok     bool // no error
		some   bool
	}{
		{"1600x1200", 200, true, true}, {"400x300", 200, true, true}, {"4096x4096", 200, true, true},
		{"", 204, true, false}, {"", 404, false, false}, {"", 503, false, false},
		{"", 200, false, false}, {"1600", 200, false, false}, {"399x300", 200, false, false}, {"4097x4096", 200, false, false}, {"400x239", 200, false, false},
	} {
		t.Run(http.StatusText(c.status)+c.size, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("POST /api/guest", func(http.ResponseWriter, *http.Request) {})
			mux.HandleFunc("GET /api/preview.jpg", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("X-Easel-Size", c.size)
				w.WriteHeader(c.status)
				if c.status == 200 {
					_ = jpeg.Encode(w, pic, nil) // a client that is gone fails the test
				}
			})
			s := httptest.NewServer(mux)
			defer s.Close()
			p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json")}.Find(s.URL + "/#w=token")
			if err != nil {
				t.Fatal(err)
			}
			defer p.Line.Close()
			got, err := p.Host.(app.Previewer).Preview(t.Context())
			if (err == nil) != c.ok || (got != nil) != c.some {
				t.Fatalf("%+v, %v", got, err)
			}
			if c.some && (got.Picture.Rect != pic.Rect || got.Picture.RGBAAt(200, 150).R < 180) {
				t.Errorf("it is another picture: %v", got.Picture.Rect)
			}
		})
	}
}
