package org.peftcheck.training.experiment;

import java.util.Map;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.model.BadModelException;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedVision;
import org.peftcheck.training.network.VisionNetwork;

/**
 * A vision transformer.
 *
 * @param vision the network
 */
public record VisionModel(PretrainedVision vision) implements PretrainedModel {

    @Override
    public String name() {
        return vision.name();
    }

    @Override
    public Architecture architecture() {
        return VisionNetwork.architecture(vision.config());
    }

    @Override
    public Map<String, FloatTensor> weights() {
        return vision.weights();
    }

    @Override
    public boolean takesHead() {
        return true;
    }

    @Override
    public VisionNetwork formula(Experiment experiment, int outputs, boolean regression) {
        if (experiment.pooling() == Pooling.POOLER) {
            throw new BadModelException("model " + vision.name(), "pooling first or mean", "pooler");
        }
        ClassifierHead head = new ClassifierHead(experiment.pooling(), experiment.denseHead(), outputs, regression);
        return new VisionNetwork(vision.config(), head);
    }
}
