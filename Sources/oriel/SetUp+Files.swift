import Cloud
import Foundation
import Spool

// Files and folders: asked for, checked as far as that goes without making them, and made at once in the end.
extension SetUp {
    // MARK: App secret

    mutating func askAppSecret() throws(Failure) {
        questions.show([
            "",
            "4. Which file holds the app secret (App Dashboard, Settings, Basic)? With it, forged webhooks are kept out.",
            "   “none” takes webhooks unsigned: only when nobody else can write into the spool.",
        ])
        while true {
            let path = try askPath("   The file", proposal: defaults.directories.config + "/app-secret")
            typedAppSecret = nil
            if path == InitCommand.absolute("none") {
                text.appSecretFile = nil
                return
            }
            text.appSecretFile = path
            if access(path, F_OK) != 0, errno == ENOENT {
                questions.say(
                    "   There is no file \(path) yet: type the secret to have it made, or nothing to choose again.")
                let typed = try questions.secret("   The app secret")
                if typed.isEmpty { continue }
                guard typed.utf8.count <= 256, typed.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                    questions.say("   That is no app secret: it is one word, usually of 32 letters and digits.")
                    continue
                }
                typedAppSecret = typed
                return
            }
            do {
                _ = try SecretFile.read(path, called: "the app secret")
                questions.say("   A secret is there.")
                return
            } catch {
                questions.say("   \(error.message).")
            }
        }
    }

    // MARK: Spool

    mutating func askSpool() throws(Failure) {
        questions.show(["", "5. In which directory do webhooks arrive (the spool)? It is made if it is not there."])
        while true {
            let path = try askPath("   The directory", proposal: defaults.accountDirectory + "/spool")
            if let problem = Self.problem(withSpool: path) {
                questions.say("   \(problem).")
                continue
            }
            text.spool = path
            return
        }
    }

    /// Why no spool can be there; nil when one is or can be made.
    static func problem(withSpool path: String) -> String? {
        var status = stat()
        var place = path
        // Each step is one component shorter, so that this ends at the root.
        while stat(place, &status) != 0 {
            guard errno == ENOENT || errno == ENOTDIR else {
                return "\(place) cannot be looked at: \(String(cString: strerror(errno))); name another directory"
            }
            guard place != "/" else { return "\(path) cannot be made; name another directory" }
            place = PrivateFile.parent(place)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return "\(place) is not a directory; name another" }
        guard access(place, R_OK | W_OK | X_OK) == 0 else {
            return "you may not write in \(place); give this user the right to, or name another directory"
        }
        guard place != path || status.st_mode & 0o002 == 0 else {
            return
                "everybody may write in \(path), and so forge webhooks; run chmod 700 on it, or name another directory"
        }
        return nil
    }

    // MARK: Writing

    struct Made {
        /// The old config's new place.
        var backup: String?
    }

    /// Makes everything, the config last. When that goes wrong, the secrets' files go, too.
    func write() throws(Failure) -> Made {
        do {
            _ = try SpoolDirectory(path: text.spool)
        } catch {
            throw Failure(error.status, error.description)
        }
        var made: [String] = []
        do throws(Failure) {
            if let typedToken, case .file(let path) = text.token {
                try Directories.make(PrivateFile.parent(path))
                if let code = typedToken.write(newFile: path) {
                    throw Failure(.cannotCreate, "\(path) cannot be written: \(String(cString: strerror(code)))")
                }
                made.append(path)
            }
            if let typedAppSecret, let path = text.appSecretFile {
                try PrivateFile.create(path, typedAppSecret + "\n")
                made.append(path)
            }
            let backup = try PrivateFile.replace(target, text.lines.joined(separator: "\n") + "\n")
            questions.say("Written: \(target)" + (backup.map { "; the old one is \($0) now" } ?? ""))
            return Made(backup: backup)
        } catch {
            for path in made { unlink(path) }
            throw error
        }
    }
}
