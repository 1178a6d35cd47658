package org.peftcheck.training.method;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.peftcheck.training.run.Sha256;

/**
 * Sources of randomness by a seed and a purpose, such as the name of a layer: what is drawn for one purpose does not depend on what is
 * drawn for others, so that a further adapted layer leaves the initial values of the rest as they are.
 */
final class SeededRandom {

    private static final String ALGORITHM = "L64X128MixRandom";

    private SeededRandom() {}

    /** A generator that starts from the first eight bytes of the SHA-256 digest of the seed and the purpose. */
    static RandomGenerator of(long seed, String purpose) {
        byte[] text = (seed + ":" + purpose).getBytes(StandardCharsets.UTF_8);
        long start = ByteBuffer.wrap(Sha256.digest().digest(text)).getLong();
        return RandomGeneratorFactory.of(ALGORITHM).create(start);
    }
}
