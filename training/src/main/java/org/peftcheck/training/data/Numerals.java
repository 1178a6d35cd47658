package org.peftcheck.training.data;

import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numerals such as {@code -1.5e3}; not NaN, Infinity, hexadecimal or {@code 1f}, which Java would read too. */
final class Numerals {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private Numerals() {}

    static Optional<Float> read(String text) {
        String numeral = text.strip();
        return DECIMAL.matcher(numeral).matches() ? Optional.of(Float.parseFloat(numeral)) : Optional.empty();
    }
}
