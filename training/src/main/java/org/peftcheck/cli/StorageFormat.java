package org.peftcheck.cli;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A number format in which parameters are kept. */
enum StorageFormat {
    FP32(4),
    BF16(2),
    FP16(2),
    FP64(8);

    private final int width;

    StorageFormat(int width) {
        this.width = width;
    }

    /** Bytes that a value takes. */
    int width() {
        return width;
    }

    /** The name that users type. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of so many values. */
    BigInteger bytes(BigInteger values) {
        return values.multiply(BigInteger.valueOf(width));
    }

    /**
     * The format of a name.
     *
     * @param option the option that names it, for messages
     * @throws IllegalArgumentException when there is none
     */
    static StorageFormat parse(String option, String name) {
        return Arrays.stream(values())
                .filter(format -> format.id().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + ": expected one of "
                        + Arrays.stream(values()).map(StorageFormat::id).collect(Collectors.joining(", ")) + ", got "
                        + name));
    }
}
