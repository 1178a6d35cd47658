package org.peftcheck.theory.proof.smt;

import java.util.Objects;
import java.util.regex.Pattern;
import org.peftcheck.theory.proof.smt.formula.Script;
import org.peftcheck.theory.proof.smt.formula.Statement;

/**
 * A statement that the solvers are to decide, and what it has to do with a claim.
 *
 * @param id its own id, which is also the name of its file
 * @param claim the id of the claim in the ledger
 * @param scope how much of the claim it is
 * @param words the statement in words
 * @param tex the statement in TeX
 * @param statement the statement itself
 * @param expected what the solvers are expected to say of its negation
 */
public record Obligation(
        String id, String claim, Scope scope, String words, String tex, Statement statement, Expected expected) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    /** How much of its claim an obligation is. */
    public enum Scope {
        /** The claim for all instances or, together with the others of this scope, all of its parts. */
        CLAIM,
        /** A step of its proof, or a weaker or stronger form of it, for all instances. */
        STEP,
        /** The claim, or a step of it, at one size of the matrices. */
        ONE_SIZE,
        /** A false variant of the claim, which shows that the claim cannot be read in that way. */
        VARIANT
    }

    /** What is expected of the negated statement. */
    public enum Expected {
        /** It holds nowhere: the statement is a theorem. */
        UNSAT,
        /** It holds somewhere: the statement is false, and the model is a counterexample. */
        SAT
    }

    /** Checks the id and that all parts are there. */
    public Obligation {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "obligation: expected an id of lower-case letters, digits, dots and hyphens, got " + id);
        }
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(tex, "tex");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(expected, "expected");
    }

    /**
     * The question for the solvers: the hypotheses and the negated conclusion.
     *
     * @return the script; a model of it is a value for each of its variables
     */
    public Script script() {
        return statement.refutation();
    }

    /**
     * The same obligation for another statement, as a mutation needs it.
     *
     * @param other the other statement
     * @return the obligation
     */
    public Obligation withStatement(Statement other) {
        return new Obligation(id, claim, scope, words, tex, other, expected);
    }
}
