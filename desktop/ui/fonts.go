package ui

import (
	"os"
	"path/filepath"
	"runtime"
)

// fallbacks lists where systems have fonts of other scripts, the best first of each.
func fallbacks() [][]string {
	switch runtime.GOOS {
	case "windows":
		dir := filepath.Join(os.Getenv("WINDIR"), "Fonts")
		in := func(names ...string) (list []string) {
			for _, n := range names {
				list = append(list, filepath.Join(dir, n))
			}
			return list
		}
		return [][]string{in("segoeui.ttf"), in("msyh.ttc", "msyh.ttf", "simsun.ttc"), in("malgun.ttf"), in("meiryo.ttc", "YuGothM.ttc"), in("Nirmala.ttf", "Nirmala.ttc"), in("seguisym.ttf")}
	case "darwin":
		return [][]string{
			{"/System/Library/Fonts/Supplemental/Arial Unicode.ttf", "/Library/Fonts/Arial Unicode.ttf"},
			{"/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc"}, {"/System/Library/Fonts/AppleSDGothicNeo.ttc"},
		}
	}
	return [][]string{
		{"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf"},
		{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"},
		{"/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"}, {"/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf"}, {"/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"},
		{"/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf"},
	}
}

// fontBytesMost bounds what is read of one font.
const fontBytesMost = 32 << 20

// systemFonts returns the fonts of the system for other scripts; what cannot be read is left
// out.
func systemFonts() (list [][]byte) {
	for _, names := range fallbacks() {
		for _, name := range names {
			info, err := os.Stat(name)
			if err != nil || info.Size() > fontBytesMost {
				continue
			}
			if data, err := os.ReadFile(name); err == nil {
				list = append(list, data)
				break
			}
		}
	}
	return list
}
