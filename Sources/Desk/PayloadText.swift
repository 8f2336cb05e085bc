/// JSON broken into indented lines for reading. It is a matter of white space alone: every other character stays as it
/// came, so that a payload that is no JSON is shown too.
enum PayloadText {
    /// Deeper nesting than this is not indented further.
    static let deepest = 12

    static func indented(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var depth = 0
        var isInString = false
        var isEscaped = false
        var scalars = text.unicodeScalars.makeIterator()
        var ahead = scalars.next()
        func lineBreak() {
            result.append("\n")
            for _ in 0..<min(max(0, depth), deepest) { result.append(contentsOf: "  ".unicodeScalars) }
        }
        while let scalar = ahead {
            ahead = scalars.next()
            if isInString {
                result.append(scalar)
                if isEscaped {
                    isEscaped = false
                } else if scalar == "\\" {
                    isEscaped = true
                } else if scalar == "\"" {
                    isInString = false
                }
                continue
            }
            switch scalar {
            case "\"":
                isInString = true
                result.append(scalar)
            case "{", "[":
                result.append(scalar)
                while let next = ahead, isBlank(next) { ahead = scalars.next() }
                if ahead == "}" || ahead == "]" { continue }
                depth += 1
                lineBreak()
            case "}", "]":
                if result.last != "{", result.last != "[" {
                    depth -= 1
                    lineBreak()
                }
                result.append(scalar)
            case ",":
                result.append(scalar)
                lineBreak()
            case ":":
                result.append(scalar)
                result.append(" ")
            default: if !isBlank(scalar) { result.append(scalar) }
            }
        }
        return String(result)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
    }
}
