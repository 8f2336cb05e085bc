/// Migration 8: what comes by other fields than `messages`.
extension Schema {
    /// `source` is a `Telling`, `role` who a handover names. `channelEvent` tells of numbers and accounts: `stamp` is the
    /// platform's, -1 for none, and part of what makes an event one; '' stands for no number and no account. Its ids only
    /// grow, so that what was looked at is told by the greatest of them. `bookEntry` has '' for an entry taken out.
    /// A value of nobody's marks a store whose bodies are to be read once more (`InboxStore.readOnceMore`).
    static let fields = """
        ALTER TABLE message ADD COLUMN source INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN role TEXT;
        ALTER TABLE thread ADD COLUMN ownedAt INTEGER;
        ALTER TABLE thread ADD COLUMN ownedUntil INTEGER;
        ALTER TABLE thread ADD COLUMN owner TEXT;
        CREATE TABLE channelEvent (
            id INTEGER PRIMARY KEY AUTOINCREMENT, hash INTEGER NOT NULL, stamp INTEGER NOT NULL, field TEXT NOT NULL,
            number TEXT NOT NULL, waba TEXT NOT NULL, arrival INTEGER, at INTEGER NOT NULL, raw TEXT NOT NULL,
            UNIQUE (hash, stamp, field, number, waba, raw));
        CREATE INDEX channelEventByTime ON channelEvent(at);
        CREATE INDEX otherByTime ON other(ifnull(timestamp, arrival));
        CREATE TABLE bookEntry (
            alias TEXT NOT NULL, at INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (alias, at, name)) WITHOUT ROWID;
        INSERT INTO localValue(agent, name, value) SELECT '', '\(unread)', '' FROM envelope LIMIT 1;
        """

    /// Sets that mark, if there is anything to read.
    static let readAgain = """
        INSERT OR IGNORE INTO localValue(agent, name, value) SELECT '', '\(unread)', '' FROM envelope LIMIT 1
        """

    /// The name of that mark.
    static let unread = "unreadFields"

    /// Fields whose items were kept raw before that migration and are understood now, as `other.field` named them.
    static let understood = [
        "calls", "standby", "messaging_handovers", "smb_message_echoes", "message_echoes", "history",
        "smb_app_state_sync", "group_lifecycle_update", "group_participants_update", "group_participant_update",
        "group_settings_update", "group_status_update", "user_actions", "conversation_context", "errors",
        "phone_number_quality_update", "phone_number_name_update", "business_capability_update",
        "account_review_update", "account_alerts", "security", "account_update", "account_settings_update",
        "business_username_updates", "business_username_update", "payment_configuration_update", "flows",
        "partner_solutions", "template_category_update", "template_correct_category_detection", "automatic_events",
        "tracking_events", "business_status_update", "user_preferences",
    ]
}
