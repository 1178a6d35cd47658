package org.peftcheck.training.experiment;

import java.util.Map;
import java.util.Optional;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.run.BatchSource;
import org.peftcheck.training.run.Evaluation;

/** A pre-trained model and a task's data as it reads it: what runs with different methods and seeds have in common. */
public interface Material {

    /** The model. */
    PretrainedModel model();

    /** The name of the task. */
    String task();

    /** The outputs of a head for the task: classes, or 1 for a regression; 0 where the model takes no head. */
    int outputs();

    /** Whether the output is a number. */
    boolean regression();

    /** A digest of all examples in their order, in hexadecimal digits. */
    String dataDigest();

    /** The number of examples of {@code train}, {@code dev} and {@code test}. */
    Map<String, Integer> sizes();

    /**
     * The batches of a run.
     *
     * @param experiment the run
     * @return a batch for each step
     */
    BatchSource batches(Experiment experiment);

    /** The evaluation on dev, which decides which values are the best. */
    Evaluation onDev();

    /** The evaluation on test; empty where the task has no labelled test examples. */
    Optional<Evaluation> onTest();

    /**
     * The network of a run, with its initial values.
     *
     * @param experiment the run; its model and task are those of this material
     * @return the network
     * @throws IllegalArgumentException when method, targets or head do not fit the model
     */
    default FineTuning network(Experiment experiment) {
        return network(model(), experiment, outputs(), regression());
    }

    /**
     * The network of a run on a model, with its initial values.
     *
     * @param model the model
     * @param experiment the run
     * @param outputs outputs of the head
     * @param regression whether the output is a number
     * @return the network
     * @throws IllegalArgumentException when method, targets or head do not fit the model, or its weights cannot be held as the run says
     */
    static FineTuning network(PretrainedModel model, Experiment experiment, int outputs, boolean regression) {
        return FineTunings.of(
                model.formula(experiment, outputs, regression),
                experiment.storage().of(model.weights()),
                experiment.method(),
                experiment.form(),
                experiment.training().seed());
    }
}
