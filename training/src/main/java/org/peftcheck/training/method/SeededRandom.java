package org.peftcheck.training.method;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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
        try {
            long start = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
            return RandomGeneratorFactory.of(ALGORITHM).create(start);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
