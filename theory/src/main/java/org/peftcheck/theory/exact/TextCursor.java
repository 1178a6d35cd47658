package org.peftcheck.theory.exact;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;

/** A place in the text of a number; every refusal names the number, what was expected there and what was found. */
final class TextCursor {

    private static final int SHOWN = 60;
    private static final int MOST_DIGITS = 20_000;

    private final String text;
    private int at;

    TextCursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean sees(String word) {
        return text.startsWith(word, at);
    }

    boolean take(char c) {
        boolean found = sees(c);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String word) {
        if (!sees(word)) {
            throw expected(word);
        }
        at += word.length();
    }

    int position() {
        return at;
    }

    String since(int start) {
        return text.substring(start, at);
    }

    /** Whether a minus stands here, which is passed over; a plus is passed over too, and must be there unless this is first. */
    boolean sign(boolean first) {
        if (take('-')) {
            return true;
        }
        if (!take('+') && !first) {
            throw expected("+ or -");
        }
        return false;
    }

    BigInteger digits(String what) {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (start == at) {
            throw expected(what);
        }
        if (at - start > MOST_DIGITS) {
            throw refused("at most " + MOST_DIGITS + " digits", at - start + " digits");
        }
        return new BigInteger(text.substring(start, at));
    }

    int integer(String what, int largest) {
        BigInteger value = digits(what);
        if (value.compareTo(BigInteger.valueOf(largest)) > 0) {
            throw refused(what + " of at most " + largest, value.toString());
        }
        return value.intValueExact();
    }

    /** An unsigned integer or fraction. */
    BigFraction fraction() {
        BigInteger numerator = digits("a number, sqrt(…) or root(…)");
        if (!take('/')) {
            return new BigFraction(numerator);
        }
        BigInteger denominator = digits("a denominator");
        if (denominator.signum() == 0) {
            throw refused("a denominator other than 0", "0");
        }
        return new BigFraction(numerator, denominator);
    }

    IllegalArgumentException expected(String what) {
        return refused(what + " at character " + (at + 1), atEnd() ? "the end" : "'" + text.charAt(at) + "'");
    }

    IllegalArgumentException refused(String expected, String got) {
        return new IllegalArgumentException(
                "real number " + shown(text) + ": expected " + expected + ", got " + shown(got));
    }

    private static String shown(String part) {
        return part.length() > SHOWN ? part.substring(0, SHOWN) + "…" : part;
    }
}
