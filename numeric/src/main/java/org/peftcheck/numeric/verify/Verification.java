package org.peftcheck.numeric.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CheckpointLayers;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.checkpoint.WeightMatrix;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.peanut2025.Counterexamples;
import org.peftcheck.numeric.peanut2025.FloatColumnSpace;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.papers.Claim;
import org.peftcheck.theory.peanut2025.ClaimChecks;
import org.peftcheck.theory.proposition.ClaimCheck;
import org.peftcheck.theory.proposition.StatementForm;
import org.peftcheck.theory.verdict.Verdict;

/** Verifies claims: whatever a construction drafts counts only once the checker has accepted it. */
public final class Verification {

    private final VerifyRequest request;
    private final Progress progress;
    private final CheckpointLayers layers = new CheckpointLayers();
    private final CertificateChecker checker = new CertificateChecker(layers);
    private final List<ClaimCheck> checks = ClaimChecks.all();
    private final Map<String, List<InstanceReport>> found = new HashMap<>();
    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, ClaimConstruction> constructions = new LinkedHashMap<>();
    private int done;
    private int total;

    private Verification(VerifyRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
        for (ClaimConstruction construction : ClaimConstructions.all()) {
            if (request.claims().stream().anyMatch(c -> c.id().equals(construction.claim()))) {
                constructions.put(construction.claim(), construction);
            }
        }
    }

    /**
     * Runs the checks.
     *
     * @param request what to verify
     * @param progress hears how far it has come
     * @return a report for each claim, in the order of the request
     * @throws IllegalArgumentException if the checkpoint cannot be read or has no such layer, in one line
     */
    public static List<ClaimReport> run(VerifyRequest request, Progress progress) {
        Verification verification = new Verification(request, progress);
        try (verification.layers) {
            return verification.reports();
        }
    }

    private List<ClaimReport> reports() {
        List<ClaimConstruction> onLayers = constructions.values().stream()
                .filter(c -> c.layer().isPresent())
                .toList();
        List<String> names = layerNames(onLayers);
        total = request.claims().size() + names.size() * onLayers.size();
        for (ClaimConstruction construction : constructions.values()) {
            for (ClaimConstruction.Case instance : construction.synthetic().apply(request.seed())) {
                record(construction.claim(), instance.name(), instance.draft());
            }
        }
        for (String name : names) {
            verifyLayer(name, onLayers);
        }
        List<ClaimReport> reports = new ArrayList<>();
        for (Claim claim : request.claims()) {
            reports.add(report(claim));
            progress.at(++done, total, claim.id());
        }
        return reports;
    }

    private List<String> layerNames(List<ClaimConstruction> onLayers) {
        if (request.weights().isEmpty() || onLayers.isEmpty()) {
            return List.of();
        }
        List<String> names = layers.open(request.weights().get()).layers(request.layers());
        layers.open(request.weights().get()).checkFinite(names);
        return names;
    }

    private void verifyLayer(String name, List<ClaimConstruction> onLayers) {
        String checkpoint = request.weights().orElseThrow();
        WeightMatrix weight = layers.open(checkpoint).layer(name);
        FloatColumnSpace space = FloatColumnSpace.of(FloatMatrix.of(weight.toRows()));
        WeightSource source = new WeightSource.Layer(checkpoint, name, weight.sha256());
        Random random = new Random(31 * request.seed() + name.hashCode());
        FloatInstance instance = SyntheticInstances.target(source, space, request.rank(), random);
        for (ClaimConstruction construction : onLayers) {
            record(
                    construction.claim(),
                    name,
                    () -> construction.layer().orElseThrow().apply(instance));
            progress.at(++done, total, construction.claim() + " on " + name);
        }
    }

    private void record(String claim, String instance, Supplier<Drafting> draft) {
        long start = System.nanoTime();
        InstanceReport report = instance(instance, draft, start);
        found.computeIfAbsent(claim, c -> new ArrayList<>()).add(report);
        seconds.merge(claim, report.seconds(), Double::sum);
    }

