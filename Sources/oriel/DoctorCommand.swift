import ArgumentParser
import Cloud
import Foundation
import Inbox

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything Oriel needs, and say what to do about what is wrong.",
        discussion: """
            One line for each thing: ok, warn or fail, what was found, and the cure. It changes nothing but an older \
            store's tables. With --json, one object a line: level, thing, found, cure. Exit status 0 when nothing \
            fails, 78 when the configuration is missing or wrong, 69 when anything else fails.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("The spool; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Option(help: ArgumentHelp("The Graph API; the config's if not given.", valueName: "url"))
    var apiBase: String?

    @Option(help: ArgumentHelp("Where `orield receive` listens on this machine, to ask how it is.", valueName: "url"))
    var receiver: String?

    @Flag(help: "Ask nothing over the network.")
    var offline = false

    @Flag(help: "One JSON object a line.")
    var json = false

    func validate() throws {
        guard let receiver else { return }
        do {
            // The same rules as for the API: without a certificate only on this machine.
            guard try GraphBase(receiver).text.hasPrefix("http://") else { throw GraphBase.Problem.notAnAddress }
        } catch {
            throw ValidationError("--receiver: give an address of this machine, as in http://127.0.0.1:8085")
        }
    }

    func run() async throws {
        var report = Report(json: json)
        let config: Config
        var isConfigWrong = false
        do {
            config = try at.loadConfig()
            isConfigWrong = config.path == nil
            try report.add(Self.finding(config))
        } catch {
            try report.add(Finding(.fail, "config", error.message, cure: "mend it, and run `oriel doctor` again"))
            throw ExitCode(ExitStatus.config.rawValue)
        }
        let doctor = Doctor(
            config: config, environment: at.environment, storePath: at.storePath(config),
            spoolPath: spool ?? config.spoolPath, base: try GraphBase(argument: apiBase, else: config),
            receiver: receiver, isOffline: offline, now: clock.frozen)
        try report.add(doctor.themes())
        try report.add(doctor.permissions())
        let store = doctor.openStore()
        try report.add(doctor.store(store))
        try report.add(doctor.spool())
        try report.add(await doctor.receiver(store))
        try report.add(await doctor.platform(store))
        try report.add(doctor.templates(store))
        try report.add(doctor.cannedReplies())
        try report.add(await doctor.terminal())
        try report.add(doctor.timeZone())
        if isConfigWrong { throw ExitCode(ExitStatus.config.rawValue) }
        if report.hasFailure { throw ExitCode(ExitStatus.unavailable.rawValue) }
    }

    private static func finding(_ config: Config) -> Finding {
        guard let path = config.path else {
            return Finding(
                .fail, "config", "there is none at \(config.directories.config)/config.toml",
                cure: "run `oriel init`; what follows is about the defaults")
        }
        let numbers = config.numbers.count == 1 ? "1 number" : "\(config.numbers.count) numbers"
        return Finding(.ok, "config", "\(path): \(numbers), every key known")
    }
}

extension DoctorCommand {
    /// What was found so far, printed as it comes: a slow network must not hide what is known.
    private struct Report {
        let json: Bool
        private(set) var hasFailure = false
        private var output = StandardOutput()

        init(json: Bool) { self.json = json }

        mutating func add(_ findings: [Finding]) throws(Failure) {
            for finding in findings {
                hasFailure = hasFailure || finding.level == .fail
                try output.line(json ? finding.json : finding.words)
            }
            try output.flush()
        }

        mutating func add(_ finding: Finding) throws(Failure) { try add([finding]) }
    }
}
