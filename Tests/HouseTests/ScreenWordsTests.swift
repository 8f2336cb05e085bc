import Testing

/// Every word on the full screen comes from the catalogue of the desk: whoever hands something to the desk hands facts.
struct ScreenWordsTests {
    @Test func theEngineHandsOverNoWords() {
        let files = SourceTree.swift.filter { $0.target == "Engine" && !$0.isTest }
        #expect(files.count > 20)
        #expect(files.flatMap { $0.places { $0.code.contains("SafeText") } } == [], "hand over an Obstacle, or a fact")
    }

    @Test func noticesOfTheProgramAreOfTheCatalogue() {
        let notices = SourceTree.swift.filter { $0.target == "oriel" }.flatMap { file in
            file.lines.filter { $0.code.contains("Notice(") }
        }
        #expect(!notices.isEmpty)
        #expect(notices.filter { !$0.code.contains("words(.") }.map(\.code) == [])
    }
}
