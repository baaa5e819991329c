// Package remark is what one might say to the artist about a piece, by what that is to be: no bird for who wants
// none, no sky for what lies on a table. It is told how the piece stands and what was said, and answers the same as
// long as that is so.
//
// The page has the same rule in TypeScript (web/src/remarks.ts, web/src/artist.ts): regular expressions would take
// more bytes of its wasm than all the rest of this. A test of each reads testdata/remarks.json, so that both have
// the same remarks and suggest the same.
package remark
