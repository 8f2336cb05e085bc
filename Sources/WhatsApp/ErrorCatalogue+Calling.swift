extension ErrorCatalogue {
    /// Codes about calls.
    static let calling: [Entry] = [
        row(138000, .fix),
        row(138001, .no),
        row(138002, .backOff),
        row(138003, .later),
        row(138004, .backOff),
        row(138005, .backOff),
        row(138006, .fix),
        row(138007, .backOff),
        row(138009, .later),
        row(138012, .later),
        row(138013, .no),
        row(138014, .later),
        row(138015, .fix),
        row(138017, .notApplicable),
        row(138018, .fix),
        row(138019...138023, .backOff),
        row(138024, .fix),
        row(138025, .fix),
        row(138038, .fix),
    ]
}
