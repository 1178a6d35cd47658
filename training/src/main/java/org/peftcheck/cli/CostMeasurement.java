package org.peftcheck.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.SizedMethod.Kind;
import org.peftcheck.theory.count.StepSetting;
import org.peftcheck.training.benchmark.MeasuredStep;
import org.peftcheck.training.benchmark.SyntheticModel;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.experiment.WeightStorage;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.FloatTensor;

/** Runs training steps of a counted method on random weights of a model's sizes: what they take does not depend on the numbers. */
final class CostMeasurement {

    private static final int STEPS = 3;
    private static final int USUAL_CLASSES = 2;

    private final MethodChoice choice;
    private final SyntheticModel model;
    private final StepSetting setting;
    private final WeightStorage storage;

    /**
     * @param counted the method on a model
     * @param size its size
     * @param options its settings
     * @param setting batch and length
     * @param storage how weights are held
     * @throws IllegalArgumentException when steps of such a model or method cannot be run here
     */
    CostMeasurement(
            CountedMethod counted, int size, AdapterOptions options, StepSetting setting, WeightStorage storage) {
        this.setting = setting;
        this.storage = storage;
        Architecture architecture = counted.model().architecture();
        this.model = SyntheticModel.of(architecture, counted.model().head().classes());
        this.choice = choice(counted, size, options);
        if (setting.length() > model.longest()) {
            throw new IllegalArgumentException("--measure: expected a length of at most " + model.longest()
                    + ", the positions of " + architecture.name() + ", got " + setting.length());
        }
    }

    /**
     * The head of a measured step: that of a task, with two classes where none is given; a decoder has its own.
     *
     * @param given what the user gave
     * @param architecture the model
     * @throws IllegalArgumentException when one is given for a decoder
     */
    static HeadPolicy head(HeadPolicy given, Architecture architecture) {
        if (architecture instanceof LlamaArchitecture) {
            if (given.classes() > 0) {
                throw new IllegalArgumentException("--measure: expected no --head for " + architecture.name()
                        + ", a decoder with a head of its own, got " + given.classes());
            }
            return given;
        }
        return given.classes() > 0 ? given : new HeadPolicy(USUAL_CLASSES);
    }

    private static MethodChoice choice(CountedMethod counted, int size, AdapterOptions options) {
        if (counted.id().equals(MethodChoice.FULL) && !counted.model().everything()) {
            throw new IllegalArgumentException(
                    "--measure: expected --targets everything with full, which is how it is trained here, got layers");
        }
        boolean weights = counted.adapters().apply(size) instanceof WeightAdapter
                && !counted.model().everything();
        List<String> targets = weights
                ? counted.model().layers().stream()
                        .flatMap(layer -> layer.names().stream())
                        .toList()
                : List.of();
        Kind kind = counted.sized().kind();
        boolean ranked = kind != Kind.NONE && kind != Kind.COEFFICIENTS;
        OptionalInt rank = ranked ? OptionalInt.of(counted.rank().apply(size)) : OptionalInt.empty();
        AdapterOptions settings = kind == Kind.COEFFICIENTS ? options.withCoefficients(size) : options;
        return new MethodChoice(counted.id(), settings, rank, targets);
    }

    /**
     * Runs steps, in a second session: a small first one loads the engine, which is not what is to be measured.
     *
     * @param form the column of the report
     * @param threads how many threads compute
     * @return what they took
     */
    MeasuredStep of(String form, int threads) {
        Engine engine = Engines.open(threads);
        MethodChoice lora = new MethodChoice("lora", AdapterOptions.DEFAULT, OptionalInt.of(1), List.of());
        step(engine, small(), lora, 1, 1, form);
        return step(engine, model, choice, setting.batch(), setting.length(), form);
    }

    private MeasuredStep step(
            Engine engine, SyntheticModel some, MethodChoice method, int rows, int length, String form) {
        UpdateForm update = form.equals("materialised") ? UpdateForm.MATERIALISED : UpdateForm.FACTORED;
        Map<String, FloatTensor> weights = new HashMap<>(some.weights().get());
        FineTuning tuning = FineTunings.of(some.formula(), storage.of(weights), method, update, 1);
        return MeasuredStep.of(engine, tuning, some.batches().of(rows, length), STEPS);
    }

    private static SyntheticModel small() {
        return SyntheticModel.of(new BertArchitecture("small", "bert", 4, 1, 1, 4, 5, 4, 2), USUAL_CLASSES);
    }
}