    private InstanceReport instance(String name, Supplier<Drafting> draft, long start) {
        CertificateDocument document;
        CheckResult result;
        try {
            Drafting drafting = draft.get();
            if (drafting instanceof Drafting.OutOfScope outside) {
                return plain(name, new Verdict.NotApplicable(outside.failed()), start);
            }
            document = bounded(((Drafting.Drafted) drafting).document());
            result = checker.check(document);
        } catch (IllegalArgumentException | ArithmeticException notShown) {
            return plain(name, new Verdict.Inconclusive(notShown.getMessage()), start);
        }
        if (result instanceof CheckResult.Rejected rejected) {
            return plain(name, new Verdict.Inconclusive(rejected.reason()), start);
        }
        CheckResult.Accepted accepted = (CheckResult.Accepted) result;
        request.certificates().ifPresent(folder -> CertificateFolder.write(folder, document.claim(), name, document));
        boolean hasUnits = document.matrices().containsKey("Theta1");
        return new InstanceReport(
                name,
                accepted.verdict(),
                hasUnits ? OptionalInt.of(document.matrix("Theta1").columns()) : OptionalInt.empty(),
                isExact(document),
                Interval.enclosing(document.epsilon()).hi(),
                accepted.relativeError(),
                since(start),
                accepted.verdict() instanceof Verdict.Refuted ? Optional.of(document) : Optional.empty());
    }

    private static boolean isExact(CertificateDocument document) {
        return document.weight() instanceof WeightSource.Inline inline && inline.matrix() instanceof MatrixData.Exact;
    }

    private CertificateDocument bounded(CertificateDocument draft) {
        StatementForm form = StatementForm.of(draft.form());
        return form == StatementForm.RANGE || form == StatementForm.PROJECTED || form == StatementForm.LOSS
                ? checker.tighten(draft)
                : draft;
    }

    private static InstanceReport plain(String name, Verdict verdict, long start) {
        return new InstanceReport(name, verdict, OptionalInt.empty(), true, 0, 0, since(start), Optional.empty());
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private ClaimReport report(Claim claim) {
        long start = System.nanoTime();
        Optional<ClaimCheck> check =
                checks.stream().filter(c -> c.claim().equals(claim.id())).findFirst();
        if (check.isPresent()) {
            Verdict verdict = check.get().check().get();
            return new ClaimReport(claim, how(verdict), Optional.of(verdict), List.of(), since(start));
        }
        if (Counterexamples.claims().contains(claim.id())) {
            record(claim.id(), "counterexample", () -> new Drafting.Drafted(Counterexamples.of(claim.id())));
        }
        List<InstanceReport> instances = found.getOrDefault(claim.id(), List.of());
        if (instances.isEmpty()) {
            Optional<Verdict> derived = Proving.withoutSolvers(claim);
            String how = derived.map(Verification::how).orElse(claim.check());
            return new ClaimReport(claim, how, derived, List.of(), since(start));
        }
        Verdict overall = overall(instances);
        Verdict verdict = overall instanceof Verdict.Certified
                ? Proving.withoutSolvers(claim).orElse(overall)
                : overall;
        return new ClaimReport(
                claim, how(instances, verdict), Optional.of(verdict), instances, seconds.get(claim.id()));
    }

    /** Refuted by any counterexample; inconclusive if any instance is; otherwise certified by the first certificate. */
    static Verdict overall(List<InstanceReport> instances) {
        return first(instances, Verdict.Refuted.class)
                .or(() -> first(instances, Verdict.Inconclusive.class))
                .or(() -> first(instances, Verdict.Certified.class))
                .orElseGet(() -> instances.get(0).verdict());
    }

    private static Optional<Verdict> first(List<InstanceReport> instances, Class<? extends Verdict> type) {
        return instances.stream()
                .map(InstanceReport::verdict)
                .filter(type::isInstance)
                .findFirst();
    }

    private static String how(Verdict verdict) {
        return verdict instanceof Verdict.Proved proved ? proved.proof().kind() : "counterexample";
    }

    private static String how(List<InstanceReport> instances, Verdict verdict) {
        if (verdict instanceof Verdict.Refuted) {
            return "counterexample";
        }
        List<InstanceReport> certified = instances.stream()
                .filter(i -> i.verdict() instanceof Verdict.Certified)
                .toList();
        long exact = certified.stream().filter(InstanceReport::exact).count();
        String counts = exact + " exact, " + (certified.size() - exact) + " bounded";
        return verdict instanceof Verdict.Proved proved ? proved.proof().kind() + ", " + counts : counts;
    }
}
