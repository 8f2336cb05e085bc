extension Array where Element == Message {
    /// The same messages, those of one second in the order they arrived in: the platform stamps whole seconds
    /// (`whatsapp.md` §2.1), and what follows within one was written after it. What has no arrival stays behind the rest.
    public func inOrderOfArrival() -> [Message] {
        var ordered = self
        var start = 0
        while start < ordered.count {
            var end = start + 1
            while end < ordered.count, ordered[end].timestamp == ordered[start].timestamp { end += 1 }
            if end - start > 1 {
                let sorted = ordered[start..<end].enumerated().sorted { a, b in
                    let (x, y) = (a.element.arrival?.milliseconds ?? .max, b.element.arrival?.milliseconds ?? .max)
                    return (x, a.offset) < (y, b.offset)
                }
                ordered.replaceSubrange(start..<end, with: sorted.map(\.element))
            }
            start = end
        }
        return ordered
    }
}
