import Testing

@testable import Terminal

@Suite("Colour pairs")
struct PairCacheTests {
    @Test func theTerminalsOwnColoursArePairZero() {
        var cache = PairCache(capacity: 2)
        #expect(cache.pair(foreground: -1, background: -1) == PairCache.Pair(number: 0, isNew: false))
    }

    @Test func aPairIsMadeOnce() {
        var cache = PairCache(capacity: 64)
        #expect(cache.pair(foreground: 1, background: -1) == PairCache.Pair(number: 1, isNew: true))
        #expect(cache.pair(foreground: -1, background: 1) == PairCache.Pair(number: 2, isNew: true))
        #expect(cache.pair(foreground: 1, background: -1) == PairCache.Pair(number: 1, isNew: false))
    }

    @Test func whenAllAreTakenThereIsNoneUntilItStartsAgain() {
        var cache = PairCache(capacity: 3)
        #expect(cache.pair(foreground: 1, background: 0)?.number == 1)
        #expect(cache.pair(foreground: 2, background: 0)?.number == 2)
        #expect(cache.pair(foreground: 3, background: 0) == nil)
        #expect(cache.pair(foreground: 2, background: 0)?.number == 2)
        cache.removeAll()
        #expect(cache.pair(foreground: 3, background: 0) == PairCache.Pair(number: 1, isNew: true))
    }

    @Test func numbersGoFarBeyondOneByte() {
        var cache = PairCache(capacity: 65_536)
        var last: Int32 = 0
        for foreground in 0..<256 {
            for background in 0..<4 {
                last = cache.pair(foreground: Int32(foreground), background: Int32(background))?.number ?? -1
            }
        }
        #expect(last == 1024)
    }
}
