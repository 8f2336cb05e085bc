/// A small text buffer with emacs movement, a kill buffer and undo: the compose box, the form's fields, the filters.
/// A value; it knows nothing of keys or screens. Positions count grapheme clusters.
public struct TextEditor: Hashable, Sendable {
    private(set) var characters: [Character]
    /// 0…characters.count
    private(set) var cursor: Int
    private(set) var killed: String
    /// The column that moving up and down keeps to, as long as nothing else is done.
    private(set) var goalColumn: Int?
    private var undoStack: [Snapshot]
    private var redoStack: [Snapshot]
    /// Runs of typed letters are undone together.
    private var isTyping: Bool
    private var lastWasKill: Bool

    private struct Snapshot: Hashable, Sendable {
        var characters: [Character]
        var cursor: Int
    }

    /// Undo keeps this many steps.
    static let undoDepth = 200

    init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
        killed = ""
        undoStack = []
        redoStack = []
        isTyping = false
        lastWasKill = false
    }

    /// The whole text.
    public var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }
    var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }
    /// As the platform counts against 4,096.
    var scalarCount: Int { characters.reduce(0) { $0 + $1.unicodeScalars.count } }

    // MARK: Typing

    mutating func insert(_ character: Character) {
        if !isTyping || character.isWhitespace { remember() }
        isTyping = true
        lastWasKill = false
        goalColumn = nil
        splice(cursor..<cursor, [character])
    }

    /// Inserts a paste or an insertion as one step of undo.
    mutating func insert(_ text: String) {
        guard !text.isEmpty else { return }
        step()
        splice(cursor..<cursor, Array(text))
    }

    /// Replaces everything, as one step of undo.
    mutating func replaceAll(with text: String) {
        guard text != self.text else { return }
        step()
        characters = Array(text)
        cursor = characters.count
    }

    /// Empties the box; undo (or a second clear) brings it back.
    mutating func clear() { replaceAll(with: "") }

    /// Empties the box of words that have left: nothing brings them back to be sent once more.
    mutating func finish() {
        clear()
        undoStack = []
        redoStack = []
    }

    mutating func deleteBackward() { erase(max(0, cursor - 1)..<cursor) }
    mutating func deleteForward() { erase(cursor..<min(characters.count, cursor + 1)) }

    /// Takes some characters out, as one step of undo.
    mutating func delete(_ range: Range<Int>) { erase(range.clamped(to: 0..<characters.count)) }

    // MARK: Moving

    mutating func moveLeft() { move(to: cursor - 1) }
    mutating func moveRight() { move(to: cursor + 1) }
    mutating func moveWordLeft() { move(to: wordStart(before: cursor)) }
    mutating func moveWordRight() { move(to: wordEnd(after: cursor)) }
    mutating func moveToLineStart() { move(to: lineStart(of: cursor)) }
    mutating func moveToLineEnd() { move(to: lineEnd(of: cursor)) }
    mutating func moveToStart() { move(to: 0) }
    mutating func moveToEnd() { move(to: characters.count) }

    /// Moves to any position, clamped.
    mutating func move(to position: Int) {
        cursor = max(0, min(characters.count, position))
        isTyping = false
        lastWasKill = false
        goalColumn = nil
    }

    /// Moves up or down: the column is kept for the next such step.
    mutating func move(to position: Int, keeping column: Int) {
        move(to: position)
        goalColumn = column
    }

    // MARK: Killing

    mutating func killToLineEnd() {
        let end = lineEnd(of: cursor)
        kill(cursor..<(end == cursor ? min(characters.count, end + 1) : end), forward: true)
    }

    mutating func killToLineStart() { kill(lineStart(of: cursor)..<cursor, forward: false) }
    mutating func killWordBackward() { kill(wordStart(before: cursor)..<cursor, forward: false) }
    mutating func killWordForward() { kill(cursor..<wordEnd(after: cursor), forward: true) }

    /// Inserts what was killed last.
    mutating func yank() { insert(killed) }

    // MARK: Undo

    var canUndo: Bool { !undoStack.isEmpty }

    mutating func undo() {
        guard let last = undoStack.popLast() else { return }
        redoStack.append(Snapshot(characters: characters, cursor: cursor))
        restore(last)
    }

    mutating func redo() {
        guard let next = redoStack.popLast() else { return }
        undoStack.append(Snapshot(characters: characters, cursor: cursor))
        restore(next)
    }

    // MARK: Inside

    private mutating func restore(_ snapshot: Snapshot) {
        characters = snapshot.characters
        cursor = snapshot.cursor
        goalColumn = nil
        isTyping = false
        lastWasKill = false
    }

    private mutating func remember() {
        goalColumn = nil
        undoStack.append(Snapshot(characters: characters, cursor: cursor))
        if undoStack.count > Self.undoDepth { undoStack.removeFirst() }
        redoStack = []
    }

    private mutating func step() {
        remember()
        isTyping = false
        lastWasKill = false
    }

    private mutating func erase(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        step()
        splice(range, [])
    }

    private mutating func kill(_ range: Range<Int>, forward: Bool) {
        guard !range.isEmpty else { return }
        let text = String(characters[range])
        let joined = lastWasKill ? (forward ? killed + text : text + killed) : text
        step()
        splice(range, [])
        killed = joined
        lastWasKill = true
    }

    /// Replaces a range and joins what has become one grapheme cluster with its neighbour (a combining mark typed
    /// alone).
    private mutating func splice(_ range: Range<Int>, _ new: [Character]) {
        let before = characters[..<range.lowerBound]
        let after = characters[range.upperBound...]
        let head = String(before.suffix(1)) + String(new)
        let joinedHead = Array(head)
        let tail = Array(String(joinedHead) + String(after.prefix(1)))
        characters = Array(before.dropLast()) + tail + Array(after.dropFirst())
        cursor = before.dropLast().count + joinedHead.count
        cursor = min(cursor, characters.count)
    }

    private func lineStart(of position: Int) -> Int {
        (characters[..<position].lastIndex(of: "\n") ?? -1) + 1
    }

    private func lineEnd(of position: Int) -> Int {
        characters[position...].firstIndex(of: "\n") ?? characters.count
    }

    private func wordStart(before position: Int) -> Int {
        var index = position
        while index > 0, !isWordPart(characters[index - 1]) { index -= 1 }
        while index > 0, isWordPart(characters[index - 1]) { index -= 1 }
        return index
    }

    private func wordEnd(after position: Int) -> Int {
        var index = position
        while index < characters.count, !isWordPart(characters[index]) { index += 1 }
        while index < characters.count, isWordPart(characters[index]) { index += 1 }
        return index
    }

    private func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
