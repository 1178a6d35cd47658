package org.peftcheck.training.tie;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.merge.NarrowFormat;
import org.peftcheck.numeric.peanut2025.FloatColumnSpace;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.numeric.verify.Progress;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.Material;
import org.peftcheck.training.method.Matrices;

/** Ties a trained network to the propositions: measures, bounds and certifies. */
public final class Tie {

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();

    private final FineTuning network;
    private final Material material;
    private final Engine engine;
    private final TieSettings settings;
    private final Progress progress;
    private final List<TrainedWeight> weights;
    private final List<Batch> dev = new ArrayList<>();
    private final int total;
    private int done;

    private Tie(FineTuning network, Material material, Engine engine, TieSettings settings, Progress progress) {
        this.network = network;
        this.material = material;
        this.engine = engine;
        this.settings = settings;
        this.progress = progress;
        this.weights = TrainedWeight.all(network);
        int kinds = TwinKind.values().length;
        this.total = isLora() ? 5 + 2 * weights.size() + kinds : 4 + weights.size();
    }

    /**
     * Ties a trained network to the propositions.
     *
     * @param network a network with LoRA or PEANuT adapters and its trained values
     * @param material the model and the data of its task
     * @param engine what measures in single precision
     * @param settings how much is looked at
     * @param progress hears how far it has come
     * @return the report
     * @throws IllegalArgumentException if the adapters are of another method, in one line
     */
    public static TieReport of(
            FineTuning network, Material material, Engine engine, TieSettings settings, Progress progress) {
        requireKnown(network);
        long start = System.nanoTime();
        Tie tie = new Tie(network, material, engine, settings, progress);
        TieReport report = tie.report();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new TieReport(
                report.method(),
                report.rank(),
                report.weights(),
                report.trained(),
                report.twins(),
                report.factors(),
                report.sample(),
                report.bounds(),
                report.invariance(),
                report.tweakers(),
                report.merges(),
                seconds);
    }

    private static void requireKnown(FineTuning network) {
        TreeSet<String> methods = network.adapted().values().stream()
                .map(adapted -> adapted.adapter().id())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean known = network.adapted().values().stream()
                .allMatch(adapted -> adapted.adapter() instanceof LoRa || adapted.adapter() instanceof Peanut);
        if (methods.size() != 1 || !known) {
            throw new IllegalArgumentException("tie: expected a network with adapters of lora or of peanut, found "
                    + (methods.isEmpty() ? "none" : String.join(", ", methods)));
        }
    }

    private boolean isLora() {
        return weights.get(0).adapted().adapter() instanceof LoRa;
    }

    private synchronized void step(String what) {
        progress.at(++done, total, what);
    }

    private TieReport report() {
        NetworkMeasure trained = NetworkMeasure.of(engine, network, material, settings.onTest(), dev);
        step("the trained network");
        List<Batch> sample = sample();
        Batch small = smallBatch();
        DoubleWeights doubles = new DoubleWeights(network, merged());
        double loss = doubles.loss(small);
        step("double reading");
        TieReport.Sample looked = new TieReport.Sample(
                small.rows(),
                small.length(),
                loss,
                sample.stream().mapToLong(Batch::rows).sum());
        try (MergedNetwork merged = new MergedNetwork(engine, network, weights)) {
            return isLora()
                    ? lora(trained, looked, sample, small, doubles, merged)
                    : peanut(trained, looked, sample, merged);
        }
    }

