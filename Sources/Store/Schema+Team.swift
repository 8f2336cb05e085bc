/// Migration 17: who assigned, so that whoever assigned at the same time can be told; who ever acted, found without
/// reading every fact.
extension Schema {
    static let assigning = """
        ALTER TABLE thread ADD COLUMN assignedAt INTEGER;
        ALTER TABLE thread ADD COLUMN assignedBy TEXT;
        UPDATE thread SET (assignedAt, assignedBy) = (
            SELECT f.at, f.actor FROM agentFact f WHERE f.thread = thread.id AND f.kind = 1
            ORDER BY f.at DESC, f.id DESC LIMIT 1);
        CREATE INDEX agentFactByActor ON agentFact(actor);
        """
}
