import CNcurses
import Glibc

/// Getting a screen from ncurses, and setting it up.
@MainActor
enum CursesScreen {
    struct Opened {
        let term: String
        let screen: OpaquePointer
        let window: UnsafeMutablePointer<WINDOW>
        let files: Files

        typealias Files = (output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>)
    }

    /// Whether a screen is open. ncurses 6.4 mixes up the windows of two (measured: a resize of one writes to memory of
    /// the other), so there is never a second.
    private static var isTaken = false

    static func close(_ screen: OpaquePointer, _ files: Opened.Files) {
        delscreen(screen)
        fclose(files.output)
        fclose(files.input)
        isTaken = false
    }

    /// The first entry that ncurses knows. Not `initscr`, which ends the process over an unknown `TERM`.
    static func open(
        input: Int32, output: Int32, candidates: [String]
    ) throws(TerminalError) -> Opened {
        guard !isTaken else { throw .alreadyTaken }
        // Sizes come from the terminal, not from variables somebody exported long ago.
        use_env(false)
        use_tioctl(true)
        // Without this a new screen's windows join the list of the one before it.
        set_term(nil)
        guard let out = file(output, mode: "w") else { throw .modesRefused(Descriptor.lastError()) }
        guard let keys = file(input, mode: "r") else {
            let why = Descriptor.lastError()
            fclose(out)
            throw .modesRefused(why)
        }
        for name in candidates {
            guard let screen = newterm(name, out, keys), let window = oriel_standard_window() else { continue }
            guard oriel_capability("cup") != nil else {
                endwin()
                delscreen(screen)
                fclose(out)
                fclose(keys)
                throw .cannotPlaceCursor(term: name)
            }
            isTaken = true
            return Opened(term: name, screen: screen, window: window, files: (out, keys))
        }
        fclose(out)
        fclose(keys)
        throw .unknownTerminal(tried: candidates)
    }

    /// Keys as bytes, no echo, no line ends changed, nothing drawn but what we draw.
    static func setModes(_ window: UnsafeMutablePointer<WINDOW>) {
        raw()
        noecho()
        nonl()
        intrflush(window, false)
        // A refresh is never left half done because a key came.
        typeahead(-1)
        leaveok(window, false)
        scrollok(window, false)
        // Inserting and deleting cells by the terminal goes wrong beside wide ones.
        idlok(window, false)
        idcok(window, false)
    }

    private static func file(_ descriptor: Int32, mode: String) -> UnsafeMutablePointer<FILE>? {
        guard let copy = Descriptor.copy(descriptor) else { return nil }
        guard let file = fdopen(copy, mode) else {
            Glibc.close(copy)
            return nil
        }
        return file
    }
}