    private TieReport lora(
            NetworkMeasure trained,
            TieReport.Sample looked,
            List<Batch> sample,
            Batch small,
            DoubleWeights doubles,
            MergedNetwork merged) {
        Map<String, WeightRank> ranks = new LinkedHashMap<>();
        Map<TwinKind, Map<String, Twin.Attempt>> attempts = new LinkedHashMap<>();
        for (TrainedWeight weight : weights) {
            ranks.put(weight.name(), WeightRank.of(weight.w0()));
            attempts(weight)
                    .forEach((kind, attempt) -> attempts.computeIfAbsent(kind, any -> new LinkedHashMap<>())
                            .put(weight.name(), attempt));
            step("twins of " + weight.name());
        }
        List<LossBound> bounds = bounds(attempts.get(TwinKind.PSEUDO_INVERSE), ranks, small, merged);
        step("bounds of the loss");
        List<TwinReport> twins = new ArrayList<>();
        attempts.forEach((kind, some) -> twins.add(twins(kind, some)));
        TieReport.InvarianceReport invariance = invariance(ranks, sample, doubles, merged);
        return new TieReport(
                "lora",
                weights.get(0).adapted().rank(),
                weights.size(),
                trained,
                twins,
                Optional.empty(),
                looked,
                bounds,
                Optional.of(invariance),
                List.of(),
                merges(sample, merged),
                0);
    }

    private TieReport peanut(
            NetworkMeasure trained, TieReport.Sample looked, List<Batch> sample, MergedNetwork merged) {
        List<TweakerFacts> facts = weights.parallelStream().map(this::tweaker).toList();
        Map<String, AdaptedWeight> factors = new LinkedHashMap<>();
        weights.forEach(weight -> factors.put(weight.name(), loraOf(weight)));
        NetworkMeasure measured = NetworkMeasure.of(
                engine, network.withAdapters(factors), material, settings.onTest(), new ArrayList<>());
        step("explicit LoRA factors");
        return new TieReport(
                "peanut",
                weights.get(0).adapted().rank(),
                weights.size(),
                trained,
                List.of(),
                Optional.of(measured),
                looked,
                List.of(),
                Optional.empty(),
                facts,
                merges(sample, merged),
                0);
    }

    private TweakerFacts tweaker(TrainedWeight weight) {
        TweakerFacts facts = TweakerFacts.of(weight);
        step("update of " + weight.name());
        return facts;
    }

    private static AdaptedWeight loraOf(TrainedWeight weight) {
        LowRankFactors factors = TweakerFacts.factors(weight);
        return new AdaptedWeight(
                new LoRa(Scaling.ONE),
                factors.rank(),
                Map.of("A", Matrices.rounded(factors.a()), "B", Matrices.rounded(factors.b())));
    }

    private Map<String, DenseMatrix> merged() {
        Map<String, DenseMatrix> merged = new LinkedHashMap<>();
        weights.forEach(weight -> merged.put(weight.name(), weight.merged()));
        return merged;
    }

