/// Migration 10.
extension Schema {
    /// `identityAct` names the merges and splits that speak of an alias; the facts themselves are in `agentFact`.
    static let relations = """
        ALTER TABLE thread ADD COLUMN isBlocked INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE identityAct (alias TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (alias, fact)) WITHOUT ROWID;
        CREATE INDEX identityActByFact ON identityAct(fact);
        CREATE INDEX agentFactTakenBack ON agentFact(value) WHERE kind = \(FactCode.takeBack.rawValue);
        CREATE INDEX statusPriced ON status(timestamp) WHERE code = \(StatusCode.delivered) AND pricingCategory IS NOT NULL;
        """
}
