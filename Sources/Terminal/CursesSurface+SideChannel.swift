import CNcurses
import Screen

extension CursesSurface {
    /// Tells the terminal something beside the grid, or nothing where it would print it.
    public func send(_ message: SideChannel) {
        switch message {
        case .bell: ring()
        case .notification(let title, let body, let form): notify(title.string, body.string, form)
        case .title(let text): show(title: text.string)
        case .clipboard(let text): copy(text)
        case .mouse(let isOn): setMouse(isOn)
        }
    }

    /// Hands text to the terminal's clipboard (OSC 52), which also works over ssh.
    /// - Returns: false when the terminal cannot, or the text is too long for it (about 56 kB): use a command instead.
    ///   True is no promise: some terminals refuse without a word.
    @discardableResult
    public func copy(_ text: String) -> Bool {
        guard phase == .drawing, understandsCommands, let bytes = ModeString.clipboard(text) else { return false }
        Descriptor.write(Array(bytes.utf8), to: output)
        return true
    }

    /// At most one a second: a burst of messages is one event for the ear.
    private func ring() {
        guard phase == .drawing else { return }
        let now = ContinuousClock.now
        if let last = lastBell, now - last < .seconds(1) { return }
        lastBell = now
        Descriptor.write(Array(ModeString.bell.utf8), to: output)
    }

    /// Inside tmux the sequence is wrapped: tmux hands it on where `allow-passthrough` is on, and drops it where it is off.
    private func notify(_ title: String, _ body: String, _ form: NotificationForm) {
        guard phase == .drawing, understandsCommands else { return }
        let bytes = ModeString.notification(title: title, body: body, form: form, isInTmux: isInTmux)
        Descriptor.write(Array(bytes.utf8), to: output)
    }

    private func setMouse(_ isOn: Bool) {
        guard isOn != isMouseOn else { return }
        isMouseOn = isOn
        guard phase == .drawing, understandsCommands else { return }
        Descriptor.write(Array((isOn ? ModeString.mouseOn : ModeString.mouseOff).utf8), to: output)
    }

    func show(title: String) {
        guard phase == .drawing, understandsCommands, title != shownTitle ?? "" else { return }
        shownTitle = title
        Descriptor.write(Array(ModeString.title(title).utf8), to: output)
    }

    func show(_ shape: Frame.CursorShape) {
        shownShape = shape
        guard understandsCommands else { return }
        Descriptor.write(Array(ModeString.cursor(shape).utf8), to: output)
    }
}
