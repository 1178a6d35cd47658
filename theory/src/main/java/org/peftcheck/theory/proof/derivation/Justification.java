package org.peftcheck.theory.proof.derivation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.proof.operator.OperatorProof;
import org.peftcheck.theory.proof.sturm.SineDirections;

/** What justifies a step of a derivation. Each kind checks itself when it is made. */
public sealed interface Justification {

    /**
     * The kind, in one or two words.
     *
     * @return the kind
     */
    String kind();

    /**
     * An operator identity, for matrices of any size.
     *
     * @param proof the identity with its cofactors
     */
    record Algebra(OperatorProof proof) implements Justification {
        /** Checks that there is a proof. */
        public Algebra {
            Objects.requireNonNull(proof, "proof");
        }

        @Override
        public String kind() {
            return "algebraic";
        }
    }

    /**
     * A scalar identity that holds in each of finitely many cases, in each of which both sides are polynomials.
     *
     * @param defects for each case, by its name, the difference of the sides: the zero polynomial
     */
    record Cases(Map<String, Polynomial> defects) implements Justification {
        /** Checks that every difference expands to zero. */
        public Cases {
            defects = Map.copyOf(defects);
            if (defects.isEmpty()) {
                throw new IllegalArgumentException("cases: expected at least one case, got none");
            }
            defects.forEach((name, defect) -> {
                if (!defect.equals(Polynomial.ZERO)) {
                    throw new IllegalArgumentException("case " + name + ": expected a difference of 0, got " + defect);
                }
            });
        }

        @Override
        public String kind() {
            return "case distinction";
        }
    }

    /**
     * Matrices that belong to a class which asks for nothing but shapes.
     *
     * @param members the matrices
     */
    record Inclusion(List<Member> members) implements Justification {
        /** Checks that every matrix has the shape that the class asks for. */
        public Inclusion {
            members = List.copyOf(members);
            if (members.isEmpty()) {
                throw new IllegalArgumentException("inclusion: expected at least one matrix, got none");
            }
            for (Member member : members) {
                if (!member.found().equals(member.required())) {
                    throw new IllegalArgumentException("inclusion: expected " + member.symbol() + " of shape "
                            + member.required() + ", got " + member.found());
                }
            }
        }

        @Override
        public String kind() {
            return "set inclusion";
        }
    }

    /**
     * A matrix of a class.
     *
     * @param symbol what it is called, in TeX
     * @param found its shape
     * @param required the shape that the class asks for
     */
    record Member(String symbol, Shape found, Shape required) {}

    /**
     * A hypothesis of the claim.
     *
     * @param name its name in the ledger
     */
    record Hypothesis(String name) implements Justification {
        /** Checks that there is a name. */
        public Hypothesis {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String kind() {
            return "hypothesis " + name;
        }
    }

    /**
     * For every member of the right class some member of the left class has the same value: the infimum over the left class is at
     * most that over the right class. Infima, not minima: nothing here is attained.
     *
     * @param witness what each variable of the left side is replaced by in the chain before
     */
    record Infimum(Map<String, String> witness) implements Justification {
        /** Copies the map. */
        public Infimum {
            witness = Map.copyOf(witness);
        }

        @Override
        public String kind() {
            return "infimum over both classes";
        }
    }

    /**
     * An inequality between polynomials at all real points that satisfy the premises.
     *
     * @param certificate the certificate, which expanded itself
     */
    record Inequality(Positivity certificate) implements Justification {
        /** Checks that there is a certificate. */
        public Inequality {
            Objects.requireNonNull(certificate, "certificate");
        }

        @Override
        public String kind() {
            return "certificate of positivity";
        }
    }

    /**
     * Roots counted by Sturm sequences, for some pairs of frequencies: evidence beside an argument for all pairs.
     *
     * @param directions the pairs, each with its evidence
     */
    record RootCounts(List<SineDirections> directions) implements Justification {
        /** Checks that there is a pair. */
        public RootCounts {
            directions = List.copyOf(directions);
            if (directions.isEmpty()) {
                throw new IllegalArgumentException("root counts: expected at least one pair, got none");
            }
        }

        @Override
        public String kind() {
            return "Sturm sequences, " + directions.size() + " pairs";
        }
    }

    /**
     * A theorem that is taken from the literature and not proved here. A derivation that uses one says so wherever it is named.
     *
     * @param name what it is called
     * @param statement what it says, in words with TeX between dollars
     * @param source where it is proved
     */
    record Literature(String name, String statement, String source) implements Justification {
        /** Checks that all parts say something. */
        public Literature {
            for (String part : List.of(name, statement, source)) {
                if (part.isBlank()) {
                    throw new IllegalArgumentException("literature: expected a name, a statement and a source, got `"
                            + name + "`, `" + statement + "`, `" + source + "`");
                }
            }
        }

        @Override
        public String kind() {
            return "known theorem: " + name;
        }
    }
}
