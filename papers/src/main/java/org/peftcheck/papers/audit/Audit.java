package org.peftcheck.papers.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.Tables;

/** The checks of a paper's figures, carried out in exact arithmetic. */
public final class Audit {

    private static final int RELATION_DIGITS = 4;

    private final List<Check> checks;
    private final Tables tables;
    private final Quantities quantities;

    /**
     * An audit; nothing is computed yet.
     *
     * @param checks the checks, read from the same tables
     * @param tables the tables
     * @param quantities the quantities of models that formulas name
     */
    public Audit(List<Check> checks, Tables tables, Quantities quantities) {
        this.checks = List.copyOf(checks);
        this.tables = tables;
        this.quantities = quantities;
    }

    /** The checks, in the order of the data. */
    public List<Check> checks() {
        return checks;
    }

    /** The ids of the claims that some checks are part of. */
    public Set<String> claims() {
        Set<String> claims = new TreeSet<>();
        checks.forEach(check -> check.claim().ifPresent(claims::add));
        return claims;
    }

    /** The findings of all checks. */
    public List<Finding> all() {
        return checks.stream().map(this::find).toList();
    }

    /**
     * The findings of the checks that are part of a claim.
     *
     * @param claim the id of the claim
     * @return the findings
     * @throws IllegalArgumentException when no check is part of it, with near ids
     */
    public List<Finding> of(String claim) {
        if (!claims().contains(claim)) {
            throw new IllegalArgumentException(
                    "claim `" + claim + "`: no audit of tables" + NearNames.hint(claim, claims()));
        }
        return checks.stream()
                .filter(check -> check.claim().equals(Optional.of(claim)))
                .map(this::find)
                .toList();
    }

    /**
     * Carries out one check.
     *
     * @param check the check
     * @return what came of it
     * @throws IllegalArgumentException when a formula names a row, column or quantity that is not there
     */
    public Finding find(Check check) {
        List<Finding.Result> results = new ArrayList<>();
        Scope scope = new Scope(tables, check.place(), check.figure(), quantities);
        for (Reading reading : check.readings()) {
            try {
                results.add(result(check, reading, scope));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(check.group() + ", " + check.where() + ": " + e.getMessage(), e);
            }
        }
        Outcome outcome = results.stream()
                .map(Finding.Result::outcome)
                .min(Comparator.naturalOrder())
                .orElse(Outcome.INPUT);
        return new Finding(check, outcome, results);
    }

    private static Finding.Result result(Check check, Reading reading, Scope scope) {
        Formula formula = reading.parsed();
        if (formula.isRelation()) {
            boolean holds = formula.holds(scope);
            BigFraction left = formula.left().value(scope);
            BigFraction right = formula.rightSide(scope);
            String sign = left.compareTo(right) < 0 ? " < " : left.compareTo(right) > 0 ? " > " : " = ";
            String found = text(left, RELATION_DIGITS) + sign + text(right, RELATION_DIGITS);
            return new Finding.Result(reading, found, holds ? Outcome.MATCH : Outcome.DOES_NOT_FOLLOW, 0, Set.of());
        }
        return figure(reading, check.figure().orElseThrow(), formula.left().value(scope));
    }

    private static Finding.Result figure(Reading reading, Cell printed, BigFraction value) {
        BigFraction inUnit = value.divide(Scope.scale(printed));
        BigFraction ulp = Scope.exact(printed.number().ulp());
        BigFraction distance =
                Scope.exact(printed.number()).subtract(inUnit).abs().divide(ulp);
        Outcome outcome = Outcome.DOES_NOT_FOLLOW;
        if (distance.compareTo(BigFraction.ONE_HALF) <= 0) {
            outcome = Outcome.MATCH;
        } else if (distance.compareTo(BigFraction.ONE) < 0) {
            outcome = Outcome.ROUNDS_DIFFERENTLY;
        }
        String found = text(inUnit, Math.max(0, printed.number().scale()) + 2);
        return new Finding.Result(
                reading, found, outcome, distance.doubleValue(), Rounding.of(printed.number(), inUnit));
    }

    /** A number with at most so many digits behind the point, without zeros at its end. */
    private static String text(BigFraction value, int digits) {
        BigDecimal rounded = new BigDecimal(value.getNumerator())
                .divide(new BigDecimal(value.getDenominator()), digits, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
