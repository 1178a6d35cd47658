package org.peftcheck.numeric.density;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.checkpoint.WeightMatrix;
import org.peftcheck.numeric.verify.Progress;

/** Looks at the layers of a checkpoint, several at a time. */
public final class DensitySurvey {

    private DensitySurvey() {}

    /**
     * Looks at each layer in each format.
     *
     * @param request the layers and the formats
     * @param progress hears how far it has come, from one thread at a time
     * @return in the order of the layers and, for each, of the formats
     * @throws IllegalArgumentException before any long work, if the checkpoint cannot be read or has no such layer, or if a
     *     weight overflows in a format, in one line
     */
    public static List<LayerDensity> run(DensityRequest request, Progress progress) {
        try (Checkpoint checkpoint = Checkpoints.open(request.weights())) {
            List<String> names = checkpoint.layers(request.layers());
            for (String name : names) {
                WeightMatrix weight = checkpoint.layer(name);
                request.formats().forEach(format -> format.columns(weight));
            }
            AtomicInteger done = new AtomicInteger();
            int total = names.size() * request.formats().size();
            return names.parallelStream()
                    .flatMap(name -> request.formats().stream().map(format -> {
                        LayerDensity density = LayerDensity.of(checkpoint.layer(name), format);
                        synchronized (done) {
                            progress.at(done.incrementAndGet(), total, format.label() + " " + name);
                        }
                        return density;
                    }))
                    .toList();
        }
    }
}
