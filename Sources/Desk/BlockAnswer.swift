import Inbox

/// What came of asking the platform to block somebody, or not to any more.
public enum BlockAnswer: Equatable, Sendable {
    /// It is so now, and a fact says it.
    case done
    /// The platform refused it for this person.
    case refused(FailureNote)
    /// It could not be asked, or answered for nobody.
    case failed(Obstacle)
}
