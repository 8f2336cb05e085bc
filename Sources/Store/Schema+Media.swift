/// Migration 9: where files are. Local state of this store: the files themselves lie beside it, and neither they nor these
/// rows are facts, so a rebuild leaves them alone and a dump does not tell of them (design §4).
extension Schema {
    /// How long the files of this machine play, in milliseconds, by their content; those that tell.
    static let playingTimes = """
        CREATE TABLE playingTime (hash TEXT PRIMARY KEY, milliseconds INTEGER NOT NULL) WITHOUT ROWID;
        """

    /// `state`: 0 waits, 1 on its way, 2 here, 3 failed, 4 expired, 5 stopped by an agent. `hash` is the SHA-256 of the file
    /// on this machine in hex, `declared` what the platform told of it. `upload` is what the platform calls our own files,
    /// by their content. `machineText` is what tools of this machine read in a file, by its content.
    static let media = """
        CREATE TABLE media (
            id INTEGER PRIMARY KEY, number INTEGER NOT NULL, wamid TEXT NOT NULL, mediaID TEXT NOT NULL,
            kind TEXT NOT NULL, mimeType TEXT, declared TEXT, fileName TEXT, expiresAt INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0, dueAt INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
            isWanted INTEGER NOT NULL DEFAULT 0, worker TEXT, moved INTEGER, size INTEGER, hash TEXT,
            failureCode INTEGER, failureTitle TEXT, failureDetails TEXT, UNIQUE (number, wamid));
        CREATE INDEX mediaWaiting ON media(state, expiresAt, id) WHERE state IN (0, 1);
        CREATE INDEX mediaByHash ON media(hash) WHERE hash IS NOT NULL;
        CREATE TABLE upload (
            number INTEGER NOT NULL, hash TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,
            dueAt INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, worker TEXT, moved INTEGER,
            size INTEGER, mediaID TEXT, uploadedAt INTEGER, failureCode INTEGER, failureTitle TEXT,
            failureDetails TEXT, PRIMARY KEY (number, hash)) WITHOUT ROWID;
        CREATE TABLE machineText (
            hash TEXT NOT NULL, task TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (hash, task)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE machineIndex USING fts5(
            text, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
        """

    /// Files that the platform may still have when an older store is opened: those of the last days it knows of.
    static let mediaTypes = ["image", "video", "audio", "voice", "document", "sticker"]
}
