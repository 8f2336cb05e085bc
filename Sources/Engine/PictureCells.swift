import Inbox
import Screen

/// Pictures in character cells, drawn by `chafa` where it is installed. What it prints is a stranger's picture turned to
/// text: nothing but printable characters is taken of it, and the desk makes those safe as any other text (law 11).
enum PictureCells {
    /// What is run.
    static let program = "chafa"
    private static let seconds = 5

    /// The rows; none when there is no such program, or it makes nothing of the file.
    static func draw(_ path: String, size: Size) -> [String] {
        let command = [
            program, "--format=symbols", "--colors=none", "--symbols=block+border+space-wide", "--animate=off",
            "--size=\(size.columns)x\(size.rows)", "--", path,
        ]
        let limit = (size.columns * 4 + 64) * (size.rows + 4)
        guard let output = ToolRun.run(command, limit: limit, seconds: seconds), output.status == 0 else { return [] }
        return rows(output.bytes, size: size)
    }

    /// Reads what it printed: escape sequences are left out whole, lines cut to size, and empty ones at the end dropped.
    static func rows(_ bytes: [UInt8], size: Size) -> [String] {
        let text = withoutSequences(String(decoding: bytes, as: UTF8.self))
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(size.rows).map {
            String($0.prefix(size.columns))
        }
        while let last = rows.last, last.allSatisfy({ $0 == " " }) { rows.removeLast() }
        return rows
    }

    private static func withoutSequences(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\u{1B}": dropSequence(from: &scalars, introducer: scalars.popFirst())
            case "\u{9B}": dropSequence(from: &scalars, introducer: "[")
            case "\n": result.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A control sequence up to its final byte, a string up to its end; of anything else the one character is gone already.
    private static func dropSequence(
        from scalars: inout Substring.UnicodeScalarView, introducer: Unicode.Scalar?
    ) {
        switch introducer {
        case "[":
            while let next = scalars.popFirst(), !("\u{40}"..."\u{7E}" ~= next) {}
        case "]", "P", "_", "^", "X":
            while let next = scalars.popFirst(), next != "\u{7}", next != "\n" {
                if next == "\u{1B}" {
                    _ = scalars.popFirst()
                    return
                }
            }
        default: break
        }
    }
}
