/// One key of the config, as the README's table and `oriel.toml(5)` tell of it. The loader knows these and no others.
struct ConfigSetting {
    let key: String
    /// What stands when the file does not say; with the marks of Markdown.
    let fallback: String
    /// What the key says; with the marks of Markdown.
    let words: String

    /// Reads a row of the table.
    private init(row: Substring) {
        let cells = row.dropFirst(2).dropLast(2).split(separator: " | ", maxSplits: 2).map(String.init)
        key = cells[0].filter { $0 != "`" }
        fallback = cells[1]
        words = cells[2]
    }

    /// In the README's order.
    static let all = markdown.split(separator: "\n").map { ConfigSetting(row: $0) }

    /// The README's rows, to the letter.
    static let markdown = #"""
        | `agent` | your login name | who you are: what you write and take is marked with it |
        | `role` | `"agent"` | `"reader"` looks, searches and exports, and changes and sends nothing; the store is opened to be \#
        read only, as `oriel --read-only` does |
        | `account` | the first of `accounts`, else `"default"` | names the directory below `$XDG_STATE_HOME/oriel` \#
        that holds store, spool and log |
        | `accounts` | none | `[accounts.NAME]`, a table of `number` or `numbers`, `waba`, `store`, `spool`, \#
        `api_base` and the files of token and secret for each of [several accounts](#several-numbers) |
        | `number` | every number seen | one `phone_number_id` of ours; or, for several, with names: |
        | `numbers` | every number seen | `[{ phone_number_id = "…", name = "…", display = "+1 …" }]`: nothing leaves from another |
        | `waba` | those of the store | the WhatsApp Business Account whose templates are synced |
        | `store` | `inbox.sqlite` of the account | the SQLite file |
        | `spool` | `spool` of the account | the directory webhooks come in by |
        | `app_secret_file` | none | a file of mode 0600; with it, unsigned webhooks are quarantined |
        | `token_command` | none | prints the token; run when it is needed |
        | `token_file` | none | a file of mode 0600 that holds the token; `ORIEL_TOKEN` is the third way |
        | `api_base` | `https://graph.facebook.com/` and a version | where the Graph API is |
        | `undo_delay` | `5` | seconds between Enter and departure, 0 to 60; `^X u` takes back |
        | `direct_send` | `"off"` | `"on"` once Meta has enabled Direct Send for the account: `^X D` and `oriel \#
        send --direct` then send words outside the window without a template, as utility messages, and `^X k` \#
        buttons (ten, the first two of which may open pages), a page or a call |
        | `window_guard` | `10` | seconds before a window's end from which no free text is accepted, 0 to 3600 |
        | `read_receipts` | `"open"` | when customers get blue ticks: `"open"`, `"reply"` or `"never"` |
        | `typing` | `"off"` | `"on"` shows customers *typing…* while an answer to them is written; WhatsApp marks what \#
        they wrote as read with it, so not with `read_receipts = "never"` |
        | `enter` | `"send"` | or `"newline"` |
        | `theme` | `"auto"` | dark or light by the terminal's ground; or [one of these](#looks), a file of \#
        `~/.config/oriel/themes`, or `{ dark = "…", light = "…" }` by the ground |
        | `color` | `"auto"` | how many colours: as many as the terminal has unless `NO_COLOR` is set; `"always"`, \#
        `"never"` |
        | `emoji` | `"safe"` | `"full"` for terminals that measure by grapheme cluster, `"text"` for words |
        | `glyphs` | `"auto"` | `"ascii"` draws lines and signs with letters; `"unicode"` never does; by itself \#
        where the locale is not UTF-8 or the terminal is a very plain one |
        | `borders` | `"line"` | what panes and headings are ruled off with: `"line"`, `"ascii"`, or `"none"`, \#
        which spares a screen reader the signs |
        | `motion` | `"full"` | `"reduced"`: nothing on screen counts by the second |
        | `notify` | a bell | [what you are told of](#notifications) while the window is not in front |
        | `mouse` | `"off"` | whether the mouse clicks and scrolls here from the start (`"on"`), so that selecting \#
        text needs Shift; `^X m` changes it |
        | `timezone` | the machine's | as in `"America/Sao_Paulo"` |
        | `poll_interval` | `0.5` | seconds between looks at the spool when the system does not tell of new files |
        | `labels` | none | `["refund", "vip"]`: labels to choose from beside those in use |
        | `orders` | the queue's own | `orders.mine = "waiting"`: in which order queues are listed at first: `own`, \#
        `waiting`, `window`, `newest`, `priority`, `name`; not the inbox |
        | `team` | none | `["bia", "carla"]`: colleagues to assign to beside everybody who ever acted in the store \#
        |
        | `media_limit` | `100` | megabytes, 1 to 100: a larger file is fetched only when you ask for it with `o` |
        | `save_dir` | `~/Downloads`, else the home directory | where `s` offers to save |
        | `open` | mailcap, then `xdg-open` | [programs that show files](#files), by MIME type |
        | `preview` | `true` | draw pictures in character cells where `chafa` is installed |
        | `ssh_host` | the address this login came in by | `user@host` in the line that fetches a file to your own \#
        machine |
        | `editor` | `$VISUAL`, `$EDITOR`, then `vi` | a command line that [edits the draft](#your-own-editor) (`^X ^E`) |
        | `transcribe` | none | [tools that turn speech to text](#files), by MIME type |
        | `describe` | none | [tools that turn pictures and pages to text](#files), by MIME type |
        | `canned` | `canned` beside this file | the directory of [canned replies](#canned-replies) |
        | `filters` | none | `filters.urgent = "is:unanswered window:closing"`: [queries with names](#filters), \#
        shown behind the queues |
        | `slots` | the most fitting | `slots.1 = "order_update"`, or `{ name = "order_update", language = "pt_BR" \#
        }`, up to 9 |
        | `preset` | `"default"` | the key table to begin with; `"vim"` is [described here](#vims-keys) |
        | `pipes` | none | `pipes.count = "wc -w"`: [commands with names](#pipes) |
        | `opt_out` | `stop`, `parar`, `baja` … | `opt_out.words = ["stop", "sair"]`: messages that are [one of \#
        these words](#who-wants-no-messages) and nothing else ask to hear no more; what takes webhooks in decides \#
        which words count |
        | `hooks` | none | a directory whose programs are [told what happens](#hooks) |
        | `hooks_text` | `false` | whether they are told what was written, too |
        | `hours` | always | `hours.weekdays = "09:00-18:00"`: [when the team works](#business-hours) |
        | `retention` | none | `retention.messages = "400d"`: how long [`oriel retain`](#erasing) keeps messages \#
        unless it is told otherwise |
        | `sla` | none | `sla.first_response = "15m"`: how soon who waits [is to be answered](#business-hours) |
        | `keys` | the table above | `keys.list.open = ["<Enter>", "o"]`; an empty list takes the keys away |
        """#
}
