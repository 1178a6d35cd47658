package org.peftcheck.papers;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name its head
 * @param kind what its cells are
 * @param units the units that its numbers may carry; without units its numbers are bare
 * @param optional whether a cell may be empty or {@code -}, where the paper gives nothing
 */
public record Column(String name, ColumnKind kind, List<String> units, boolean optional) {

    /** Keeps its own copy of the units. */
    public Column {
        units = List.copyOf(units);
    }
}
