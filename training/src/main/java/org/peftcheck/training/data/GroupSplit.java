package org.peftcheck.training.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which split a group is in: a function of its name alone, 80 % train, 10 % dev and 10 % test. */
enum GroupSplit {
    TRAIN,
    DEV,
    TEST;

    private static final int TENTHS = 10;

    /**
     * The split of a group: the first eight bytes of the SHA-256 of its name as an unsigned number modulo 10; 8 is dev, 9 is test.
     *
     * @param group the name, such as a rule's
     * @return its split
     */
    static GroupSplit of(String group) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
            long tenth = Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), TENTHS);
            return tenth == 8 ? DEV : tenth == 9 ? TEST : TRAIN;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
