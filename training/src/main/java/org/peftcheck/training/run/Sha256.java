package org.peftcheck.training.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
public final class Sha256 {

    /** The bytes of a digest. */
    static final int LENGTH = 32;

    private static final int CHUNK = 1 << 16;

    private Sha256() {}

    /** A digest of nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of the first bytes of a stream: fewer where it is shorter. */
    static byte[] of(InputStream in, long length) throws IOException {
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK];
        long left = length;
        while (left > 0) {
            int read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (read < 0) {
                break;
            }
            digest.update(chunk, 0, read);
            left -= read;
        }
        return digest.digest();
    }

    /** The digest of a file in hexadecimal digits. */
    static String hex(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(of(in, Long.MAX_VALUE));
        }
    }
}