    /** Some batches, spread over all lengths. */
    private List<Batch> sample() {
        int count = Math.min(settings.sampleBatches(), dev.size());
        List<Batch> sample = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sample.add(dev.get((2 * i + 1) * dev.size() / (2 * count)));
        }
        return sample;
    }

    /** A few inputs, rather short ones. */
    private Batch smallBatch() {
        Batch batch = dev.get(dev.size() / 8);
        return batch.part(0, Math.min(settings.doubleRows(), batch.rows()));
    }

    static Map<TwinKind, Twin.Attempt> attempts(TrainedWeight weight) {
        LowRankFactors factors = weight.loraFactors();
        FloatMatrix w0 = FloatMatrix.of(weight.w0().toDoubles());
        FloatInstance instance = new FloatInstance(
                new WeightSource.Inline(new MatrixData.Floats(w0)),
                FloatColumnSpace.of(w0),
                FloatMatrix.of(factors.a().toDoubles()),
                FloatMatrix.of(factors.b().toDoubles()));
        Map<TwinKind, Twin.Attempt> attempts = new LinkedHashMap<>();
        for (TwinKind kind : TwinKind.values()) {
            attempts.put(kind, Twin.of(kind, instance));
        }
        return attempts;
    }

    private List<LossBound> bounds(
            Map<String, Twin.Attempt> attempts, Map<String, WeightRank> ranks, Batch small, MergedNetwork merged) {
        Map<String, Twin> twins = new LinkedHashMap<>();
        Map<String, Twin> singles = new LinkedHashMap<>();
        attempts.forEach((name, attempt) -> attempt.twin().ifPresent(twin -> {
            twins.put(name, twin);
            twin.inSinglePrecision().twin().ifPresent(single -> singles.put(name, single));
        }));
        if (twins.isEmpty()) {
            return List.of();
        }
        LossBound.Base base = LossBound.Base.of(network, weights, twins, ranks, small, merged);
        LossBound inDoubles = LossBound.of(TwinKind.PSEUDO_INVERSE, false, twins, base);
        return singles.size() < twins.size()
                ? List.of(inDoubles)
                : List.of(inDoubles, LossBound.of(TwinKind.PSEUDO_INVERSE, true, singles, base));
    }

    private TwinReport twins(TwinKind kind, Map<String, Twin.Attempt> attempts) {
        List<TwinReport.Layer> layers = new ArrayList<>();
        Map<String, AdaptedWeight> adapters = new LinkedHashMap<>();
        for (TrainedWeight weight : weights) {
            Twin.Attempt attempt = attempts.get(weight.name());
            layers.add(TwinReport.Layer.of(weight, attempt));
            attempt.twin().ifPresent(twin -> adapters.put(weight.name(), twin.adapter()));
        }
        Optional<NetworkMeasure> measured = adapters.isEmpty()
                ? Optional.empty()
                : Optional.of(NetworkMeasure.of(
                        engine, network.withAdapters(adapters), material, settings.onTest(), new ArrayList<>()));
        step("the network with twins " + kind.id());
        return new TwinReport(kind, layers, measured);
    }

    private TieReport.InvarianceReport invariance(
            Map<String, WeightRank> ranks, List<Batch> sample, DoubleWeights doubles, MergedNetwork merged) {
        double unmerged;
        try (MeasuringSession session = new MeasuringSession(engine.open(network), network.formula())) {
            sample.forEach(session::outputs);
            unmerged = session.meanLoss();
        }
        Invariance measure = new Invariance(merged, sample, unmerged);
        step("merged network");
        List<Invariance.Layer> layers = new ArrayList<>();
        Map<String, DenseMatrix> left = new LinkedHashMap<>();
        Map<String, DenseMatrix> right = new LinkedHashMap<>();
        for (TrainedWeight weight : weights) {
            WeightRank rank = ranks.get(weight.name());
            layers.add(measure.layer(weight, rank, doubles.read().get(weight.name())));
            if (!rank.isFullRow()) {
                left.put(weight.name(), ALGEBRA.minus(weight.merged(), Invariance.outsideLeft(weight, rank)));
            }
            if (!rank.isFullColumn()) {
                DenseMatrix outside = Invariance.outsideRight(weight, rank, weight.update());
                right.put(weight.name(), ALGEBRA.minus(weight.merged(), outside));
            }
            step("invariance at " + weight.name());
        }
        return new TieReport.InvarianceReport(
                measure.loss(),
                measure.noise(),
                left.isEmpty() ? 0 : measure.together(left, weights),
                right.isEmpty() ? 0 : measure.together(right, weights),
                layers);
    }

    private List<MergeFacts> merges(List<Batch> sample, MergedNetwork merged) {
        List<float[]> outputs = new ArrayList<>();
        double loss;
        try (MeasuringSession session = new MeasuringSession(engine.open(network), network.formula())) {
            sample.forEach(batch -> outputs.add(session.outputs(batch)));
            loss = session.meanLoss();
        }
        List<MergeFacts> facts = new ArrayList<>();
        for (NarrowFormat format : List.of(NarrowFormat.F32, NarrowFormat.F16, NarrowFormat.BF16)) {
            facts.add(MergeFacts.of(format, weights, merged, sample, outputs, loss));
        }
        step("merges");
        return facts;
    }
}
