extension String {
    /// The beginning of a text that may be endless: so many scalars at most, and itself when it has no more.
    ///
    /// It costs what it gives. `prefix` does not: one `Character` with a megabyte of marks on it is one to it.
    package func head(scalars count: Int) -> String {
        guard utf8.count > count,
            let end = unicodeScalars.index(startIndex, offsetBy: max(0, count), limitedBy: endIndex), end < endIndex
        else { return self }
        return String(unicodeScalars[..<end])
    }
}
