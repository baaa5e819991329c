package link

import (
	"errors"
	"fmt"

	"easel.example/desktop/guest"
)

// Parse reads a link as somebody gives it to a command.
func Parse(text string) (guest.Address, error) {
	a, err := guest.Parse(text)
	switch {
	case errors.Is(err, guest.ErrNoLink):
		return a, fmt.Errorf("%w: give one with -link, or in EASEL_LINK", err)
	case errors.Is(err, guest.ErrNoWorkspace):
		return a, fmt.Errorf("%w; in a shell, put it in quotes", err)
	}
	return a, err
}
