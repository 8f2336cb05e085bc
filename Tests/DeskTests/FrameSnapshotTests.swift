import Foundation
import Inbox
import Screen
import Testing

@testable import Desk

/// Every named state at every size, compared with its file under `Frames/`. `UPDATE_SNAPSHOTS=1` rewrites them.
@Suite struct FrameSnapshotTests {
    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 60, rows: 20),
        Size(columns: 40, rows: 15),
    ]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Frames")

    static func fileName(_ state: ScreenState, _ size: Size) -> String {
        "\(state.name).\(size.columns)x\(size.rows).frame"
    }

    static var updates: Bool { ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" }

    @Test(arguments: ScreenState.all) func frameIsAsKept(_ state: ScreenState) throws {
        for size in Self.sizes { try compare(state, size) }
    }

    @Test func tooSmallIsSaid() throws {
        try compare(ScreenState("too-small") { ScreenState.ana($0) }, Size(columns: 39, rows: 9))
    }

    private func compare(_ state: ScreenState, _ size: Size) throws {
        let model = state.model(size)
        let printed = FrameText.print(view(model), focus: model.scope.rawValue, clock: model.now.rfc3339)
        let file = Self.folder.appendingPathComponent(Self.fileName(state, size))
        if Self.updates {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(printed.utf8).write(to: file)
            return
        }
        guard let kept = try? String(contentsOf: file, encoding: .utf8) else {  // the next line says so
            Issue.record("\(file.lastPathComponent) is missing; UPDATE_SNAPSHOTS=1 swift test writes it")
            return
        }
        guard kept != printed else { return }
        try Data(printed.utf8).write(to: file.appendingPathExtension("actual"))
        Issue.record("\(file.lastPathComponent) differs:\n\(Self.difference(kept, printed))")
    }

    /// The rows that differ, old above new.
    static func difference(_ old: String, _ new: String) -> String {
        let a = old.split(separator: "\n", omittingEmptySubsequences: false)
        let b = new.split(separator: "\n", omittingEmptySubsequences: false)
        return (0..<max(a.count, b.count)).compactMap { index -> String? in
            let before = index < a.count ? a[index] : "(none)"
            let after = index < b.count ? b[index] : "(none)"
            return before == after ? nil : "\(index + 1) - \(before)\n\(index + 1) + \(after)"
        }.joined(separator: "\n")
    }

    @Test func noFileIsLeftOver() throws {
        let wanted = Set(
            ScreenState.all.flatMap { state in Self.sizes.map { Self.fileName(state, $0) } } + ["too-small.39x9.frame"])
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let orphans = names.filter { $0.hasSuffix(".frame") && !wanted.contains($0) }.sorted()
        if Self.updates {
            for name in orphans { try FileManager.default.removeItem(at: Self.folder.appendingPathComponent(name)) }
        } else {
            #expect(orphans.isEmpty, "files of no state: \(orphans)")
        }
        #expect(Set(ScreenState.all.map(\.name)).count == ScreenState.all.count, "two states have one name")
    }

    @Test func differenceNamesTheRow() {
        #expect(Self.difference("a\nb", "a\nc") == "2 - b\n2 + c")
    }
}
