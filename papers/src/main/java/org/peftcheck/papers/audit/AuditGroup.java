package org.peftcheck.papers.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the checks of one entry of the data have in common. */
record AuditGroup(String id, List<Reading> readings, Optional<String> claim, Set<Integer> tables, String remark) {

    AuditGroup {
        readings = List.copyOf(readings);
        tables = Set.copyOf(tables);
    }
}
