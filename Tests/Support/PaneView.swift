/// What a pane of tmux shows, character by character, and the state its terminal is in.
public struct PaneView: Hashable, Sendable {
    /// How a character is drawn.
    public struct Look: Hashable, Sendable {
        /// A colour of the palette of 256; −1 is the terminal's own.
        public var foreground = -1
        public var background = -1
        /// Their numbers in SGR: 1 bold, 2 dim, 3 italic, 4 underlined, 7 reversed.
        public var attributes: Set<Int> = []

        public init(foreground: Int = -1, background: Int = -1, attributes: Set<Int> = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }

        /// Without what cannot be seen on a blank.
        public func on(_ scalar: Unicode.Scalar) -> Look {
            guard scalar == " ", !attributes.contains(7) else { return self }
            return Look(background: background, attributes: attributes.intersection([4]))
        }
    }

    public struct Glyph: Hashable, Sendable {
        public var scalar: Unicode.Scalar
        public var look: Look

        public init(_ scalar: Unicode.Scalar, _ look: Look) {
            self.scalar = scalar
            self.look = look.on(scalar)
        }

        public static let blank = Glyph(" ", Look())
    }

    /// What the pane's terminal has been told, by tmux's names for it.
    public let state: [String: String]
    /// Without the blanks at their ends that nothing was drawn on.
    public let rows: [[Glyph]]

    /// The rows without their looks.
    public var text: [String] { rows.map { row in String(String.UnicodeScalarView(row.map(\.scalar))) } }

    public func number(_ name: String) -> Int { state[name].flatMap { Int($0) } ?? -1 }

    static let names = [
        "cursor_x", "cursor_y", "cursor_flag", "alternate_on", "pane_width", "pane_height", "mouse_any_flag",
        "mouse_sgr_flag", "keypad_flag", "keypad_cursor_flag", "insert_flag", "origin_flag", "wrap_flag", "pane_pid",
        "pane_title",
    ]
    static let format = names.map { "#{\($0)}" }.joined(separator: "\t")

    /// - Parameter told: a line by `format`, and then the pane with its escape sequences.
    init(told: String) {
        var lines = told.split(separator: "\n", omittingEmptySubsequences: false)
        let values = lines.removeFirst().split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        state = Dictionary(uniqueKeysWithValues: zip(Self.names, values))
        if lines.last == "" { lines.removeLast() }
        // A look goes on over the end of its line.
        var look = Look()
        rows = lines.map { Self.glyphs(in: $0, &look) }
    }

    private static func glyphs(in line: Substring, _ look: inout Look) -> [Glyph] {
        var row: [Glyph] = []
        var rest = line.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\u{1B}", rest.first == "[" else {
                row.append(Glyph(scalar, look))
                continue
            }
            let numbers = rest.dropFirst().prefix { $0 != "m" }
            rest = rest.dropFirst(numbers.count + 2)
            look.apply(String(numbers).split(whereSeparator: { $0 == ";" || $0 == ":" }).map { Int($0) ?? 0 })
        }
        while row.last == .blank { row.removeLast() }
        return row
    }
}

extension PaneView.Look {
    /// One sequence of SGR.
    fileprivate mutating func apply(_ numbers: [Int]) {
        var rest = numbers.isEmpty ? [0] : numbers[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: self = PaneView.Look()
            case 1...9: attributes.insert(number)
            case 22: attributes.subtract([1, 2])
            case 23...29: attributes.remove(number - 20)
            case 30...37: foreground = number - 30
            case 90...97: foreground = number - 82
            case 39: foreground = -1
            case 40...47: background = number - 40
            case 100...107: background = number - 92
            case 49: background = -1
            case 38, 48:
                guard rest.popFirst() == 5, let index = rest.popFirst() else { return }
                if number == 38 { foreground = index } else { background = index }
            default: break
            }
        }
    }
}
