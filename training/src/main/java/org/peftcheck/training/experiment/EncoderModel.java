package org.peftcheck.training.experiment;

import java.util.Map;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.model.BadModelException;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.network.EncoderNetwork;

/**
 * An encoder of the BERT family.
 *
 * @param encoder the encoder
 */
public record EncoderModel(PretrainedEncoder encoder) implements PretrainedModel {

    @Override
    public String name() {
        return encoder.name();
    }

    @Override
    public Architecture architecture() {
        return EncoderNetwork.architecture(encoder.config());
    }

    @Override
    public Map<String, FloatTensor> weights() {
        return encoder.weights();
    }

    @Override
    public boolean takesHead() {
        return true;
    }

    @Override
    public EncoderNetwork formula(Experiment experiment, int outputs, boolean regression) {
        if (experiment.pooling() == Pooling.POOLER && !encoder.hasPooler()) {
            throw new BadModelException("model " + encoder.name(), "a pooler, for pooling by it", "none");
        }
        ClassifierHead head = new ClassifierHead(experiment.pooling(), experiment.denseHead(), outputs, regression);
        return new EncoderNetwork(encoder.config(), head);
    }
}
