package org.peftcheck.numeric.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.peanut2025.Propositions;
import org.peftcheck.theory.proposition.Hypothesis;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;
import org.peftcheck.theory.verdict.Certificate;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Verdict;

/**
 * Checks certificates: the claim has a proposition, the certificate names all of its hypotheses, each of them holds by the
 * evidence offered, and the inequality holds by exact or rigorously bounded arithmetic.
 */
public final class CertificateChecker {

    private final Function<WeightSource.Layer, MatrixData> layers;

    /**
     * A checker.
     *
     * @param layers finds the weight that a certificate names by checkpoint, layer and digest; it throws an
     *     {@link IllegalArgumentException} with one line where it cannot
     */
    public CertificateChecker(Function<WeightSource.Layer, MatrixData> layers) {
        this.layers = layers;
    }

    /**
     * Checks a certificate.
     *
     * @param document the certificate
     * @return whether it holds, and why not if not
     */
    public CheckResult check(CertificateDocument document) {
        try {
            Statement statement = statement(document);
            List<DecidedHypothesis> hypotheses = decide(statement);
            return statement.form().isRefuting()
                    ? new CheckResult.Accepted(new Verdict.Refuted(counterexample(statement, hypotheses)), 0)
                    : accept(statement);
        } catch (Rejection e) {
            return new CheckResult.Rejected(document.claim() + ": " + e.getMessage());
        }
    }

    /**
     * The same certificate with the smallest bound, of two significant digits, that this checker can show.
     *
     * @param draft a certificate whose bound is not looked at
     * @return the certificate with its bound
     * @throws IllegalArgumentException if no bound can be shown, in one line
     */
    public CertificateDocument tighten(CertificateDocument draft) {
        try {
            return draft.withEpsilon(roundUp(evidence(statement(draft)).lhs().hi()));
        } catch (Rejection e) {
            throw new IllegalArgumentException(draft.claim() + ": " + e.getMessage(), e);
        }
    }

    private record Statement(Proposition proposition, StatementForm form, CheckedInstance instance) {}

    private Statement statement(CertificateDocument document) {
        Proposition proposition = Propositions.of(document.claim())
                .orElseThrow(() -> new Rejection("no proposition is known for this claim"));
        StatementForm form;
        Activation activation;
        MatrixData weight;
        try {
            form = StatementForm.of(document.form());
            activation = Activation.parse(document.activation());
            weight = document.weight() instanceof WeightSource.Layer layer
                    ? layers.apply(layer)
                    : ((WeightSource.Inline) document.weight()).matrix();
        } catch (IllegalArgumentException e) {
            throw new Rejection(e.getMessage());
        }
        if (!proposition.forms().contains(form)) {
            throw new Rejection("form: expected one of "
                    + proposition.forms().stream()
                            .map(StatementForm::key)
                            .sorted()
                            .toList() + ", got " + form.key());
        }
        return new Statement(proposition, form, new CheckedInstance(document, activation, weight));
    }

    private static List<DecidedHypothesis> decide(Statement statement) {
        List<String> named = statement.instance().document().hypotheses();
        VerifiedFacts facts = new VerifiedFacts(statement.instance());
        List<DecidedHypothesis> decided = new ArrayList<>();
        for (Hypothesis hypothesis : statement.proposition().hypotheses()) {
            if (!named.contains(hypothesis.name())) {
                throw new Rejection("hypothesis " + hypothesis.name() + " is missing");
            }
            DecidedHypothesis decision = hypothesis.decide(facts);
            if (decision.decision() != Decision.HOLDS) {
                throw new Rejection(
                        "hypothesis " + hypothesis.name() + ": expected it to hold, got " + decision.decision());
            }
            decided.add(decision);
        }
        for (String name : named) {
            if (!statement.proposition().hypothesisNames().contains(name)) {
                throw new Rejection("hypothesis " + name + ": expected one of "
                        + statement.proposition().hypothesisNames() + ", got a name the proposition does not have");
            }
        }
        return decided;
    }

    private static CheckResult accept(Statement statement) {
        Evidence evidence = evidence(statement);
        BigFraction epsilon = statement.instance().document().epsilon();
        if (evidence.lhs().hi().compareTo(epsilon) > 0) {
            throw new Rejection("expected an error of at most " + shown(epsilon) + ", could only show at most "
                    + shown(evidence.lhs().hi()));
        }
        Certificate certificate = new Certificate(
                statement.instance().document().claim(),
                statement.form().tex(),
                evidence.lhs(),
                Enclosure.exactly(epsilon));
        return new CheckResult.Accepted(new Verdict.Certified(certificate), evidence.relativeTo(epsilon));
    }

    private static Evidence evidence(Statement statement) {
        CheckedInstance c = statement.instance();
        return switch (statement.form()) {
            case RANGE -> c.isExact() ? ExactForms.range(c) : RoundedForms.range(c);
            case PROJECTED -> c.isExact() ? ExactForms.projected(c) : RoundedForms.projected(c);
            case LOSS -> ExactForms.loss(c);
            case FACTORS -> ExactForms.factors(c);
            case ALTERNATIVE -> alternative(c);
            case APPROXIMATION -> PeriodicForms.approximation(c);
            case ENTRYWISE -> PeriodicForms.entrywise(c);
            case ONE_PARAMETER -> PeriodicForms.oneParameter(c);
            default -> throw new Rejection("form " + statement.form().key() + " is not an inequality with a bound");
        };
    }

    private static Evidence alternative(CheckedInstance c) {
        boolean positive = Alternatives.positive(c, "theta") == Decision.HOLDS;
        boolean annihilated = Alternatives.annihilator(c, false) == Decision.HOLDS;
        if (positive == annihilated) {
            throw new Rejection("expected W0 theta > 0, or y >= 0, y != 0 with W0' y = 0; neither could be shown");
        }
        return Evidence.exact();
    }

    private static Counterexample counterexample(Statement statement, List<DecidedHypothesis> hypotheses) {
        CheckedInstance c = statement.instance();
        BigFraction epsilon = c.document().epsilon();
        Enclosure lhs;
        Enclosure rhs;
        switch (statement.form()) {
            case EQUAL_ROWS -> {
                lhs = RefutingForms.equalRows(c);
                rhs = Enclosure.exactly(epsilon.multiply(epsilon));
            }
            case NOT_CLOSED -> {
                lhs = RefutingForms.notClosed(c);
                rhs = Enclosure.exactly(epsilon);
            }
            default -> {
                lhs = RefutingForms.outputRank(c);
                rhs = Enclosure.exactly(c.rank());
            }
        }
        if (!lhs.certainlyGreater(rhs)) {
            throw new Rejection("expected a left side greater than " + rhs + ", got " + lhs);
        }
        return new Counterexample(
                c.document().claim(),
                statement.proposition().name(),
                statement.form().tex(),
                lhs,
                rhs,
                hypotheses);
    }

    private static BigFraction roundUp(BigFraction bound) {
        if (bound.signum() == 0) {
            return BigFraction.ZERO;
        }
        BigDecimal decimal = new BigDecimal(bound.getNumerator())
                .divide(new BigDecimal(bound.getDenominator()), new MathContext(2, RoundingMode.UP));
        return decimal.scale() <= 0
                ? new BigFraction(decimal.toBigIntegerExact())
                : new BigFraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    private static String shown(BigFraction value) {
        return value.getDenominator().equals(BigInteger.ONE)
                ? value.getNumerator().toString()
                : Double.toString(value.doubleValue());
    }
}
