package org.peftcheck.training.reference;

import java.util.Arrays;
import java.util.Map;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.EncoderInputs;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.network.BatchInputs;

/** Encoders and their inputs in the reading of {@link ReferenceAlgebra}. */
public final class ReferenceEncoder {

    private ReferenceEncoder() {}

    /**
     * A pre-trained encoder without adapters. Its weights become doubles whenever one is used, and are not kept as such.
     *
     * @param encoder the encoder
     * @return its formula in double precision
     */
    public static Encoder<ReferenceTensor> of(PretrainedEncoder encoder) {
        ReferenceAlgebra algebra = new ReferenceAlgebra();
        return new Encoder<>(encoder.config(), algebra, weights(algebra, encoder.weights()));
    }

    /**
     * The weights of a network without adapters.
     *
     * @param algebra the reading
     * @param weights tensors by name
     * @return the same, in double precision
     */
    public static NetworkWeights<ReferenceTensor> weights(ReferenceAlgebra algebra, Map<String, FloatTensor> weights) {
        return new NetworkWeights<>() {
            @Override
            public ReferenceTensor tensor(String name) {
                FloatTensor found = weights.get(name);
                if (found == null) {
                    throw new IllegalArgumentException(
                            "weights: expected the name of one of " + weights.size() + " tensors, got " + name);
                }
                return ReferenceTensor.of(found);
            }

            @Override
            public ReferenceTensor linear(String weight, ReferenceTensor rows) {
                return algebra.linear(rows, tensor(weight));
            }
        };
    }

    /**
     * What the encoder reads of a batch.
     *
     * @param batch the batch
     * @param pooling how hidden states become one vector
     * @return the inputs
     */
    public static EncoderInputs<ReferenceTensor> inputs(EncodedBatch batch, ClassifierHead.Pooling pooling) {
        int n = batch.rows();
        int length = batch.length();
        FloatTensor bias = new FloatTensor(new int[] {n, 1, 1, length}, BatchInputs.attentionBias(batch));
        FloatTensor shares = new FloatTensor(new int[] {n, 1, length}, BatchInputs.pooling(pooling, batch));
        return new EncoderInputs<>(
                numbers(batch.ids()),
                numbers(batch.tokenTypes()),
                numbers(batch.positions()),
                ReferenceTensor.of(bias),
                ReferenceTensor.of(shares));
    }

    private static ReferenceTensor numbers(int... values) {
        return ReferenceTensor.owning(
                new int[] {values.length},
                Arrays.stream(values).asDoubleStream().toArray());
    }
}
