package guest

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"easel.example/core/wire"
)

// dialWait bounds the opening of a socket.
const dialWait = 10 * time.Second

// Dial opens a socket for a guest. The caller closes it.
func Dial(ctx context.Context, a Address, g *Guest) (*websocket.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialWait)
	defer cancel()
	h := g.patient() // a timeout would end the socket as well
	ws, res, err := websocket.Dial(ctx, a.Socket(), &websocket.DialOptions{HTTPClient: h, Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		switch {
		case res != nil && res.StatusCode >= 400:
			err = refused(res)
		case res != nil && res.StatusCode != http.StatusSwitchingProtocols:
			err = &RefusedError{Status: res.StatusCode} // another's page
		case res == nil:
			err = away(a.Base, err)
		}
		return nil, fmt.Errorf("open the socket: %w", err)
	}
	ws.SetReadLimit(wire.SnapshotMax)
	return ws, nil
}
