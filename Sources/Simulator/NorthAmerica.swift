/// The numbers that begin with 1: the United States are one of more than twenty countries and territories there. A table of
/// the numbering plan (mem): no page of the platform's lists it.
enum NorthAmerica {
    /// Area codes of other countries and territories, and those of no place.
    private static let elsewhere: Set<String> = {
        let canada =
            "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 "
            + "506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 "
            + "879 902 905 942"
        let islands = "242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876"
        let nowhere = "500 521 522 533 544 555 566 577 588 600 622 700 710 800 833 844 855 866 877 888 900"
        return Set((canada + " " + islands + " " + nowhere).split(separator: " ").map(String.init))
    }()

    /// Whether a number, digits with the country code, is one with an area code of the United States.
    static func isUnitedStates(_ digits: String) -> Bool {
        guard digits.count == 11, digits.hasPrefix("1"), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return false
        }
        let area = String(digits.dropFirst().prefix(3))
        guard let first = area.first, first >= "2", !area.hasSuffix("11") else { return false }
        return !elsewhere.contains(area)
    }
}
