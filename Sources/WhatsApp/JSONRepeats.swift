/// Members of one name in one object. A decoder keeps one of them and drops the rest; what a relay repeats is meant, so
/// they are brought together before anything is decoded.
enum JSONRepeats {
    /// The same text with every name once in its object, or nil when nothing is repeated.
    ///
    /// Lists of one name are joined, in the order in which they stand; so are objects where a list of them belongs. Of
    /// anything else the later stays, but `null` says nothing beside a value.
    static func joined(_ bytes: [UInt8]) -> [UInt8]? {
        guard mayRepeat(bytes), let outline = JSONOutline(bytes), repeats(outline) else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        write(outline, of: bytes, to: &text)
        return text
    }

    // MARK: Looking

    /// One walk without a copy of anything, as nearly no body repeats a name: whether a closer look is worth its time.
    private static func mayRepeat(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var walk = Walk()
            var place = 0
            while place < bytes.count {
                if walk.meets(bytes, at: &place) { return true }
                place += 1
            }
            return false
        }
    }

    /// The names of the objects that are open, as hashes.
    private struct Walk {
        var names: [UInt64] = []
        /// Where the names of each open object begin; nothing but the depth counts for a list.
        var opened: [(isObject: Bool, first: Int)] = []
        var isName = false

        /// Whether a name was met twice, or one that a hash cannot tell apart.
        mutating func meets(_ bytes: UnsafeBufferPointer<UInt8>, at place: inout Int) -> Bool {
            switch bytes[place] {
            case UInt8(ascii: "{"):
                opened.append((true, names.count))
                isName = true
            case UInt8(ascii: "["):
                opened.append((false, names.count))
                isName = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let last = opened.popLast() { names.removeSubrange(last.first...) }
                isName = false
            case UInt8(ascii: ","): isName = opened.last?.isObject ?? false
            case UInt8(ascii: "\""):
                let (hash, isPlain) = string(bytes, at: &place)
                guard isName else { return false }
                isName = false
                guard isPlain, let first = opened.last?.first, names.count - first < 64 else { return true }
                if names[first...].contains(hash) { return true }
                names.append(hash)
            default: break
            }
            return false
        }

        /// Leaves the place at the closing quote. FNV-1a; an escape may be any character.
        private func string(
            _ bytes: UnsafeBufferPointer<UInt8>, at place: inout Int
        ) -> (hash: UInt64, isPlain: Bool) {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var isPlain = true
            place += 1
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                if bytes[place] == UInt8(ascii: "\\") {
                    isPlain = false
                    place += 1
                }
                if place < bytes.count { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
                place += 1
            }
            return (hash, isPlain)
        }
    }

    private static func repeats(_ outline: JSONOutline) -> Bool {
        switch outline.content {
        case .string, .scalar: return false
        case .array(let elements): return elements.contains(where: repeats)
        case .object(let members):
            return Set(members.map(\.name)).count < members.count || members.contains { repeats($0.value) }
        }
    }

    // MARK: Writing

    private static func write(_ outline: JSONOutline, of bytes: [UInt8], to text: inout [UInt8]) {
        switch outline.content {
        case .string, .scalar: text += bytes[outline.range]
        case .array(let elements): write(elements, of: bytes, to: &text)
        case .object(let members):
            var values: [String: [JSONOutline]] = [:]
            var names: [String] = []
            for member in members {
                if values[member.name] == nil { names.append(member.name) }
                values[member.name, default: []].append(member.value)
            }
            text.append(UInt8(ascii: "{"))
            for (index, name) in names.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                text += JSONValue.string(name).canonicalBytes
                text.append(UInt8(ascii: ":"))
                write(values[name] ?? [], named: name, of: bytes, to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    private static func write(
        _ values: [JSONOutline], named name: String, of bytes: [UInt8], to text: inout [UInt8]
    ) {
        let told = values.filter { !bytes[$0.range].elementsEqual("null".utf8) }
        guard told.count > 1 else {
            if let only = told.first ?? values.last { write(only, of: bytes, to: &text) }
            return
        }
        let isList = told.contains(where: \.isArray) || Webhook.lists.contains(name) && told.allSatisfy(\.isObject)
        guard isList else {
            if let last = told.last { write(last, of: bytes, to: &text) }
            return
        }
        let elements = told.flatMap { value in
            if case .array(let elements) = value.content { elements } else { [value] }
        }
        write(elements, of: bytes, to: &text)
    }

    private static func write(_ elements: [JSONOutline], of bytes: [UInt8], to text: inout [UInt8]) {
        text.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            write(element, of: bytes, to: &text)
        }
        text.append(UInt8(ascii: "]"))
    }
}

extension JSONOutline {
    fileprivate var isArray: Bool {
        if case .array = content { return true }
        return false
    }

    fileprivate var isObject: Bool {
        if case .object = content { return true }
        return false
    }
}
