package org.peftcheck.training.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.run.AdamW;
import org.peftcheck.training.run.AdamWSettings;
import org.peftcheck.training.run.GradientNorm;
import org.peftcheck.training.run.PeakMemory;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Measures training steps of one method at the shape of one model, and prints a line of JSON. */
public final class StepBenchmark {

    private static final Map<String, String> DEFAULTS = Map.of(
            "shape", "minilm", "method", "lora", "depth", "2", "rank", "16", "batch", "16", "length", "64", "steps",
            "20", "warmup", "5", "threads", "2", "storage", "fp32");

    private StepBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments {@code --shape minilm|bert-base --method full|lora|dora|peanut|peanut-materialised --depth 2 --rank 16 --batch
     *     16 --length 64 --steps 20 --warmup 5 --threads 2 --execution plan|graph --storage fp32|bf16}; the weights are random numbers
     *     of bf16, held as floats or as they are
     */
    public static void main(String... arguments) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int k = 0; k + 1 < arguments.length; k += 2) {
            options.put(arguments[k].substring(2), arguments[k + 1]);
        }
        int warmUp = number(options, "warmup");
        double[] times = new double[number(options, "steps")];
        long trained;
        try (Session session = session(options)) {
            EncodedBatch batch = batch(options);
            trained = session.trained().stream().mapToLong(TrainedTensor::count).sum();
            AdamWSettings settings = AdamWSettings.defaults();
            AdamW adamW = new AdamW(session.trained(), settings);
            for (int k = -warmUp; k < times.length; k++) {
                long start = System.nanoTime();
                session.step(batch);
                double norm = GradientNorm.of(session.trained());
                adamW.update(1, GradientNorm.clip(norm, settings.clipNorm()));
                if (k >= 0) {
                    times[k] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "{\"shape\": \"%s\", \"method\": \"%s\", \"depth\": %s, \"rank\": %s, \"batch\": %s, \"length\": %s, "
                        + "\"threads\": %s, \"trained\": %d, \"medianMs\": %.1f, \"minMs\": %.1f, \"peakMb\": %d}%n",
                options.get("shape"),
                options.get("method"),
                options.get("depth"),
                options.get("rank"),
                options.get("batch"),
                options.get("length"),
                options.get("threads"),
                trained,
                times[times.length / 2],
                times[0],
                PeakMemory.now().bytes() / 1_000_000);
    }

    private static EncoderConfig config(Map<String, String> options) {
        boolean base = options.get("shape").equals("bert-base");
        return new EncoderConfig(
                EncoderConfig.Family.BERT,
                base ? 12 : 6,
                base ? 768 : 384,
                12,
                base ? 3072 : 1536,
                30522,
                512,
                2,
                1e-12,
                new Activation.Gelu());
    }

    static Session session(Map<String, String> options) {
        SyntheticNetwork synthetic = new SyntheticNetwork(config(options), 1);
        boolean narrow = options.get("storage").equals("bf16");
        Map<String, FloatTensor> weights = synthetic.weights(tensor -> held(tensor, narrow));
        String method = options.get("method");
        boolean full = method.equals("full");
        String materialised = "-materialised";
        boolean formed = method.endsWith(materialised);
        String id = formed ? method.substring(0, method.length() - materialised.length()) : method;
        AdapterOptions settings = id.equals("peanut")
                ? AdapterOptions.DEFAULT.withDepth(number(options, "depth"))
                : AdapterOptions.DEFAULT;
        Map<String, AdaptedWeight> adapted = full
                ? Map.of()
                : synthetic.adapted(
                        AdapterRegistry.standard().method(id).configure(settings),
                        number(options, "rank"),
                        weights,
                        synthetic.queriesAndValues());
        ClassifierHead head = synthetic.head(ClassifierHead.Pooling.MEAN, 2, false);
        UpdateForm form = formed ? UpdateForm.MATERIALISED : UpdateForm.FACTORED;
        Execution execution =
                Execution.valueOf(options.getOrDefault("execution", "plan").toUpperCase(Locale.ROOT));
        return new SameDiffEngine(execution, number(options, "threads"))
                .open(synthetic.network(weights, adapted, full, head, form));
    }

    private static FloatTensor held(FloatTensor tensor, boolean narrow) {
        FloatTensor rounded = tensor.inBf16();
        return narrow ? rounded : new FloatTensor(tensor.shape(), rounded.values());
    }

    static EncodedBatch batch(Map<String, String> options) {
        SyntheticNetwork synthetic = new SyntheticNetwork(config(options), 2);
        ClassifierHead head = synthetic.head(ClassifierHead.Pooling.MEAN, 2, false);
        return synthetic.batch(head, number(options, "batch"), number(options, "length"));
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(options.get(name));
    }
}
