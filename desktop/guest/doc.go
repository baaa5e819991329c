// Package guest is who comes to a server with a link, outside a browser: it reads the link,
// is given the cookie that says who it is, makes requests and opens sockets. The desktop
// app and the command line tools come in by it.
package guest
