/// Waits until something is so, for at most half a minute.
@MainActor
func eventually(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<6000 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))  // cancelled means: ask again at once
    }
    return condition()
}
