// Package sim runs one authority and several clients over a bad network and a
// server that crashes, from a seed, and checks that they agree: every replica
// ends equal, nothing acknowledged is lost, nothing is drawn twice, no limit is
// passed.
//
// The tests are the package. Run more seeds with
//
//	go test ./core/sim -seeds=100000
//
// A seed that failed once is kept by name in seeds_test.go.
package sim
