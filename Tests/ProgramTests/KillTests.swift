import TestSupport
import Testing

/// Nothing lost, nothing doubled, nothing sent twice, whoever is killed and whenever.
struct KillTests {
    /// At least two hundred kills, in rounds; after each the checker looks.
    @Test(arguments: 0..<soak) func killedAtRandom(campaign: Int) async throws {
        let seed = firstSeed &+ UInt64(campaign)
        print("kills: campaign \(campaign + 1) of \(soak), ORIEL_SEED=\(seed)")
        let storm = try await Storm(seed: seed)
        // On a busy host a few more, until a kill met a row on its way: else nothing is proven about those.
        for round in 1...16 where round <= 4 || storm.cutOffEver == 0 {
            let found = try await storm.round(kills: 52)
            try #require(Array(found.prefix(8)) == [], "round \(round), ORIEL_SEED=\(seed)")
        }
        let found = try await storm.settle()
        #expect(found == [], "ORIEL_SEED=\(seed)")
        print("kills: \(storm.summary)")
        #expect(storm.killCount >= 200)
        #expect(storm.kills.count == 4, "every kind of process was killed")
        #expect(storm.cutOffEver > 0, "no request was ever cut off")
    }
}
