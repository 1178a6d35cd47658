package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;

/**
 * A real number known exactly: a rational combination of atoms that are linearly independent over the rationals.
 *
 * <p>The atoms are either square roots of squarefree positive integers, √1 = 1 among them (independent by Besicovitch, On the linear
 * independence of fractional powers of integers, 1940), or the powers 0, …, n − 1 of one {@link AlgebraicNumber} of degree n. So a
 * number is zero only if all its coordinates are.
 *
 * <p>As text, without spaces: {@code 3/4}, {@code sqrt(2)}, {@code 1/2+3*sqrt(5)}, {@code root(x^3-2;1;2)^2}.
 */
public final class ExactReal {

    /** Zero. */
    public static final ExactReal ZERO = new ExactReal(Optional.empty(), new TreeMap<>());

    private final Optional<AlgebraicNumber> generator;
    private final SortedMap<Long, BigFraction> terms;

    private ExactReal(Optional<AlgebraicNumber> generator, SortedMap<Long, BigFraction> terms) {
        this.generator = generator;
        this.terms = Collections.unmodifiableSortedMap(terms);
    }

    /** Leaves out zeros; a number with coordinate 0 only is a rational, whatever the generator. */
    private static ExactReal of(Optional<AlgebraicNumber> generator, SortedMap<Long, BigFraction> terms) {
        terms.values().removeIf(q -> q.signum() == 0);
        boolean rational = generator.isPresent() && (terms.isEmpty() || terms.lastKey() == 0);
        if (!rational) {
            return new ExactReal(generator, terms);
        }
        return terms.isEmpty() ? ZERO : of(terms.get(0L));
    }

    /**
     * A rational.
     *
     * @param value the rational
     * @return the same number
     */
    public static ExactReal of(BigFraction value) {
        TreeMap<Long, BigFraction> terms = new TreeMap<>();
        terms.put(1L, Objects.requireNonNull(value, "value"));
        return of(Optional.empty(), terms);
    }

    /**
     * The square root of an integer; its square divisors are taken out, √8 = 2√2.
     *
     * @param n between 1 and 2^50
     * @return √n
     * @throws IllegalArgumentException if n is outside these bounds
     */
    public static ExactReal sqrt(long n) {
        SquareFreePart part = SquareFreePart.of(n);
        TreeMap<Long, BigFraction> terms = new TreeMap<>();
        terms.put(part.rest(), new BigFraction(part.root()));
        return of(Optional.empty(), terms);
    }

