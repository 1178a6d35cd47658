package org.peftcheck.cli;

import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.TaskChoice;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.method.PruningSettings;
import org.peftcheck.training.method.StepRules;
import org.peftcheck.training.run.TrainingSettings;
import picocli.CommandLine.Mixin;

/** Everything of a run but its method, size and seed, as a user gives it. */
final class ExperimentOptions {

    /** The rank of a run that names none. */
    static final int USUAL_RANK = 16;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private MethodOptions settings;

    @Mixin
    private PruningOptions pruning;

    @Mixin
    private TaskOptions task;

    @Mixin
    private TrainingOptions training;

    /** The model's name or folder. */
    String model() {
        return network.model();
    }

    /**
     * A method of an id.
     *
     * @param id the id
     * @param rank the rank, or nothing for the usual one
     * @param alone whether it is the only method, which must heed all settings; otherwise it takes what is meant for it
     * @throws IllegalArgumentException when there is no such method, or it does not heed a setting
     */
    MethodChoice method(String id, OptionalInt rank, boolean alone) {
        MethodChoice plain = new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.empty(), List.of());
        AdapterOptions options = alone ? settings.all() : settings.among(plain.heeded());
        List<String> targets = alone || plain.rewritesWeights() ? network.targets() : List.of();
        MethodChoice method = new MethodChoice(id, options, OptionalInt.empty(), targets);
        PruningSettings given = pruning.settings();
        method = method.with(alone ? given : given.heededBy(method.id()));
        if (method.rewritesWeights()) {
            method.adapter();
        }
        boolean unsized = method.hasCoefficients() || !method.isSized();
        if (unsized) {
            return alone && rank.isPresent() ? method.withRank(rank.getAsInt()) : method;
        }
        return method.withRank(rank.orElse(USUAL_RANK));
    }

    /**
     * The experiment.
     *
     * @param method its method
     * @param seed its seed
     * @throws IllegalArgumentException when something that the user gave cannot be used
     */
    Experiment experiment(MethodChoice method, long seed) {
        TaskChoice chosen = task.choice();
        TrainingSettings settings = training.settings(method.usualRate(), seed);
        StepRules.check(method, settings.steps());
        return new Experiment(
                network.model(),
                chosen,
                method,
                network.pooling(chosen.id()),
                network.denseHead(),
                network.form(),
                network.storage(),
                network.maxLength(),
                training.dropout(),
                settings);
    }
}
