import Foundation
import TestSupport
import Testing

/// The demo as its users meet it.
@Suite struct DemoTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The README's picture is what the program draws, cell for cell. `.scripts/screenshots` draws it anew.
    @Test func theReadmesPictureIsTheFirstFrame() async throws {
        let oriel = try Oriel()
        let drawn = try await oriel.run(["demo", "picture", "--size", "120x40", "--format", "svg"])
        #expect(drawn.status == 0)
        let kept = try String(contentsOf: Self.root.appendingPathComponent("screenshots/first.svg"), encoding: .utf8)
        #expect(drawn.output == kept, "run .scripts/screenshots and look at what changed")
    }

    /// The same words as the picture come up in a real terminal, without its seconds and what they move.
    @Test(.enabled(if: Tmux.program != nil, "tmux is not installed")) func aRealTerminalShowsTheSameFrame() async throws
    {
        let oriel = try Oriel()
        let picture = try await oriel.run(["demo", "picture", "--size", "120x40", "--format", "text"])
        let wanted = picture.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // Without a PATH there is no chafa, as there is none for the picture.
        let tmux = try await Tmux(
            columns: 120, rows: 40,
            command:
                "TZ=America/Sao_Paulo HOME=\(oriel.folder) TMPDIR=\(oriel.folder) LANG=C.UTF-8 PATH= \(Oriel.path) demo "
                + "--now 2026-11-24T12:41:07Z; echo left with $?; exec cat")
        let screen = try await tmux.wait {
            $0.contains { $0.contains("to Ana Souza") } && $0.contains { $0.hasPrefix("○›00:") }
        }
        for (row, line) in wanted.prefix(40).enumerated() where row > 0 {
            #expect(Self.still(screen.indices.contains(row) ? screen[row] : "") == Self.still(line), "row \(row)")
        }
        try await tmux.type("C-q")
        let after = try await tmux.wait { $0.contains { $0.contains("left with 0") } }
        #expect(after.contains { $0.contains("answered 0") })
        try await tmux.close()
        let left = try FileManager.default.contentsOfDirectory(atPath: oriel.folder).filter {
            $0.hasPrefix("oriel-demo")
        }
        for name in left {
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: oriel.path(name)).isEmpty, "nothing is left behind")
        }
    }

    /// The picture stands still at its first second; the terminal's clock goes on.
    private static func still(_ line: String) -> String {
        var text = line.replacing(#/00:\d\d/#, with: "00:--").replacing(#/\d+m(?=\s)/#, with: "-m")
        text = text.replacing(#/1h1\d/#, with: "1h1-").replacing(#/[━─ ]+closes 09:42:\d\d/#, with: " closes")
        text = text.replacing(#/[12]?\dh +/#, with: "-h ")
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    /// The script of `--play` and of the README's moving picture goes the way it says, to its end.
    @Test func theFirstMinutePlaysByItself() async throws {
        let oriel = try Oriel()
        let movie = try await oriel.run(["demo", "picture", "--play", "--size", "100x30", "--format", "svg"])
        #expect(movie.status == 0, "\(movie.errors)")
        let kept = try String(contentsOf: Self.root.appendingPathComponent("screenshots/play.svg"), encoding: .utf8)
        #expect(movie.output == kept, "run .scripts/screenshots and look at what changed")
        for words in ["SHUT", "Rastrear", "held", "only"] { #expect(kept.contains(">\(words)"), "\(words)") }
        let end = try await oriel.run([
            "demo", "picture", "--play", "--later", "78", "--size", "100x30", "--format", "text",
        ])
        #expect(end.output.contains("✓R Oi Ana, desculpe!") && end.output.contains("obrigada por avisar"))
    }

    @Test func keysThatAreNoneAreWrongUsage() async throws {
        let oriel = try Oriel()
        for option in ["--keys", "--then"] {
            try await oriel.run("demo", "picture", option, "<Foo>").expectOneLine(64, "<Foo>")
        }
    }

    @Test func sayWithoutADemoSaysWhatToDo() async throws {
        let oriel = try Oriel()
        let outcome = try await oriel.with(environment: ["TMPDIR": oriel.folder]).run(["demo", "say", "hello"])
        #expect(outcome.status == 69)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains("oriel demo"))
    }
}