    /**
     * A power of an algebraic number, reduced by its polynomial to the powers below the degree.
     *
     * @param number the number θ
     * @param power not negative
     * @return θ^power
     */
    public static ExactReal power(AlgebraicNumber number, int power) {
        if (power < 0) {
            throw new IllegalArgumentException("power of a root: expected at least 0, got " + power);
        }
        int n = number.degree();
        BigFraction[] coordinates = new BigFraction[n];
        java.util.Arrays.fill(coordinates, BigFraction.ZERO);
        coordinates[Math.min(power, n - 1)] = BigFraction.ONE;
        BigFraction leading = new BigFraction(number.polynomial().get(n));
        for (int i = n; i <= power; i++) {
            BigFraction top = coordinates[n - 1].divide(leading);
            System.arraycopy(coordinates, 0, coordinates, 1, n - 1);
            coordinates[0] = BigFraction.ZERO;
            for (int j = 0; j < n && top.signum() != 0; j++) {
                coordinates[j] =
                        coordinates[j].subtract(top.multiply(number.polynomial().get(j)));
            }
        }
        TreeMap<Long, BigFraction> terms = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            terms.put((long) i, coordinates[i]);
        }
        return of(Optional.of(number), terms);
    }

    /**
     * Reads a number from its text.
     *
     * @param text a text as {@link #toString()} makes it
     * @return the number
     * @throws IllegalArgumentException in one line if it is no such text
     */
    public static ExactReal parse(String text) {
        return new ExactRealReader().read(text);
    }

    /**
     * The number of which powers occur.
     *
     * @return the generator, none for rationals and combinations of square roots
     */
    public Optional<AlgebraicNumber> generator() {
        return generator;
    }

    /**
     * The coordinates that are not zero, by atom.
     *
     * @return with a generator, coordinates by power (0 to n − 1); otherwise by squarefree radicand (1 for the rational part)
     */
    public SortedMap<Long, BigFraction> terms() {
        return terms;
    }

    /**
     * Whether this is a rational.
     *
     * @return whether it is
     */
    public boolean isRational() {
        return generator.isEmpty() && (terms.isEmpty() || terms.lastKey() == 1);
    }

    /**
     * The rational part: the coordinate of 1.
     *
     * @return the coordinate
     */
    public BigFraction rationalPart() {
        return terms.getOrDefault(generator.isPresent() ? 0L : 1L, BigFraction.ZERO);
    }

    /**
     * The sum.
     *
     * @param other a number over the same atoms
     * @return this + other
     * @throws IllegalArgumentException if one has square roots and the other powers of a root, or the roots differ
     */
    public ExactReal plus(ExactReal other) {
        Optional<AlgebraicNumber> common = commonGenerator(other);
        TreeMap<Long, BigFraction> sum = new TreeMap<>(termsOver(common));
        other.termsOver(common).forEach((atom, q) -> sum.merge(atom, q, BigFraction::add));
        return of(common, sum);
    }

    /** The generator that both can be written over. */
    Optional<AlgebraicNumber> commonGenerator(ExactReal other) {
        boolean fits = generator.equals(other.generator) || isRational() || other.isRational();
        if (!fits) {
            throw new IllegalArgumentException(
                    "real numbers: expected square roots or powers of one root throughout, got " + atoms() + " and "
                            + other.atoms());
        }
        return generator.isPresent() ? generator : other.generator;
    }

    private String atoms() {
        String text = generator.map(Object::toString).orElseGet(() -> "sqrt(" + terms.lastKey() + ")");
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** The coordinates where the number is seen as one over a generator, or over square roots. */
    SortedMap<Long, BigFraction> termsOver(Optional<AlgebraicNumber> wanted) {
        if (wanted.equals(generator) || terms.isEmpty()) {
            return terms;
        }
        TreeMap<Long, BigFraction> moved = new TreeMap<>();
        moved.put(0L, terms.get(1L));
        return moved;
    }

    /**
     * The multiple by a rational.
     *
     * @param factor any rational
     * @return factor · this
     */
    public ExactReal times(BigFraction factor) {
        TreeMap<Long, BigFraction> scaled = new TreeMap<>(terms);
        scaled.replaceAll((atom, q) -> q.multiply(factor));
        return of(generator, scaled);
    }

    /**
     * The negative.
     *
     * @return −this
     */
    public ExactReal negate() {
        return times(BigFraction.MINUS_ONE);
    }

    /**
     * Encloses this number. The square roots are whole-number square roots, the root of the polynomial is confirmed by its signs.
     *
     * @param bits the number of bits after the point, not negative
     * @return an interval of at most two units of 2^−bits
     */
    public DyadicInterval enclosure(int bits) {
        return new AtomEnclosures().of(this, bits);
    }

    static String text(BigFraction value) {
        BigInteger denominator = value.getDenominator();
        return value.getNumerator() + (denominator.equals(BigInteger.ONE) ? "" : "/" + denominator);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactReal x && generator.equals(x.generator) && terms.equals(x.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(generator, terms);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        terms.forEach((atom, q) -> {
            text.append(q.signum() < 0 ? "-" : text.length() > 0 ? "+" : "");
            text.append(term(q.abs(), atom));
        });
        return text.length() == 0 ? "0" : text.toString();
    }

    private String term(BigFraction size, long atom) {
        if (atom == (generator.isPresent() ? 0 : 1)) {
            return text(size);
        }
        String name = generator.isEmpty() ? "sqrt(" + atom + ")" : generator.get() + (atom == 1 ? "" : "^" + atom);
        return size.equals(BigFraction.ONE) ? name : text(size) + "*" + name;
    }
}
