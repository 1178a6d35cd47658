package org.peftcheck.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.count.SizedMethod.Kind;
import org.peftcheck.theory.count.StepSetting;
import org.peftcheck.training.benchmark.MeasuredStep;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.network.EncoderNetwork;

/** Runs training steps of a counted method on random weights of a model's sizes: what they take does not depend on the numbers. */
final class CostMeasurement {

    private static final int STEPS = 3;
    private static final double EPSILON = 1e-12;

    private final MethodChoice choice;
    private final EncoderNetwork network;
    private final StepSetting setting;

    /**
     * @param counted the method on a model
     * @param size its size
     * @param options its settings
     * @param setting batch and length
     * @throws IllegalArgumentException when steps of such a model or method cannot be run here
     */
    CostMeasurement(CountedMethod counted, int size, AdapterOptions options, StepSetting setting) {
        this.setting = setting;
        this.network = network(counted.model());
        this.choice = choice(counted, size, options);
        int most = network.config().positions() - (network.config().family() == Family.ROBERTA ? 2 : 0);
        if (setting.length() > most) {
            throw new IllegalArgumentException("--measure: expected a length of at most " + most + ", the positions of "
                    + counted.model().architecture().name() + ", got " + setting.length());
        }
    }

    private static EncoderNetwork network(CountedMethod.Target model) {
        Architecture architecture = model.architecture();
        if (!(architecture instanceof BertArchitecture bert)) {
            throw new IllegalArgumentException("--measure: expected an encoder in the manner of BERT, got "
                    + architecture.name() + " of model_type " + architecture.modelType());
        }
        EncoderConfig config = new EncoderConfig(
                bert.modelType().equals("bert") ? Family.BERT : Family.ROBERTA,
                bert.blocks(),
                bert.hiddenSize(),
                bert.heads(),
                bert.intermediateSize(),
                bert.vocabularySize(),
                bert.positions(),
                bert.tokenTypes(),
                EPSILON,
                Activation.GELU);
        return new EncoderNetwork(
                config, new ClassifierHead(Pooling.MEAN, false, model.head().classes(), false));
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
        step(
                engine,
                small(),
                new MethodChoice("lora", AdapterOptions.DEFAULT, OptionalInt.of(1), List.of()),
                1,
                1,
                form);
        return step(engine, network, choice, setting.batch(), setting.length(), form);
    }

    private static MeasuredStep step(
            Engine engine, EncoderNetwork network, MethodChoice choice, int rows, int length, String form) {
        SyntheticNetwork synthetic = new SyntheticNetwork(network.config(), 1);
        Map<String, FloatTensor> weights = new HashMap<>(synthetic.weights());
        UpdateForm update = form.equals("materialised") ? UpdateForm.MATERIALISED : UpdateForm.FACTORED;
        FineTuning tuning = FineTunings.of(network, weights, choice, update, 1);
        return MeasuredStep.of(engine, tuning, synthetic.batch(network.head(), rows, length), STEPS);
    }

    private EncoderNetwork small() {
        EncoderConfig config = new EncoderConfig(Family.BERT, 1, 4, 1, 4, 5, 4, 2, EPSILON, Activation.GELU);
        return new EncoderNetwork(config, network.head());
    }
}
