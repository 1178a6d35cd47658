package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.Optional;

/** The answer to the question which size of a method fits a number of parameters. */
public sealed interface BudgetFit {

    /**
     * A size fits.
     *
     * @param size the largest size that fits
     * @param count its parameters
     * @param left the parameters of the budget that it leaves
     * @param next the trainable parameters of the next size; empty when the method has none
     */
    record Within(int size, ParameterCount count, BigInteger left, Optional<BigInteger> next) implements BudgetFit {}

    /**
     * No size fits.
     *
     * @param size the smallest size
     * @param count its parameters, more than the budget
     */
    record TooSmall(int size, ParameterCount count) implements BudgetFit {}

    /**
     * The largest size of a method with at most so many trainable parameters, by bisection; the count grows with the size.
     *
     * @param method the method
     * @param budget the number of parameters, at least 0
     * @return the size, or the smallest one when it is too large
     */
    static BudgetFit of(SizedMethod method, BigInteger budget) {
        if (budget.signum() < 0) {
            throw new IllegalArgumentException("budget: expected a number >= 0, got " + budget);
        }
        ParameterCount smallest = method.at(method.smallest());
        if (smallest.trainable().compareTo(budget) > 0) {
            return new TooSmall(method.smallest(), smallest);
        }
        int fits = 0;
        int tooLarge = method.steps();
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) >>> 1;
            boolean within = method.at(method.size(middle)).trainable().compareTo(budget) <= 0;
            fits = within ? middle : fits;
            tooLarge = within ? tooLarge : middle;
        }
        ParameterCount best = method.at(method.size(fits));
        Optional<BigInteger> next = fits + 1 < method.steps()
                ? Optional.of(method.at(method.size(fits + 1)).trainable())
                : Optional.empty();
        return new Within(method.size(fits), best, budget.subtract(best.trainable()), next);
    }
}
