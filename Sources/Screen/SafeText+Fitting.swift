extension SafeText {
    /// Where text goes within columns it does not fill.
    public enum Alignment: Hashable, Sendable {
        case left, right, centre
    }

    /// As much as fits into a number of columns, ending in the ellipsis when something was left out.
    ///
    /// - Parameters:
    ///   - columns: the most columns of the result; when the ellipsis itself does not fit, the text is only cut.
    ///   - ellipsis: one column by default; empty to cut without a sign.
    public func prefix(width columns: Int, ellipsis: SafeText = "…") -> SafeText {
        var used = 0
        var room = 0
        let limit = max(0, columns)
        let reserve = ellipsis.width <= limit ? ellipsis.width : 0
        // `room` counts the clusters that fit together with an ellipsis after them.
        for (index, cluster) in clusters.enumerated() {
            used += Int(cluster.width)
            if used <= limit - reserve { room = index + 1 }
            if used > limit {
                let cut = SafeText(clusters[..<room])
                return reserve == ellipsis.width ? cut + ellipsis : cut
            }
        }
        return self
    }

    /// As much of the end as fits into a number of columns, starting with the ellipsis when something was left out.
    public func suffix(width columns: Int, ellipsis: SafeText = "…") -> SafeText {
        let reversed = SafeText(clusters.reversed()).prefix(
            width: columns, ellipsis: SafeText(ellipsis.clusters.reversed()))
        return SafeText(reversed.clusters.reversed())
    }

    /// Exactly a number of columns: cut with an ellipsis, or filled with blanks.
    public func fitted(width columns: Int, alignment: Alignment = .left, ellipsis: SafeText = "…") -> SafeText {
        let cut = prefix(width: columns, ellipsis: ellipsis)
        let missing = max(0, columns - cut.width)
        switch alignment {
        case .left: return cut + .blanks(missing)
        case .right: return .blanks(missing) + cut
        case .centre: return .blanks(missing / 2) + cut + .blanks(missing - missing / 2)
        }
    }

    /// Filled with blanks on the right up to a number of columns; never cut.
    public func padded(to columns: Int) -> SafeText {
        self + .blanks(columns - width)
    }

    /// A number of blanks; none when it is negative.
    public static func blanks(_ count: Int) -> SafeText {
        SafeText(repeating: .space, count: count)
    }

    /// A cluster again and again; not at all when the count is negative.
    public init(repeating cluster: Cluster, count: Int) {
        self.init(repeatElement(cluster, count: max(0, count)))
    }

    /// The same on one line: runs of blanks, breaks and tabs become one blank, none at either end.
    public var singleLine: SafeText {
        if isSingleLine { return self }
        var line: [Cluster] = []
        line.reserveCapacity(clusters.count)
        var owesBlank = false
        for cluster in clusters {
            if cluster.isBlank {
                owesBlank = !line.isEmpty
                continue
            }
            if owesBlank { line.append(.space) }
            owesBlank = false
            line.append(cluster)
        }
        return SafeText(line)
    }

    /// Nearly every name and preview is; then nothing is built anew for each frame.
    private var isSingleLine: Bool {
        var wasBlank = true
        for cluster in clusters {
            guard cluster.isBlank else {
                wasBlank = false
                continue
            }
            if wasBlank || cluster != .space { return false }
            wasBlank = true
        }
        return clusters.isEmpty || !wasBlank
    }
}
