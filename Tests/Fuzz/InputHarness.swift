import Screen

/// Bytes of a terminal: however they are cut into reads, the events are the same, and nobody's controls become text.
enum InputHarness {
    static func run(_ bytes: [UInt8]) {
        let whole = events(of: [bytes])
        promise(whole == events(of: bytes.map { [$0] }), "byte by byte it means something else")
        let cut = Int(bytes.first ?? 0) % (bytes.count + 1)
        promise(
            whole == events(of: [Array(bytes[..<cut]), Array(bytes[cut...])]), "cut at \(cut) it means another thing")
        for event in whole {
            switch event {
            case .paste(let text):
                promise(!text.isEmpty && text.utf8.count <= InputParser.maximumPaste * 4, "a paste of no size")
                promise(text.unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) }, "a control is pasted")
            case .key(let stroke):
                if let typed = stroke.typed {
                    promise(!typed.unicodeScalars.contains(where: isControl), "a control is typed")
                }
                promise(!KeyNotation.label(stroke).isEmpty, "a key without a name")
            case .mouse, .focus, .resize, .reply: break
            }
        }
    }

    private static func events(of reads: [[UInt8]]) -> [InputEvent] {
        var parser = InputParser()
        var events: [InputEvent] = []
        for read in reads { events += parser.feed(read) }
        if parser.isPending { events += parser.timeout() }
        promise(parser.pending == nil, "something is pending after the time-out")
        return events
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }
}
