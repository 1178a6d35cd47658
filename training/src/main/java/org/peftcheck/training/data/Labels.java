package org.peftcheck.training.data;

import java.util.HashSet;
import java.util.List;

/** What the labels of a task are. */
public sealed interface Labels {

    /** The number of outputs of a head that predicts them. */
    int outputs();

    /**
     * One of several classes; a label is the position of its name.
     *
     * @param names the names of the classes, at least two and all different
     */
    record Classes(List<String> names) implements Labels {

        /** Checks the names and copies the list. */
        public Classes {
            names = List.copyOf(names);
            if (names.size() < 2 || new HashSet<>(names).size() != names.size()) {
                throw new IllegalArgumentException(
                        "classes: expected at least 2 names, all different, got " + String.join(", ", names));
            }
        }

        @Override
        public int outputs() {
            return names.size();
        }
    }

    /**
     * A number, to be predicted by a regression.
     *
     * @param least the least label that there can be
     * @param greatest the greatest
     */
    record Numbers(double least, double greatest) implements Labels {

        /** Checks the order of the bounds. */
        public Numbers {
            if (!(least < greatest)) {
                throw new IllegalArgumentException("labels: expected least < greatest, got " + least + ", " + greatest);
            }
        }

        @Override
        public int outputs() {
            return 1;
        }
    }
}
