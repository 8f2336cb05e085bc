/// Why the body of a call was not taken.
enum BodyFailure: Error {
    case tooLarge
    case tooSlow
    /// The caller went away.
    case broken
}
