import Spool

/// Why a server did not start, or ended: what happened, what to do, and the exit code.
enum ServerFailure: Error, CustomStringConvertible {
    case usage(String)
    case secretMissing(path: String, reason: String)
    case templates(path: String, reason: String)
    case spool(SpoolError)
    case cannotListen(host: String, port: Int, reason: String)

    var exitCode: Int32 {
        switch self {
        case .usage: 64
        case .secretMissing, .templates: 66
        case .spool: 73
        case .cannotListen: 75
        }
    }

    var description: String {
        switch self {
        case .usage(let what): what
        case .secretMissing(let path, let reason):
            "The secret in \(path) cannot be read: \(reason). Put the app secret of the App Dashboard into that file."
        case .templates(let path, let reason):
            "The templates in \(path) cannot be used: \(reason). Give a list as GET /{waba}/message_templates answers."
        case .spool(let error): error.description
        case .cannotListen(let host, let port, let reason):
            "Cannot listen on \(host) port \(port): \(reason). Stop what uses it, or choose another --host or --port "
                + "(0 is any free one)."
        }
    }
}
