package org.peftcheck.cli;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.theory.count.SizedMethod.Kind;
import picocli.CommandLine.Option;

/** The size that a user gives to a method: a rank, or a budget. */
final class SizeOptions {

    private static final int USUAL_COEFFICIENTS = 1000;

    @Option(
            names = "--rank",
            paramLabel = "R",
            description = "Rank, hidden width or bottleneck, at least 1; methods without one take none.")
    private Integer rank;

    @Option(
            names = "--budget",
            paramLabel = "N|METHOD:R",
            description = "The largest size with at most N trainable parameters, such as 300k or 1.5M, or with at most"
                    + " those of a method of rank R.")
    private String budget;

    /** Whether there is a budget. */
    boolean hasBudget() {
        return budget != null;
    }

    /** The rank that was given, which is the width of a method whose depth is looked for. */
    int widthForDepth() {
        if (budget == null || rank == null || rank < 1) {
            throw new IllegalArgumentException("--solve depth: expected a --budget and a --rank >= 1, got "
                    + (budget == null ? "no budget" : "rank " + rank));
        }
        return rank;
    }

    /**
     * The parameters of the budget, if there is one.
     *
     * @param methods a method that a budget is measured by, of its id
     * @param withRank whether there may be a rank as well
     */
    Optional<BigInteger> budget(Function<String, CountedMethod> methods, boolean withRank) {
        if (budget == null) {
            return Optional.empty();
        }
        if (rank != null && !withRank) {
            throw new IllegalArgumentException("expected one of --rank and --budget, got both");
        }
        int colon = budget.indexOf(':');
        if (colon < 0) {
            return Optional.of(ParameterBudget.parse(budget));
        }
        String size = budget.substring(colon + 1);
        if (!size.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--budget: expected METHOD:R such as lora:8, got " + budget);
        }
        CountedMethod measure = methods.apply(budget.substring(0, colon));
        return Optional.of(measure.at(Integer.parseInt(size)).trainable());
    }

    /**
     * The size of a method that stands alone.
     *
     * @throws IllegalArgumentException when no size is within the budget, or the rank is missing or none for the method
     */
    BudgetFit.Within only(CountedMethod counted, Optional<BigInteger> number, MethodOptions settings) {
        Kind kind = counted.sized().kind();
        if (number.isEmpty() && rank != null && (kind == Kind.NONE || kind == Kind.COEFFICIENTS)) {
            throw new IllegalArgumentException(counted.sized().title() + ": expected no --rank, got " + rank);
        }
        BudgetFit fit = fit(counted, number, settings);
        if (fit instanceof BudgetFit.TooSmall small) {
            throw new IllegalArgumentException("--budget " + budget + ": expected at least "
                    + small.count().trainable() + ", the smallest count of "
                    + counted.sized().title() + " here");
        }
        return (BudgetFit.Within) fit;
    }

    /** The size that the user gave, or the one that fits the budget. */
    BudgetFit fit(CountedMethod counted, Optional<BigInteger> number, MethodOptions settings) {
        if (number.isPresent()) {
            return BudgetFit.of(counted.sized(), number.get());
        }
        int size = switch (counted.sized().kind()) {
            case NONE -> counted.sized().smallest();
            case COEFFICIENTS -> settings.all().coefficients().orElse(USUAL_COEFFICIENTS);
            default -> rank();
        };
        return new BudgetFit.Within(size, counted.at(size), BigInteger.ZERO, Optional.empty());
    }

    private int rank() {
        if (rank == null) {
            throw new IllegalArgumentException("expected --rank=R or --budget=N, got neither");
        }
        return rank;
    }
}
