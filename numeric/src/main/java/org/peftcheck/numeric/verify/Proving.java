package org.peftcheck.numeric.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.peanut2025.Counterexamples;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.theory.peanut2025.ClaimChecks;
import org.peftcheck.theory.proof.alternative.Exclusion;
import org.peftcheck.theory.proof.derivation.Derivation;
import org.peftcheck.theory.proof.derivation.Derivations;
import org.peftcheck.theory.proof.derivation.Justification;
import org.peftcheck.theory.proof.derivation.Step;
import org.peftcheck.theory.proof.identity.IdentityTest;
import org.peftcheck.theory.proof.identity.IdentityVerdict;
import org.peftcheck.theory.proof.identity.ProbableIdentity;
import org.peftcheck.theory.proof.identity.RationalIdentity;
import org.peftcheck.theory.proof.identity.RefutedIdentity;
import org.peftcheck.theory.proof.identity.WidthIdentities;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.smt.Obligation;
import org.peftcheck.theory.proof.smt.Obligations;
import org.peftcheck.theory.proof.smt.SmtCheck;
import org.peftcheck.theory.proof.smt.SmtVerdict;
import org.peftcheck.theory.proposition.ClaimCheck;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** Collects and runs all evidence that is about all instances of claims. */
public final class Proving {

    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("weight: expected a counterexample that holds its weight, got " + layer);
    });

    private static final int ROWS = 6;
    private static final int COLUMNS = 3;
    private static final WidthIdentities RANDOM_POINTS = new WidthIdentities(40, 16, 4, 5);
    private static final int TRIALS = 2;
    private static final long SEED = 2025;

    private final List<ClaimCheck> checks = ClaimChecks.all();
    private final Progress progress;
    private final int total;
    private int done;

    private Proving(List<Claim> claims, Progress progress) {
        this.progress = progress;
        this.total = claims.stream().mapToInt(c -> tasks(c).size()).sum();
    }

    /**
     * Runs the evidence for some claims.
     *
     * @param claims the claims
     * @param progress hears how far it has come
     * @return what is proved of each
     */
    public static List<ClaimProof> run(List<Claim> claims, Progress progress) {
        Proving proving = new Proving(claims, progress);
        List<ClaimProof> proofs = new ArrayList<>();
        for (Claim claim : claims) {
            List<Evidence> evidence = new ArrayList<>();
            for (Supplier<Evidence> task : proving.tasks(claim)) {
                Evidence found = task.get();
                evidence.add(found);
                progress.at(++proving.done, proving.total, found.name());
            }
            proofs.add(new ClaimProof(claim, evidence));
        }
        return proofs;
    }

    private List<Supplier<Evidence>> tasks(Claim claim) {
        List<Supplier<Evidence>> tasks = new ArrayList<>();
        checks.stream().filter(c -> c.claim().equals(claim.id())).forEach(c -> tasks.add(() -> check(claim, c)));
        Derivations.of(claim.id()).ifPresent(d -> tasks.add(() -> derivation(d)));
        if (Counterexamples.claims().contains(claim.id())) {
            tasks.add(() -> counterexample(claim));
        }
        if (checks.stream().noneMatch(c -> c.claim().equals(claim.id()))) {
            OperatorIdentities.of(claim.id()).forEach(t -> tasks.add(() -> identity(t)));
        }
        Obligations.of(claim.id()).forEach(o -> tasks.add(() -> obligation(o)));
        RANDOM_POINTS.all().stream()
                .filter(i -> i.claim().equals(claim.id()))
                .forEach(i -> tasks.add(() -> identity(i)));
        if (claim.id().equals("positive-vector-alternative")) {
            tasks.add(() -> exclusion(Exclusion.gordan(ROWS, COLUMNS)));
            tasks.add(() -> exclusion(Exclusion.stiemke(ROWS, COLUMNS)));
        }
        return tasks;
    }

    private static Evidence check(Claim claim, ClaimCheck check) {
        long start = System.nanoTime();
        Verdict verdict = check.check().get();
        String kind = verdict instanceof Verdict.Proved proved ? proved.proof().kind() : "counterexample";
        return new Evidence(
                claim.id(), kind, List.of(checker(verdict)), true, verdict, isExpected(claim, verdict), since(start));
    }

    private static String checker(Verdict verdict) {
        if (verdict instanceof Verdict.Proved proved) {
            return proved.proof() instanceof Proof.OperatorIdentities ? "cofactors" : "exact arithmetic";
        }
        return "exact arithmetic";
    }

    private static boolean isExpected(Claim claim, Verdict verdict) {
        return verdict.label().equalsIgnoreCase(claim.expected().name());
    }

    private static Evidence derivation(Derivation derivation) {
        long start = System.nanoTime();
        Derivation again =
                new Derivation(derivation.claim(), derivation.hypotheses(), derivation.lemmas(), derivation.steps());
        Proof proof = new Proof.Derived(again);
        Verdict verdict = new Verdict.Proved(proof);
        return new Evidence(derivation.claim(), proof.kind(), checkers(derivation), true, verdict, true, since(start));
    }

    /** What checks the steps of a derivation; a theorem of the literature is named, for nothing checks it here. */
    private static List<String> checkers(Derivation derivation) {
        Stream<String> steps = Stream.concat(derivation.lemmas().stream(), derivation.steps().stream())
                .map(Step::by)
                .flatMap(by -> {
                    if (by instanceof Justification.Algebra) {
                        return Stream.of("cofactors");
                    }
                    if (by instanceof Justification.Inequality) {
                        return Stream.of("certificates of positivity");
                    }
                    return by instanceof Justification.RootCounts ? Stream.of("Sturm sequences") : Stream.empty();
                });
        Stream<String> known = derivation.literature().stream().map(theorem -> "literature: " + theorem.name());
        return Stream.of(Stream.of("chain"), steps, known)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    private static Evidence identity(OperatorTheorem theorem) {
        long start = System.nanoTime();
        Verdict verdict = new Verdict.Proved(new Proof.OperatorIdentities("a step of the proof", List.of(theorem)));
        String name = theorem.identity().name();
        return new Evidence(name, "operator identity", List.of("cofactors"), false, verdict, true, since(start));
    }

    /** A rational identity at one size, at random points over random primes; it settles nothing alone. */
    private static Evidence identity(RationalIdentity identity) {
        long start = System.nanoTime();
        IdentityVerdict found = IdentityTest.run(identity, TRIALS, SEED);
        Verdict verdict = found instanceof ProbableIdentity probable
                ? new Verdict.Probable(identity.statement(), probable.errorBound())
                : new Verdict.Inconclusive("the identity fails at " + ((RefutedIdentity) found).point());
        return new Evidence(
                identity.name(),
                "random primes, one size",
                found instanceof ProbableIdentity probable
                        ? List.of(String.format(
                                Locale.ROOT,
                                "error < %.0e",
                                10 * probable.errorBound().doubleValue()))
                        : List.of(),
                false,
                verdict,
                found instanceof ProbableIdentity,
                since(start));
    }

    private static String upperBound(BigFraction probability) {
        return new BigDecimal(Interval.enclosing(probability).hi())
                .round(new MathContext(2, RoundingMode.UP))
                .toString();
    }

    private static Evidence exclusion(Exclusion exclusion) {
        long start = System.nanoTime();
        Proof proof = new Proof.Excluded(exclusion);
        return new Evidence(
                exclusion.theorem() + "-sides-exclude-each-other",
                proof.kind(),
                List.of("multiplication, signs"),
                false,
                new Verdict.Proved(proof),
                true,
                since(start));
    }

    private static Evidence counterexample(Claim claim) {
        long start = System.nanoTime();
        CheckResult result = CHECKER.check(Counterexamples.of(claim.id()));
        Verdict verdict = result instanceof CheckResult.Accepted accepted
                ? accepted.verdict()
                : new Verdict.Inconclusive(((CheckResult.Rejected) result).reason());
        return new Evidence(
                claim.id(),
                "counterexample",
                List.of("exact arithmetic"),
                true,
                verdict,
                isExpected(claim, verdict),
                since(start));
    }

    private static Evidence obligation(Obligation obligation) {
        SmtVerdict found = SmtCheck.run(obligation);
        boolean settles = obligation.scope() == Obligation.Scope.CLAIM;
        String kind = obligation.scope() == Obligation.Scope.CLAIM
                ? "solvers"
                : "solvers, "
                        + obligation.scope().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        List<String> agreed = found.verdict() instanceof Verdict.Refuted
                ? Stream.concat(found.answers().models().stream().map(m -> "model"), Stream.of("exact arithmetic"))
                        .distinct()
                        .toList()
                : found.answers().refuters();
        return new Evidence(
                obligation.id(), kind, agreed, settles, found.verdict(), found.asExpected(), found.milliseconds());
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /**
     * The proof of a claim that needs no solver, if there is one beside its instances.
     *
     * @param claim a claim
     * @return its derivation, where the ledger says that it is proved
     */
    static Optional<Verdict> withoutSolvers(Claim claim) {
        return claim.expected() == ExpectedVerdict.PROVED
                ? Derivations.of(claim.id()).map(d -> new Verdict.Proved(new Proof.Derived(d)))
                : Optional.empty();
    }
}
