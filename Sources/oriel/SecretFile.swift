import Cloud
import Glibc

/// Files whose content nobody else may read.
enum SecretFile {
    /// The text of a regular file of this user with mode 0600, without blanks around it.
    ///
    /// - Parameter name: the setting it stands for.
    static func read(_ path: String, called name: String) throws(Failure) -> String {
        let text: String
        do {
            text = try TokenFile.read(path)
        } catch {
            throw failure(error, path: path, name: name)
        }
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard !trimmed.isEmpty else { throw Failure(.config, "\(name): \(path) is empty: write the secret into it") }
        return String(trimmed)
    }

    private static func failure(_ reason: TokenError.Reason, path: String, name: String) -> Failure {
        switch reason {
        case .fileNotFound: Failure(.noInput, "\(name): there is no file \(path); check the path")
        case .notRegularFile: Failure(.noPermission, "\(name): \(path) is not a regular file; put the secret into one")
        case .foreignOwner: Failure(.noPermission, "\(name): \(path) belongs to somebody else; make it your own")
        case .openMode(let mode):
            Failure(
                .noPermission,
                "\(name): \(path) has mode \(String(mode, radix: 8)) and others could use it; run chmod 600 on it")
        case .malformed: Failure(.config, "\(name): \(path) is too long for a secret; check the path")
        case .unreadable(let code):
            Failure(.noPermission, "\(name): \(path) cannot be read: \(String(cString: strerror(code)))")
        default: Failure(.config, "\(name): \(path) cannot be used")
        }
    }
}
