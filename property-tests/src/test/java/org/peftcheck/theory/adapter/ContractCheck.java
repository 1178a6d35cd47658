package org.peftcheck.theory.adapter;

import java.util.Optional;
import java.util.function.Function;

/**
 * A demand that every adapter has to meet, as a function that can be called on any instance.
 *
 * @param name what is demanded
 * @param failure what is wrong with an instance, empty if nothing is
 */
record ContractCheck(String name, Function<ContractInstance, String> failure) {

    /** What is wrong with an instance, an exception of the adapter included. */
    Optional<String> failureOf(ContractInstance instance) {
        try {
            return Optional.of(failure.apply(instance)).filter(text -> !text.isEmpty());
        } catch (RuntimeException e) {
            return Optional.of("refused with " + e);
        }
    }
}
