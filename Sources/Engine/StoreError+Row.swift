import Store

extension StoreError {
    /// The row itself is gone or elsewhere; trying again cannot change that.
    var isAboutOneRow: Bool {
        switch self {
        case .noSuchItem, .wrongState: true
        default: false
        }
    }
}
