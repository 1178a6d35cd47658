package org.peftcheck.training.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.method.MethodNotes;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.run.AdamWSettings;
import org.peftcheck.training.run.RunConfiguration;
import org.peftcheck.training.run.TrainingSettings;

/**
 * All that decides what a run gives. Two runs of equal experiments on one machine give the same bits.
 *
 * @param model the pre-trained model, a name or a folder
 * @param task the task and where its data is
 * @param method the method and its settings
 * @param pooling how the hidden states of an input become one vector
 * @param denseHead whether the head has a layer with tanh before its last one
 * @param form how an adapted layer is computed
 * @param storage how the pre-trained tensors are held
 * @param maxLength the most tokens of an input
 * @param dropout the probability with which adapters lose a number that they read, in training
 * @param training steps, batches, rates and the seed
 */
public record Experiment(
        String model,
        TaskChoice task,
        MethodChoice method,
        Pooling pooling,
        boolean denseHead,
        UpdateForm form,
        WeightStorage storage,
        int maxLength,
        double dropout,
        TrainingSettings training) {

    private static final String DENSE_HEAD = "dense-head";
    private static final String REGRESSION = "regression";
    private static final String STORAGE = "storage";
    private static final String DROPOUT = "dropout";

    /** Checks that the method takes dropout, where there is any. */
    public Experiment {
        DroppedBatch.requireRate(dropout);
        if (dropout > 0 && !method.takesDropout()) {
            throw DroppedBatch.notFor(method.id());
        }
    }

    /**
     * All but the settings of training as names, which are those of the command's options, and texts.
     *
     * @return the choices of a run's configuration
     */
    public Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>(task.notes());
        notes.putAll(MethodNotes.of(method));
        notes.put("model", model);
        notes.put("pooling", pooling.name().toLowerCase(Locale.ROOT));
        if (denseHead) {
            notes.put(DENSE_HEAD, "true");
        }
        notes.put("form", form.name().toLowerCase(Locale.ROOT));
        if (storage != WeightStorage.AS_STORED) {
            notes.put(STORAGE, storage.id());
        }
        notes.put("max-length", "" + maxLength);
        if (dropout > 0) {
            notes.put(DROPOUT, "" + dropout);
        }
        return notes;
    }

    /**
     * The experiment of a run.
     *
     * @param configuration what its record says; choices that are not among {@link #notes} say nothing here
     * @return the experiment
     * @throws IllegalArgumentException when it names no method, setting, pooling, form or storage
     */
    public static Experiment of(RunConfiguration configuration) {
        Map<String, String> notes = configuration.choices();
        return new Experiment(
                notes.getOrDefault("model", ""),
                TaskChoice.parse(notes),
                MethodNotes.parse(notes),
                Pooling.valueOf(notes.getOrDefault("pooling", "").toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(notes.get(DENSE_HEAD)),
                UpdateForm.valueOf(notes.getOrDefault("form", "").toUpperCase(Locale.ROOT)),
                WeightStorage.parse(notes.getOrDefault(STORAGE, WeightStorage.AS_STORED.id())),
                Integer.parseInt(notes.getOrDefault("max-length", "")),
                Double.parseDouble(notes.getOrDefault(DROPOUT, "0")),
                configuration.settings());
    }

    /**
     * The options of the command that makes this run.
     *
     * @return the arguments, without the name of the command and the folder
     */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        notes().forEach((name, value) -> {
            boolean flag = name.equals(DENSE_HEAD) || name.equals(REGRESSION);
            arguments.add(flag ? "--" + name : "--" + name + "=" + value);
        });
        AdamWSettings adamW = training.adamW();
        int batch = training.batchSize();
        int micro = training.microBatchSize();
        arguments.addAll(List.of(
                "--steps=" + training.steps(),
                "--batch=" + batch,
                "--accumulate=" + (batch + micro - 1) / micro,
                "--lr=" + adamW.encoderRate(),
                "--head-lr=" + adamW.headRate(),
                "--weight-decay=" + adamW.weightDecay(),
                "--warmup=" + training.warmUp(),
                "--clip=" + adamW.clipNorm(),
                "--eval-every=" + training.evaluateEvery(),
                "--patience=" + training.patience(),
                "--checkpoint-every=" + training.checkpointEvery(),
                "--seed=" + training.seed()));
        return arguments;
    }
}
