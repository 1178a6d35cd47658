package org.peftcheck.numeric.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.peftcheck.numeric.peanut2025.FloatInstance;

/**
 * How instances of a claim are made.
 *
 * @param claim the id of the claim
 * @param synthetic small seeded instances
 * @param layer the instance of a layer, for claims that are checked on real weights
 */
record ClaimConstruction(
        String claim, Function<Long, List<Case>> synthetic, Optional<Function<FloatInstance, Drafting>> layer) {

    /** A named instance with the construction to run on it. */
    record Case(String name, Supplier<Drafting> draft) {}
}
