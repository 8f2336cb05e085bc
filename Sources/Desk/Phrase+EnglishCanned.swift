extension Phrase {
    /// The English text of what is said of canned replies and blanks; then of the channel.
    var englishOfCanned: String {
        switch self {
        case .cannedFilter: "insert"
        case .cannedNone: "No canned reply and no template yet. Write NAME.md, one reply each, into {0}"
        case .cannedTemplate: "tpl"
        case .cannedBroken: "broken"
        case .cannedUnreadable: "it cannot be read: look at its mode, and that it is a plain file"
        case .cannedNotText: "it is over 1 MB or not UTF-8: write it anew"
        case .cannedNoHead: "it must begin with +++, then settings such as shortcut = \"pix\", then +++, then the words"
        case .cannedYAML: "its settings are TOML and stand between lines of +++, not of ---: change the marks"
        case .cannedUnclosed: "its settings have no end: put +++ on a line of its own after them"
        case .cannedSyntax: "its settings are not TOML: {0}"
        case .cannedUnknown: "there is no setting “{0}”: there are name, shortcut, tags and language"
        case .cannedUnknownNear: "there is no setting “{0}”; did you mean “{1}”?"
        case .cannedNotAText: "“{0}” must be a text in quotes that is not blank"
        case .cannedNotTexts: "“{0}” must be a list of texts, as in [\"payment\", \"pix\"]"
        case .cannedSpaced: "the shortcut “{0}” has a blank in it: make it one word"
        case .cannedTaken: "the shortcut “{0}” belongs to {1}: choose another"
        case .cannedBlank: "there are no words after its settings: write them"
        case .cannedAtLine: "line {0}: {1}"
        case .cannedValue: "{0} = {1} ({2})"
        case .cannedBlanks: "still blank: {0}"
        case .cannedFromPerson: "their name"
        case .cannedFromThread: "they wrote it"
        case .cannedFromAgent: "your name"
        case .cannedFromBusiness: "our business"
        case .cannedFromNumber: "our number"
        case .blanksLeft: "Not sent, still blank: {0}. Typing replaces the first."
        case .blanksLeftThere: "Not sent, still blank: {0}. Write what belongs there."
        default: englishOfChannel
        }
    }
}
