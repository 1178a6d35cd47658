package org.peftcheck.training.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.run.AdamWSettings;
import org.peftcheck.training.run.RunConfiguration;
import org.peftcheck.training.run.TrainingSettings;

/**
 * Settings of a row by the names of the options of {@code peanut train}, made into an experiment.
 *
 * @param byName the settings
 * @param size the examples of an epoch, for a number of epochs; 0 when it is not known
 */
record RecipeSettings(Map<String, String> byName, int size) {

    private static final String EPOCHS = "epochs";
    private static final String STEPS = "steps";
    private static final String BATCH = "batch";
    private static final String ACCUMULATE = "accumulate";

    private static final Set<String> OF_TRAINING = Set.of(
            STEPS,
            EPOCHS,
            BATCH,
            ACCUMULATE,
            "lr",
            "head-lr",
            "weight-decay",
            "warmup",
            "clip",
            "eval-every",
            "patience",
            "checkpoint-every");

    private static final Map<String, String> USUAL = Map.of("pooling", "mean", "form", "factored", "max-length", "128");

    /**
     * The experiment.
     *
     * @param seed its seed
     * @return the experiment
     * @throws IllegalArgumentException when a setting is not known or cannot be read, or there are epochs and no size
     */
    Experiment experiment(long seed) {
        Map<String, String> notes = new TreeMap<>(USUAL);
        byName.forEach((name, value) -> {
            if (!OF_TRAINING.contains(name)) {
                notes.put(name, value);
            }
        });
        TrainingSettings usual = TrainingSettings.defaults();
        Experiment bare = Experiment.of(new RunConfiguration(notes, usual));
        Set<String> unknown = new TreeSet<>(notes.keySet());
        unknown.removeAll(bare.notes().keySet());
        unknown.remove("dense-head");
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("recipe: expected settings of `peanut train`, got " + unknown);
        }
        return Experiment.of(new RunConfiguration(notes, training(bare.method().usualRate(), seed)));
    }

    private TrainingSettings training(double usualRate, long seed) {
        TrainingSettings usual = TrainingSettings.defaults();
        AdamWSettings adamW = usual.adamW();
        int batch = whole(BATCH, usual.batchSize());
        int parts = whole(ACCUMULATE, 1);
        if (parts < 1 || parts > batch) {
            throw new IllegalArgumentException(
                    "accumulate: expected a number from 1 to the batch size " + batch + ", got " + parts);
        }
        int steps = steps(usual.steps(), batch);
        double warmUp = real("warmup", usual.warmUp());
        return new TrainingSettings(
                steps,
                batch,
                (batch + parts - 1) / parts,
                warmUp >= 1 ? Math.min(warmUp, steps) : warmUp,
                new AdamWSettings(
                        real("lr", usualRate),
                        real("head-lr", adamW.headRate()),
                        adamW.beta1(),
                        adamW.beta2(),
                        adamW.epsilon(),
                        real("weight-decay", adamW.weightDecay()),
                        real("clip", adamW.clipNorm())),
                whole("eval-every", usual.evaluateEvery()),
                whole("patience", usual.patience()),
                whole("checkpoint-every", usual.checkpointEvery()),
                seed);
    }

    private int steps(int usual, int batch) {
        if (byName.containsKey(STEPS) || !byName.containsKey(EPOCHS)) {
            return whole(STEPS, usual);
        }
        if (size == 0) {
            throw new IllegalArgumentException("epochs: expected a data set of a size that is known, or --steps");
        }
        return Math.toIntExact((long) Math.ceil((double) size * whole(EPOCHS, 1) / batch));
    }

    private int whole(String name, int usual) {
        String text = byName.get(name);
        try {
            return text == null ? usual : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected a whole number, got " + text, e);
        }
    }

    private double real(String name, double usual) {
        String text = byName.get(name);
        try {
            return text == null ? usual : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected a number, got " + text, e);
        }
    }

    /** These settings and others, which prevail; a number of steps takes the place of one of epochs. */
    RecipeSettings with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(byName);
        all.putAll(others);
        return new RecipeSettings(all, size);
    }
}
