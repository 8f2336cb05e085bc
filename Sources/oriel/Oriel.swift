import ArgumentParser
import Glibc

/// The agent's command: `oriel` alone opens the inbox.
@main
struct Oriel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oriel",
        abstract: "A terminal inbox for the WhatsApp Business Platform: every customer's 24 hours, to the second.",
        discussion: "Exit status: \(ExitStatus.legend).",
        version: "0.1.0",
        subcommands: [
            InboxCommand.self, WorkCommand.self, DemoCommand.self, IngestCommand.self, ThreadsCommand.self,
            MessagesCommand.self, SearchCommand.self,
            SendCommand.self, BlockCommand.self, UnblockCommand.self, GraphCommand.self, TemplatesCommand.self,
            CannedCommand.self, RenderCommand.self, ExportCommand.self, ForgetCommand.self, RetainCommand.self,
            RebuildCommand.self, DumpCommand.self,
            KeysCommand.self, ThemeCommand.self, ManCommand.self, TodayCommand.self, TeamCommand.self,
            AuditCommand.self, InitCommand.self,
            DoctorCommand.self,
        ],
        defaultSubcommand: InboxCommand.self)

    /// Parses, runs, and turns whatever is thrown into one line on stderr and the exit status that stands for it.
    static func main() async {
        PrivateProcess.begin()
        let status = await Launch.run(Array(CommandLine.arguments.dropFirst()))
        Glibc.exit(status)
    }
}
