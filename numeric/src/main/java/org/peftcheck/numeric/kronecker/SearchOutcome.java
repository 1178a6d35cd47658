package org.peftcheck.numeric.kronecker;

import java.math.BigInteger;
import java.util.List;

/** How a search ended. */
public sealed interface SearchOutcome {

    /**
     * Every target has its parameter.
     *
     * @param parameters a parameter for each target, in their order
     * @param stages the number of stages
     */
    record Found(List<Parameter> parameters, int stages) implements SearchOutcome {
        /** Copies the list. */
        public Found {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * The error no longer falls as it must when no relation binds the rows, or the limit of bits was reached.
     *
     * @param reason what was seen, in a few words
     * @param stages the number of stages
     */
    record Stalled(String reason, int stages) implements SearchOutcome {}

    /**
     * The thread was interrupted.
     *
     * @param stages the number of stages that were finished
     * @param predictedPhaseError the error that was to be expected then
     */
    record Interrupted(int stages, double predictedPhaseError) implements SearchOutcome {}

    /**
     * A parameter θ ∈ R^k, exactly {@code numerators · 2^−fractionBits}.
     *
     * @param numerators k integers
     * @param fractionBits bits after the point, not negative
     * @param predictedError the error of the values that doubles show; for a checker to certify
     * @param trials how many choices of preimages were tried in the last stage
     */
    record Parameter(List<BigInteger> numerators, int fractionBits, double predictedError, int trials) {
        /** Copies the list. */
        public Parameter {
            numerators = List.copyOf(numerators);
        }

        /**
         * The bits of this parameter, when every number is written with as many as the longest, and one more for its sign. With the
         * bits after the point given, there are at most 2^bits parameters of so many bits.
         *
         * @return k times the bits of a number
         */
        public int bits() {
            return numerators.size()
                    * (1
                            + numerators.stream()
                                    .mapToInt(BigInteger::bitLength)
                                    .max()
                                    .orElse(0));
        }
    }
}
