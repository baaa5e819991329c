package ui

import (
	"image"

	"easel.example/desktop/icon"
)

// icons returns the app's icon at the sizes that systems ask for.
func icons() (list []image.Image) {
	for _, side := range []int{16, 32, 48, 64, 128} {
		list = append(list, icon.Draw(side))
	}
	return list
}
