import ArgumentParser
import Inbox

// Words of the domain as arguments; the parser lists them in help and errors by itself.
extension Queue: ExpressibleByArgument {}
extension ListOrder: ExpressibleByArgument {}

/// Reads what `--number` is given.
enum NumberArgument {
    static func parse(_ text: String) throws -> NumberID {
        guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            throw ValidationError("give the phone_number_id, which is made of digits, not the phone number")
        }
        return NumberID(text)
    }
}
