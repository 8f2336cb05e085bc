/// Bytes from the terminal in, events out: UTF-8, keys, pastes, mouse, focus and replies (`terminal.md` §8c).
///
/// It knows no clock. Where a byte more would change the meaning (`isPending`), the owner waits a little and calls
/// `timeout()`. However the bytes are cut into reads, the events are the same.
public struct InputParser: Sendable {
    /// What the parser is in the middle of; each deserves its own patience.
    public enum Pending: Hashable, Sendable {
        /// Esc, perhaps alone: some 25–50 ms.
        case escape
        /// A key sequence or a character cut short: some 150 ms.
        case sequence
        /// A reply or other control string: some 500 ms.
        case string
        /// A paste whose end has not come: a second or so since the last byte.
        case paste
    }

    /// Longest control string kept; a longer one is swallowed and dropped.
    public static let maximumString = 64 * 1024
    /// Longest key sequence kept, far beyond any real one; a longer one is swallowed and dropped.
    static let maximumSequence = 256
    /// Bytes of one paste that are kept: far beyond any message the platform takes.
    public static let maximumPaste = 1024 * 1024

    enum State: Hashable, Sendable {
        case ground
        case escape
        case control
        case function
        case legacyMouse
        case linuxFunction
        case string(introducer: UInt8)
        case stringEscape(introducer: UInt8)
        case paste
    }

    var state = State.ground
    /// Bytes of the sequence, string or paste read so far, without its introducer.
    var buffer: [UInt8] = []
    /// Whether the buffer's limit was passed, so that what it holds is not the whole.
    var isOverfull = false
    /// Whether Esc came before the sequence: Alt in some terminals.
    var isAlt = false
    /// The bytes of a character cut short.
    var character: [UInt8] = []
    /// How much of the paste's end marker the last bytes are.
    var markerMatched = 0
    var events: [InputEvent] = []

    /// A parser with nothing pending.
    public init() {}

    /// What a byte more could change, or nil when everything read has become events.
    public var pending: Pending? {
        switch state {
        case .ground: character.isEmpty ? nil : .sequence
        case .escape: character.isEmpty ? .escape : .sequence
        case .control, .function, .legacyMouse, .linuxFunction: .sequence
        case .string, .stringEscape: .string
        case .paste: .paste
        }
    }

    /// Whether something is unfinished, so that the owner should call `timeout()` when nothing follows.
    public var isPending: Bool { pending != nil }

    /// Reads bytes.
    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
        for byte in bytes {
            read(byte)
        }
        defer { events = [] }
        return events
    }

    /// Nothing followed: decides what is unfinished by what it is so far.
    ///
    /// A lone Esc becomes the key, a lone introducer Alt with that character, a paste ends with what it has; cut
    /// sequences and replies are dropped, for their bytes are not what anybody typed.
    public mutating func timeout() -> [InputEvent] {
        switch state {
        case .ground:
            flushCharacter()
        case .escape:
            if character.isEmpty {
                if isAlt { key(KeyStroke(.escape)) }
                key(KeyStroke(.escape))
            } else {
                flushCharacter()
            }
        case .control where buffer.isEmpty && !isOverfull:
            loneIntroducer("[")
        case .function where buffer.isEmpty:
            loneIntroducer("O")
        case .string(let introducer) where buffer.isEmpty && !isOverfull:
            loneIntroducer(Character(Unicode.Scalar(introducer)))
        case .paste:
            endPaste(markerLength: markerMatched)
        case .control, .function, .legacyMouse, .linuxFunction, .string, .stringEscape:
            break
        }
        reset()
        defer { events = [] }
        return events
    }

    mutating func read(_ byte: UInt8) {
        switch state {
        case .ground: readGround(byte, modifiers: [])
        case .escape: readEscape(byte)
        case .control: readControl(byte)
        case .function: readFunction(byte)
        case .legacyMouse: readLegacyMouse(byte)
        case .linuxFunction: readLinuxFunction(byte)
        case .string(let introducer): readString(byte, introducer: introducer)
        case .stringEscape(let introducer): readStringEscape(byte, introducer: introducer)
        case .paste: readPaste(byte)
        }
    }

    /// A key, a control or a part of a character.
    mutating func readGround(_ byte: UInt8, modifiers: Modifiers) {
        if !character.isEmpty, byte & 0xC0 != 0x80 { flushCharacter() }
        if byte == 0x1B {
            reset()
            state = .escape
        } else if let stroke = KeyStroke(controlByte: byte) {
            reset()
            key(stroke.adding(modifiers))
        } else if byte < 0x80 {
            reset()
            key(KeyStroke(Character(Unicode.Scalar(byte)), modifiers))
        } else {
            readCharacter(byte, modifiers: modifiers)
        }
    }

    /// The byte after Esc.
    private mutating func readEscape(_ byte: UInt8) {
        if !character.isEmpty {
            if byte & 0xC0 == 0x80 { return readCharacter(byte, modifiers: .alt) }
            flushCharacter()
            return readGround(byte, modifiers: [])
        }
        switch byte {
        case 0x1B:
            // Esc Esc is two presses, unless a sequence follows: then it is Alt with that key.
            if isAlt { key(KeyStroke(.escape)) }
            isAlt = true
        case UInt8(ascii: "["): enter(.control)
        case UInt8(ascii: "O"): enter(.function)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            if isAlt { key(KeyStroke(.escape)) }
            isAlt = false
            enter(.string(introducer: byte))
        default:
            if isAlt { key(KeyStroke(.escape)) }
            isAlt = false
            readGround(byte, modifiers: .alt)
        }
    }

    private mutating func enter(_ next: State) {
        state = next
        buffer.removeAll(keepingCapacity: true)
        isOverfull = false
    }

    /// Back to the ground with nothing pending. What is in `events` stays.
    mutating func reset() {
        state = .ground
        buffer.removeAll(keepingCapacity: true)
        character.removeAll(keepingCapacity: true)
        isOverfull = false
        isAlt = false
        markerMatched = 0
    }

    mutating func key(_ stroke: KeyStroke) {
        events.append(.key(stroke))
    }

    /// Keeps a byte of a sequence or string as long as there is room.
    mutating func keep(_ byte: UInt8, limit: Int) {
        if buffer.count < limit { buffer.append(byte) } else { isOverfull = true }
    }

    /// Esc and an introducer with nothing after them: somebody pressed Alt with that key.
    private mutating func loneIntroducer(_ introducer: Character) {
        if isAlt { key(KeyStroke(.escape)) }
        key(KeyStroke(introducer, .alt))
    }
}
