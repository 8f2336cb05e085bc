import Foundation
import Testing

struct ManifestTests {
    let manifest = Manifest.standard

    @Test(arguments: House.targets)
    func declaresWhatTheTableSays(_ target: HouseTarget) throws {
        let declared = try #require(manifest.declaration(target.name))
        #expect(declared.dependencies == target.targets.union(target.products))
        #expect(declared.folder == target.folder)
    }

    @Test func declaresNoOtherTarget() {
        let product = manifest.declarations.filter { !$0.isTest && !$0.folder.hasPrefix("Tests/") }
        #expect(Set(product.map(\.name)) == Set(House.targets.map(\.name)))
    }

    @Test func theAgentsCommandNeverReachesTheServersPackages() {
        let reach = manifest.reach(of: "oriel")
        #expect(reach.contains("GRDB"), "the graph was not read")
        #expect(!reach.contains("Hummingbird"))
        #expect(!reach.contains { $0.hasPrefix("NIO") })
        #expect(manifest.reach(of: "orield").contains("Hummingbird"))
    }

    @Test(arguments: ["Screen", "Inbox", "WhatsApp", "Desk"])
    func theInnerTargetsNeedNoPackage(_ name: String) {
        #expect(manifest.reach(of: name).isSubset(of: ["Screen", "Inbox", "WhatsApp", "Desk"]))
    }

    @Test func everyPackageIsPinnedAndSaysWhy() {
        #expect(manifest.packages.count == 5)
        for (line, above) in manifest.packages {
            #expect(line.contains("exact: \""), "\(line)")
            #expect(above.hasPrefix("// "), "no reason above: \(line)")
        }
    }

    /// A folder of tests that is not declared is a folder of tests that never runs.
    @Test func everyFolderOfTestsIsDeclared() {
        let folders = Set(SourceTree.names(in: "Tests").map { "Tests/" + $0 }).subtracting(["Tests/Benchmarks"])
        #expect(
            folders
                == Set(manifest.declarations.map(\.folder).filter { $0.hasPrefix("Tests/") })
                .subtracting(["Tests/Benchmarks"]))
    }

    @Test func theTopOfTheTreeHoldsNothingElse() {
        let shown = SourceTree.names(in: ".").filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(Set(shown).isSubset(of: House.top))
    }

    @Test func setupInstallsEveryLibraryTheManifestNames() {
        let setup = SourceTree.text(".scripts/setup")
        let providers = SourceTree.text("Package.swift").split(separator: "\"").filter { $0.hasSuffix("-dev") }
        #expect(!providers.isEmpty)
        for package in providers { #expect(setup.contains(package)) }
        #expect(setup.contains("libsqlite3-dev"), "GRDB's system library")
    }

    /// It is built by its own command only: a file that moved away would be missed when it is needed.
    @Test func whatTheFuzzerBorrowsIsThere() throws {
        let folder = SourceTree.root.appending(path: "Tests/Fuzz/Borrowed").path(percentEncoded: false)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count > 10)
        for name in names { #expect(FileManager.default.fileExists(atPath: folder + "/" + name), "\(name)") }
    }
}
