import Testing

/// Arrows point down only (`.github/ARCHITECTURE.md`): every import line against the table of the house.
struct ImportTests {
    @Test(arguments: House.targets)
    func importsOnlyWhatItMay(_ target: HouseTarget) {
        let files = SourceTree.swift.filter { !$0.isTest && $0.target == target.name }
        let allowed = target.targets.union(target.products).union(target.system)
        let offences = files.flatMap { file in
            file.imports.filter { !allowed.contains($0.module) }.map { "\(file.path):\($0.line) imports \($0.module)" }
        }
        #expect(offences.isEmpty, "not in the table of Tests/HouseTests/House.swift")
    }

    @Test func everyFolderIsATarget() {
        let folders = SourceTree.names(in: "Sources").map { "Sources/" + $0 } + ["themes"]
        #expect(Set(folders) == Set(House.targets.map(\.folder)))
    }

    @Test func theTableHasNoCircle() {
        var settled: Set<String> = []
        // Each round settles at least one target of a graph without circles.
        for _ in House.targets {
            settled.formUnion(House.targets.filter { $0.targets.isSubset(of: settled) }.map(\.name))
        }
        #expect(settled == Set(House.targets.map(\.name)))
    }

    @Test func aTestImportsOnlyWhatItsTargetDeclares() {
        let system: Set<String> = [
            "Testing", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Dispatch",
            "Synchronization",
        ]
        let offences = SourceTree.swift.filter(\.isTest).flatMap { file -> [String] in
            guard let declared = Manifest.standard.declaration(file.target) else { return [] }
            let allowed = declared.dependencies.union(system)
            return file.imports.filter { !allowed.contains($0.module) }.map {
                "\(file.path):\($0.line) imports \($0.module)"
            }
        }
        #expect(offences.isEmpty, "add it to the test target's dependencies")
    }
}
