import Inbox
import Screen

/// Pictures in character cells, drawn by `chafa` where it is installed. What it prints is a stranger's picture turned to
/// text: nothing but printable characters is taken of it, and those are made safe as any other text (law 11).
enum PictureCells {
    /// What is run.
    static let program = "chafa"
    private static let seconds = 5

    /// The rows; none when there is no such program, or it makes nothing of the file.
    static func draw(_ path: String, size: Size) -> [SafeText] {
        let command = [
            program, "--format=symbols", "--colors=none", "--symbols=block+border+space-wide", "--animate=off",
            "--size=\(size.columns)x\(size.rows)", "--", path,
        ]
        let limit = (size.columns * 4 + 64) * (size.rows + 4)
        guard let output = ToolRun.run(command, limit: limit, seconds: seconds), output.status == 0 else { return [] }
        return rows(output.bytes, size: size)
    }

    /// Reads what it printed: escape sequences are left out whole, lines cut to size, and empty ones at the end dropped.
    static func rows(_ bytes: [UInt8], size: Size) -> [SafeText] {
        let text = withoutSequences(String(decoding: bytes, as: UTF8.self))
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(size.rows).map {
            SafeText(untrusted: String($0), limit: size.columns * 2).singleLine.prefix(width: size.columns)
        }
        while let last = rows.last, last.string.allSatisfy({ $0 == " " }) { rows.removeLast() }
        return rows
    }

    private static func withoutSequences(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\u{1B}" else {
                if scalar == "\n" || scalar.value >= 0x20, scalar != "\u{7F}" { result.append(scalar) }
                continue
            }
            // CSI … final byte; of anything else the one character after it.
            guard scalars.popFirst() == "[" else { continue }
            while let next = scalars.popFirst(), !("\u{40}"..."\u{7E}" ~= next) {}
        }
        return String(result)
    }
}
