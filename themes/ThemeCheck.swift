import Screen

/// Something wrong or doubtful in a theme that loads.
public struct ThemeProblem: Hashable, Sendable, CustomStringConvertible {
    /// How much it matters.
    public enum Severity: String, Hashable, Sendable {
        /// People will misread or not see something.
        case error
        /// Worth a look.
        case warning
    }

    /// An error fails the check; a warning does not.
    public let severity: Severity
    /// nil when it holds at every depth.
    public let depth: ColorDepth?
    /// The roles it is about and what is wrong with them.
    public let message: String

    /// Severity, depth and message on one line.
    public var description: String {
        "\(severity.rawValue): \(depth.map { "\($0.rawValue): " } ?? "")\(message)"
    }
}

/// Checks what a theme author cannot see on one screen: contrast at the depths whose colours are known, and that states
/// which must not be confused differ at every depth.
public struct ThemeCheck: Sendable {
    /// WCAG 2 AA for text of normal size.
    public static let textContrast = 4.5
    /// WCAG 2 AA for graphics.
    public static let graphicContrast = 3.0

    /// In the order they were found: contrast, then what looks alike.
    public let problems: [ThemeProblem]

    /// Whether there is no error; warnings pass.
    public var passes: Bool { !problems.contains { $0.severity == .error } }

    /// Checks a theme at every depth.
    public init(_ theme: Theme) {
        var problems = theme.warnings.map {
            ThemeProblem(severity: .warning, depth: nil, message: $0.description)
        }
        for depth in [ColorDepth.truecolor, .indexed256] { problems += Self.contrast(of: theme, depth: depth) }
        for depth in ColorDepth.allCases { problems += Self.confusion(in: theme, depth: depth) }
        self.problems = problems
    }

    // MARK: - Contrast

    private static func contrast(of theme: Theme, depth: ColorDepth) -> [ThemeProblem] {
        var problems: [ThemeProblem] = []
        for stack in stacks {
            guard let role = stack.first, let wanted = wantedContrast(of: role) else { continue }
            let style = theme.style(of: stack, depth: depth)
            let words = stack.map(\.rawValue).joined(separator: " on ")
            if style.attributes.contains(.dim) {
                problems.append(
                    ThemeProblem(
                        severity: .warning, depth: depth,
                        message: "\(words) is dim, which every terminal shows differently; give it a colour"))
            }
            // On the terminal's own ground the theme's word for what that is must do.
            let ground = theme.appearance == .dark ? RGB(indexed: 16) : RGB(indexed: 231)
            let plain = theme.appearance == .dark ? RGB(indexed: 231) : RGB(indexed: 16)
            let ratio = (style.foreground.flatMap { RGB($0) } ?? plain)
                .contrast(with: style.background.flatMap { RGB($0) } ?? ground)
            if ratio < wanted {
                problems.append(
                    ThemeProblem(
                        severity: .error, depth: depth,
                        message: "\(words) has a contrast of \(text(ratio)), under \(text(wanted))"))
            }
        }
        return problems
    }

    /// Each role alone, and each under the selections that can lie on it.
    private static let stacks: [[Role]] = Role.allCases.flatMap { role -> [[Role]] in
        let overlays: [Role] =
            switch role.rawValue.prefix(while: { $0 != "." }) {
            case "list" where role != .listSection, "window": [.listRowSelected, .listRowSelectedInactive]
            case "msg", "state": [.msgSelected]
            case "picker": [.pickerSelected]
            case "form" where role != .formLabel: [.formField]
            default: []
            }
        // Selections do not lie on each other.
        let isSelection = [.listRowSelected, .listRowSelectedInactive, .msgSelected, .pickerSelected].contains(role)
        return [[role]] + (isSelection ? [] : overlays.filter { $0 != role }.map { [role, $0] })
    }

    /// nil for decoration: the line between panes and the empty half of the hourglass say nothing by themselves.
    private static func wantedContrast(of role: Role) -> Double? {
        switch role {
        case .border, .gaugeSpent: nil
        case .borderFocused, .gaugeLeft, .gaugeCritical, .gaugeShut: graphicContrast
        default: textContrast
        }
    }

    // MARK: - Confusion

    /// What must never look the same, as layers from bottom to top.
    private static let mustDiffer: [(a: [Role], b: [Role])] = [
        ([.listRow], [.listRow, .listUnread]),
        ([.listRow], [.listRow, .listRowSelected]),
        ([.listRow], [.listRow, .listRowSelectedInactive]),
        ([.listRow, .listUnread], [.listRow, .listUnread, .listRowSelected]),
        ([.listRow, .listRowSelected], [.listRow, .listRowSelectedInactive]),
        ([.listRow, .listRowSelected], [.listRow, .listUnread, .listRowSelected]),
        ([.windowOpen], [.windowCritical]),
        ([.windowSoon], [.windowCritical]),
        ([.stateSent], [.stateFailed]),
        ([.stateSent], [.stateUncertain]),
        ([.msgIn], [.msgIn, .msgSelected]),
        ([.pickerRow], [.pickerRow, .pickerSelected]),
        ([.formValue], [.formValue, .formField]),
        ([.status], [.statusError]),
        ([.hintText], [.hintKey]),
    ]

    private static func confusion(in theme: Theme, depth: ColorDepth) -> [ThemeProblem] {
        mustDiffer.compactMap { pair in
            guard theme.style(of: pair.a, depth: depth) == theme.style(of: pair.b, depth: depth) else { return nil }
            let words = [pair.a, pair.b].map { $0.map(\.rawValue).joined(separator: " + ") }
            return ThemeProblem(
                severity: .error, depth: depth, message: "\(words[0]) and \(words[1]) look the same")
        }
    }

    /// Two digits are enough for a ratio, and no locale is wanted.
    private static func text(_ ratio: Double) -> String {
        let hundredths = Int(ratio * 100)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Theme {
    /// Layers from bottom to top, on the ground: unset colours show what lies beneath, attributes add.
    func style(of layers: [Role], depth: ColorDepth) -> Style {
        var result = style(of: .`default`, depth: depth)
        for role in layers where role != .`default` {
            let layer = style(of: role, depth: depth)
            result.foreground = layer.foreground ?? result.foreground
            result.background = layer.background ?? result.background
            result.attributes.formUnion(layer.attributes)
        }
        return result
    }
}
