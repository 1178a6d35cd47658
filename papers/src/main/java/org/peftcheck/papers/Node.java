package org.peftcheck.papers;

import java.util.List;
import java.util.Map;

/** A value of a YAML or JSON document, with the line it stands on. */
sealed interface Node {

    /** The line of the first character, from 1. */
    int line();

    /** What it is, in the words of an error message. */
    String describe();

    /** What a scalar looks like before it is given a type. */
    enum ScalarKind {
        TEXT,
        NUMBER,
        TRUTH_VALUE,
        NULL
    }

    /** A scalar with its text as written. */
    record Scalar(int line, ScalarKind kind, String text) implements Node {
        @Override
        public String describe() {
            return kind == ScalarKind.NULL ? "nothing" : "`" + text + "`";
        }
    }

    /** A sequence. */
    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Mapping(int line, Map<String, Node> fields) implements Node {
        @Override
        public String describe() {
            return "a mapping";
        }
    }
}
