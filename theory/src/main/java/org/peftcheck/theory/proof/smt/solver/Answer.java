package org.peftcheck.theory.proof.smt.solver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/** What a solver says of a script. */
public sealed interface Answer {

    /**
     * The answer in a word or a line.
     *
     * @return {@code sat}, {@code unsat}, {@code unknown: …} or {@code unavailable: …}
     */
    String text();

    /** There is no such point. */
    record Unsatisfiable() implements Answer {
        @Override
        public String text() {
            return "unsat";
        }
    }

    /**
     * There is one.
     *
     * @param model the value of each variable at it
     */
    record Satisfiable(Map<String, ModelValue> model) implements Answer {
        /** Copies the model. */
        public Satisfiable {
            model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
        }

        @Override
        public String text() {
            return "sat";
        }

        /**
         * The model as a point, when all its values are rational.
         *
         * @return the point
         */
        public Optional<Map<String, BigFraction>> rationalPoint() {
            Map<String, BigFraction> point = new LinkedHashMap<>();
            model.forEach((name, value) -> {
                if (value instanceof ModelValue.Rational rational) {
                    point.put(name, rational.value());
                }
            });
            return point.size() == model.size() ? Optional.of(point) : Optional.empty();
        }
    }

    /**
     * The solver gave up.
     *
     * @param reason why, in one line
     */
    record Unknown(String reason) implements Answer {
        @Override
        public String text() {
            return "unknown: " + reason;
        }
    }

    /**
     * The solver cannot be used on this machine.
     *
     * @param reason why, in one line
     */
    record Unavailable(String reason) implements Answer {
        @Override
        public String text() {
            return "unavailable: " + reason;
        }
    }
}
