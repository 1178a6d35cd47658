package org.peftcheck.papers.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.peftcheck.papers.Cell;

/** A figure or relation that the paper prints, the readings by which it is recomputed, and what is expected to come of it. */
public final class Check {

    private final String group;
    private final String where;
    private final String printed;
    private final Optional<Place> place;
    private final Optional<Cell> figure;
    private final List<Reading> readings;
    private final Outcome expected;
    private final Optional<String> claim;
    private final Set<Integer> tables;
    private final String remark;

    Check(
            AuditGroup group,
            String where,
            String printed,
            Optional<Place> place,
            Optional<Cell> figure,
            Outcome expected) {
        this.group = group.id();
        this.where = where;
        this.printed = printed;
        this.place = place;
        this.figure = figure;
        this.readings = group.readings();
        this.expected = expected;
        this.claim = group.claim();
        this.tables = group.tables();
        this.remark = group.remark();
    }

    /** The id of the group of checks that it belongs to. */
    public String group() {
        return group;
    }

    /** The table, row and column, or the section. */
    public String where() {
        return where;
    }

    /** What is printed: a figure, or what a relation says. */
    public String printed() {
        return printed;
    }

    /** The readings, the first one the most natural; none for an input. */
    public List<Reading> readings() {
        return readings;
    }

    /** What the data say will come of it. */
    public Outcome expected() {
        return expected;
    }

    /** The claim that it is part of. */
    public Optional<String> claim() {
        return claim;
    }

    /** The tables that it is about. */
    public Set<Integer> tables() {
        return tables;
    }

    /** Why a figure is an input, or what is known about one that does not follow; empty where nothing is to be said. */
    public String remark() {
        return remark;
    }

    /** Whether it stands in the text and not in a table. */
    public boolean isText() {
        return place.isEmpty();
    }

    /** The number of the table in which it stands; empty when it stands in the text. */
    public OptionalInt table() {
        return place.map(p -> OptionalInt.of(p.table().number())).orElse(OptionalInt.empty());
    }

    /** The column in which it stands; empty when it stands in the text. */
    public Optional<String> column() {
        return place.map(Place::column);
    }

    /** Whether it checks a figure, and not a relation. */
    public boolean isFigure() {
        return figure.isPresent();
    }

    Optional<Place> place() {
        return place;
    }

    Optional<Cell> figure() {
        return figure;
    }
}
