package org.peftcheck.theory.proof.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * A proved identity that is about something: its hypotheses hold together, and what is known of each being needed is shown.
 *
 * @param claim the id of the claim of the ledger that the identity proves, or proves a part of
 * @param proof the identity and its cofactors
 * @param witness a model of all hypotheses in which no operator is zero
 * @param necessity for each hypothesis a model of the others in which the goal does not vanish, or that none is known
 */
public record OperatorTheorem(
        String claim, OperatorProof proof, RationalModel witness, Map<String, Necessity> necessity) {

    /** Checks the witness and every counterexample. */
    public OperatorTheorem {
        Objects.requireNonNull(claim, "claim");
        necessity = Collections.unmodifiableMap(new LinkedHashMap<>(necessity));
        OperatorIdentity identity = proof.identity();
        requireFitting(identity, "witness", witness);
        for (NamedOperator operator : identity.operators()) {
            if (witness.value(operator.symbol()).isZero()) {
                throw bad(identity, "witness: expected " + operator.symbol().name() + " not zero, got zero");
            }
        }
        requireVanishing(identity, "witness", identity.hypotheses(), witness);
        Set<String> names = new TreeSet<>();
        identity.hypotheses().forEach(h -> names.add(h.name()));
        if (!names.equals(new TreeSet<>(necessity.keySet()))) {
            throw bad(identity, "necessity: expected an entry for each of " + names + ", got " + necessity.keySet());
        }
        necessity.forEach((hypothesis, known) -> {
            if (known instanceof Necessity.Needed needed) {
                requireCounterexample(identity, hypothesis, needed.counterexample());
            }
        });
    }

    private static void requireCounterexample(OperatorIdentity identity, String without, RationalModel model) {
        String where = "counterexample without " + without;
        requireFitting(identity, where, model);
        List<OperatorHypothesis> others = new ArrayList<>(identity.hypotheses());
        others.removeIf(h -> h.name().equals(without));
        requireVanishing(identity, where, others, model);
        if (model.evaluate(identity.goal()).isZero()) {
            throw bad(identity, where + ": expected a goal that does not vanish, got zero");
        }
    }

    private static void requireFitting(OperatorIdentity identity, String where, RationalModel model) {
        for (NamedOperator operator : identity.operators()) {
            try {
                model.value(operator.symbol());
            } catch (IllegalArgumentException misfit) {
                throw bad(identity, where + ": " + misfit.getMessage());
            }
        }
    }

    private static void requireVanishing(
            OperatorIdentity identity, String where, List<OperatorHypothesis> hypotheses, RationalModel model) {
        for (OperatorHypothesis hypothesis : hypotheses) {
            RationalMatrix value = model.evaluate(hypothesis.polynomial());
            if (!value.isZero()) {
                throw bad(identity, where + ": expected hypothesis " + hypothesis.name() + " to vanish, got " + value);
            }
        }
    }

    private static IllegalArgumentException bad(OperatorIdentity identity, String problem) {
        return new IllegalArgumentException("identity " + identity.name() + ": " + problem);
    }

    /**
     * The identity.
     *
     * @return the identity that is proved
     */
    public OperatorIdentity identity() {
        return proof.identity();
    }

    /**
     * The name of the identity.
     *
     * @return the name
     */
    public String name() {
        return identity().name();
    }
}
