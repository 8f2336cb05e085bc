import Inbox
import Testing

@testable import Cloud

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Tue, 24 Nov 2026 03:36:33 GMT", 1_795_491_393),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 29 Feb 2028 23:59:60 GMT", 1_835_481_600),
    ])
    func readsTheFormServersWrite(_ text: String, _ seconds: Int64) {
        #expect(HTTPDate.instant(text) == Instant(seconds: seconds))
    }

    @Test(arguments: [
        "", "Tue, 24 Nov 2026 03:36:33", "Tue, 24 Nov 2026 03:36:33 CET", "Tue, 32 Nov 2026 03:36:33 GMT",
        "Tue, 24 Nov 2026 3:36 GMT", "Tue, 24 nov 2026 03:36:33 GMT", "Tue, -4 Nov 2026 03:36:33 GMT",
        "Tue, 24 Nov 99999 03:36:33 GMT", "1795491393",
    ])
    func refusesEverythingElse(_ text: String) { #expect(HTTPDate.instant(text) == nil) }
}
