extension ErrorCatalogue {
    /// Codes of the Graph API itself: access, request shape, throttling.
    static let general: [Entry] = [
        row(0, .fix),
        row(1, .backOffOnce),
        row(2, .backOff),
        row(3, .fix),
        row(4, .backOffMinutes),
        row(10, .fix),
        row(33, .fix),
        row(100, .fix),
        row(190, .fix),
        row(200...299, .fix),
        row(368, .later),
        row(506, .no),
        row(613, .backOff),
        row(80007, .backOffMinutes),
    ]
}
