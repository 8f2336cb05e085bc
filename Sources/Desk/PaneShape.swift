import Inbox
import Screen

/// How an agent wants the panes: local state of theirs, kept from one sitting to the next.
public struct PaneShape: Hashable, Sendable {
    /// Columns by which the list is wider than usual at a size; below zero it is narrower.
    public var widening: Int
    /// The pane with the keyboard has the whole width.
    public var isZoomed: Bool

    /// The usual panes.
    public init(widening: Int = 0, isZoomed: Bool = false) {
        self.widening = widening
        self.isZoomed = isZoomed
    }

    /// What `code` wrote; nil for anything else.
    public init?(code: String) {
        let words = code.split(separator: " ")
        guard words.count == 2, let widening = Int(words[0]), -500...500 ~= widening, ["0", "1"].contains(words[1])
        else {
            return nil
        }
        self.init(widening: widening, isZoomed: words[1] == "1")
    }

    /// As it is kept: the columns and whether one pane has the width.
    public var code: String { "\(widening) \(isZoomed ? 1 : 0)" }

    /// Columns of the list on a terminal with room for two panes, before an agent changes them.
    static func standardList(of columns: Int) -> Int {
        columns >= 110 ? min(66, 52 + (columns - 120) / 4) : 26 + (columns - 80) / 3
    }

    /// What the list can be given on a terminal with room for two panes: rows stay readable, and so do messages.
    static func listRange(of columns: Int) -> ClosedRange<Int> { 22...max(22, columns - 1 - Layout.smallest.columns) }

    /// Columns of the list as wanted, within what fits.
    func list(of columns: Int) -> Int {
        let range = Self.listRange(of: columns)
        return min(max(Self.standardList(of: columns) + widening, range.lowerBound), range.upperBound)
    }
}

extension Model {
    /// By how many columns a key press moves the line between the panes.
    private static let step = 2

    mutating func widenList(by steps: Int) -> [Effect] {
        guard size.columns >= Layout.columnsForTwo, !panes.isZoomed else {
            if panes.isZoomed, size.columns >= Layout.columnsForTwo {
                tell(.zoomed, keyLabel(.zoom, in: .global))
            } else {
                tell(.onePaneHere)
            }
            return []
        }
        let range = PaneShape.listRange(of: size.columns)
        let now = panes.list(of: size.columns)
        let wanted = min(max(now + steps * Self.step, range.lowerBound), range.upperBound)
        guard wanted != now else {
            tell(steps < 0 ? .listNarrowest : .listWidest)
            return []
        }
        panes.widening = wanted - PaneShape.standardList(of: size.columns)
        return panesChanged()
    }

    mutating func zoom() -> [Effect] {
        guard size.columns >= Layout.columnsForTwo else {
            tell(.onePaneHere)
            return []
        }
        panes.isZoomed.toggle()
        if panes.isZoomed { tell(.zoomed, keyLabel(.zoom, in: .global)) }
        return panesChanged()
    }

    private mutating func panesChanged() -> [Effect] {
        scrollListToSelection()
        // Drawn for another width.
        previews = [:]
        return [.rememberPanes(panes)] + wantPreviews()
    }
}
