package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;

/** Reads numbers from their texts; a root that was read once is not proved again. */
final class ExactRealReader {

    private static final int LARGEST_DEGREE = 512;

    private final Map<String, AlgebraicNumber> roots = new HashMap<>();

    ExactReal read(String text) {
        TextCursor cursor = new TextCursor(text);
        ExactReal sum = ExactReal.ZERO;
        boolean first = true;
        while (first || !cursor.atEnd()) {
            boolean negative = cursor.sign(first);
            first = false;
            ExactReal term = term(cursor);
            sum = sum.plus(negative ? term.negate() : term);
        }
        return sum;
    }

    private ExactReal term(TextCursor cursor) {
        if (cursor.sees('s') || cursor.sees('r')) {
            return atom(cursor);
        }
        BigFraction factor = cursor.fraction();
        return cursor.take('*') ? atom(cursor).times(factor) : ExactReal.of(factor);
    }

    private ExactReal atom(TextCursor cursor) {
        if (cursor.sees("sqrt(")) {
            cursor.expect("sqrt(");
            BigInteger radicand = cursor.digits("a positive integer");
            cursor.expect(")");
            if (radicand.signum() == 0 || radicand.bitLength() > 63) {
                throw cursor.refused("sqrt of an integer between 1 and 2^50", radicand.toString());
            }
            return ExactReal.sqrt(radicand.longValueExact());
        }
        if (!cursor.sees("root(")) {
            throw cursor.expected("sqrt(…) or root(…)");
        }
        AlgebraicNumber number = root(cursor);
        int power = cursor.take('^') ? cursor.integer("a power", number.degree() - 1) : 1;
        return ExactReal.power(number, power);
    }

    private AlgebraicNumber root(TextCursor cursor) {
        int start = cursor.position();
        cursor.expect("root(");
        var polynomial = PolynomialText.read(cursor, LARGEST_DEGREE);
        cursor.expect(";");
        BigFraction lower = end(cursor);
        cursor.expect(";");
        BigFraction upper = end(cursor);
        cursor.expect(")");
        return roots.computeIfAbsent(cursor.since(start), name -> new AlgebraicNumber(polynomial, lower, upper));
    }

    private static BigFraction end(TextCursor cursor) {
        boolean negative = cursor.sign(true);
        BigFraction size = cursor.fraction();
        return negative ? size.negate() : size;
    }
}
