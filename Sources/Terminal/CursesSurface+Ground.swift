import Screen

extension CursesSurface {
    /// Asks the terminal what colour its background is (`OSC 11`), followed by a question every terminal answers
    /// (`CSI c`), so that one which does not know the first is not waited for.
    ///
    /// Keys typed meanwhile are kept. An answer that comes later is read among the events like any other reply, and
    /// nobody takes it for a key.
    /// - Parameter patience: how long to wait at most.
    /// - Returns: nil when it does not say, or says nothing readable; without colours it is not asked.
    public func ground(within patience: Duration = .milliseconds(100)) async -> RGB? {
        guard phase == .drawing, understandsCommands, depth != .mono, question.begin() else { return nil }
        Descriptor.write(Array(GroundQuestion.bytes.utf8), to: output)
        let patienceEnds = Task { [question] in
            try? await Task.sleep(for: patience)  // cancelled means: answered, and settling again does nothing
            question.settle(nil)
        }
        defer { patienceEnds.cancel() }
        return await question.answer()
    }
}
