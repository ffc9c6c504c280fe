"""Full-text search over clauses and table rows."""
