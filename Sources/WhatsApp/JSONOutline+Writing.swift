extension JSONOutline {
    /// The element of a body that reads as this canonical text, in the same form but with every number as it was sent:
    /// `1.10` and `1e2` are not the same to whoever looks for what came.
    ///
    /// - Returns: nil when nothing in the body reads so.
    public static func asSent(_ canonical: String, in body: [UInt8]) -> String? {
        let bytes = JSONRepeats.joined(body) ?? body
        return JSONOutline(bytes)?.element(canonical, in: bytes).map { $0.written(bytes) }
    }

    private func element(_ canonical: String, in bytes: [UInt8]) -> JSONOutline? {
        let inner: [JSONOutline]
        switch content {
        case .string, .scalar: return nil
        case .array(let elements): inner = elements
        case .object(let members):
            // Blanks and escapes make it longer than it reads, within reason; a body of many elements is read once.
            if range.count <= 8 * canonical.utf8.count + 1_000,
                let value = try? JSONValue(bytes: bytes[range]),  // it is part of what was read
                value.canonicalText == canonical
            {
                return self
            }
            inner = members.map(\.value)
        }
        for value in inner {
            if let found = value.element(canonical, in: bytes) { return found }
        }
        return nil
    }

    private func written(_ bytes: [UInt8]) -> String {
        switch content {
        case .scalar: return String(decoding: bytes[range], as: UTF8.self)
        case .string: return JSONValue.string(text(in: bytes) ?? "").canonicalText
        case .array(let elements): return "[\(elements.map { $0.written(bytes) }.joined(separator: ","))]"
        case .object(let members):
            let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            let told = sorted.map { "\(JSONValue.string($0.name).canonicalText):\($0.value.written(bytes))" }
            return "{\(told.joined(separator: ","))}"
        }
    }
}
