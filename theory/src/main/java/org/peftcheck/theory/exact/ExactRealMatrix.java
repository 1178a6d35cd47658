package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hipparchus.fraction.BigFraction;

/**
 * An immutable d×k matrix of real numbers known exactly, all over square roots or all over the powers of one algebraic number.
 *
 * <p>For n ∈ Q^d, nᵀW = 0 iff n annihilates the {@linkplain #coordinates() coordinates}, since the atoms are independent. So the
 * lattice Λ = {n ∈ Z^d : nᵀW = 0} of Kronecker's theorem (PEANuT, Appendix B.2) is the integer left kernel of a rational matrix.
 */
public final class ExactRealMatrix {

    private final int rows;
    private final int columns;
    private final ExactReal[] entries;
    private final Optional<AlgebraicNumber> generator;

    private ExactRealMatrix(int rows, int columns, ExactReal[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
        ExactReal witness = ExactReal.ZERO;
        for (ExactReal entry : entries) {
            witness.commonGenerator(entry);
            witness = witness.isRational() ? entry : witness;
        }
        this.generator = witness.generator();
    }

    /** The entry of a matrix as a function of its place. */
    @FunctionalInterface
    public interface Entry {
        /**
         * The entry in the given place.
         *
         * @param row the row, from 0
         * @param column the column, from 0
         * @return the entry
         */
        ExactReal at(int row, int column);
    }

    /**
     * The matrix with the given entries.
     *
     * @param rows the number of rows, at least 1
     * @param columns the number of columns, at least 1
     * @param entry the entries
     * @return the matrix
     * @throws IllegalArgumentException if square roots and roots of polynomials, or two such roots, are mixed
     */
    public static ExactRealMatrix of(int rows, int columns, Entry entry) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "matrix of real numbers: expected at least one row and column, got " + rows + "x" + columns);
        }
        ExactReal[] entries = new ExactReal[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = entry.at(i, j);
            }
        }
        return new ExactRealMatrix(rows, columns, entries);
    }

    /**
     * The matrix with a rational matrix's entries.
     *
     * @param matrix any matrix
     * @return the same matrix
     */
    public static ExactRealMatrix of(RationalMatrix matrix) {
        return of(matrix.rows(), matrix.columns(), (i, j) -> ExactReal.of(matrix.get(i, j)));
    }

    /**
     * Reads a matrix from the texts of its entries.
     *
     * @param texts rows of one length
     * @return the matrix
     * @throws IllegalArgumentException in one line, naming the place, if an entry is no number
     */
    public static ExactRealMatrix parse(String[][] texts) {
        ExactRealReader reader = new ExactRealReader();
        return of(texts.length, texts.length == 0 ? 0 : texts[0].length, (i, j) -> {
            try {
                return reader.read(texts[i][j]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + i + ", column " + j + ": " + e.getMessage(), e);
            }
        });
    }

    /**
     * The square roots of the first d·k primes, column by column: rows and columns are independent over the rationals.
     *
     * @param rows d
     * @param columns k
     * @return the matrix
     */
    public static ExactRealMatrix squareRootsOfPrimes(int rows, int columns) {
        ExactReal[] roots = new ExactReal[Math.max(0, Math.multiplyExact(rows, columns))];
        int found = 0;
        for (long n = 2; found < roots.length; n++) {
            long candidate = n;
            if (java.util.stream.LongStream.rangeClosed(2, (long) Math.sqrt(n)).allMatch(d -> candidate % d != 0)) {
                roots[found++] = ExactReal.sqrt(n);
            }
        }
        return of(rows, columns, (i, j) -> roots[j * rows + i]);
    }

    /**
     * The column of the powers 0, …, d − 1 of a number.
     *
     * @param number an algebraic number; for independent entries of degree at least d
     * @param rows d
     * @return the d×1 matrix
     */
    public static ExactRealMatrix powers(AlgebraicNumber number, int rows) {
        return of(rows, 1, (i, j) -> ExactReal.power(number, i));
    }

    /**
     * The column of the powers 0, …, d − 1 of the d-th root of 2, which are independent over the rationals.
     *
     * @param rows d, at least 2
     * @return the d×1 matrix
     */
    public static ExactRealMatrix powersOfRootOfTwo(int rows) {
        return powers(AlgebraicNumber.rootOf(2, rows), rows);
    }

    /**
     * The number of rows.
     *
     * @return d
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of columns.
     *
     * @return k
     */
    public int columns() {
        return columns;
    }

    /**
     * An entry.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the entry
     */
    public ExactReal get(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("matrix entry: expected a place inside " + rows + "x" + columns
                    + ", got (" + row + ", " + column + ")");
        }
        return entries[row * columns + column];
    }

    /**
     * Some of the rows, in the given order.
     *
     * @param chosen the rows, from 0
     * @return the matrix of those rows
     */
    public ExactRealMatrix selectRows(List<Integer> chosen) {
        return of(chosen.size(), columns, (i, j) -> get(chosen.get(i), j));
    }

    /**
     * Some of the columns, in the given order.
     *
     * @param chosen the columns, from 0
     * @return the matrix of those columns
     */
    public ExactRealMatrix selectColumns(List<Integer> chosen) {
        return of(rows, chosen.size(), (i, j) -> get(i, chosen.get(j)));
    }

    /**
     * The transposed matrix.
     *
     * @return k×d
     */
    public ExactRealMatrix transpose() {
        return of(columns, rows, (i, j) -> get(j, i));
    }

    /**
     * All entries below each other, row by row.
     *
     * @return d·k×1
     */
    public ExactRealMatrix stacked() {
        return of(rows * columns, 1, (i, j) -> entries[i]);
    }

    /**
     * The same matrix over the rationals, if it is one.
     *
     * @return the matrix, if every entry is rational
     */
    public Optional<RationalMatrix> rational() {
        return Arrays.stream(entries).allMatch(ExactReal::isRational)
                ? Optional.of(
                        RationalMatrix.of(rows, columns, (i, j) -> get(i, j).rationalPart()))
                : Optional.empty();
    }

    /**
     * The coordinates of the entries: a column for each column of this and each atom that occurs in it.
     *
     * @return d×m
     */
    public RationalMatrix coordinates() {
        List<int[]> column = new ArrayList<>();
        List<Long> atom = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            TreeSet<Long> atoms = new TreeSet<>();
            for (int i = 0; i < rows; i++) {
                atoms.addAll(get(i, j).termsOver(generator).keySet());
            }
            for (long a : atoms) {
                column.add(new int[] {j});
                atom.add(a);
            }
        }
        return RationalMatrix.of(
                rows,
                atom.size(),
                (i, l) -> get(i, column.get(l)[0]).termsOver(generator).getOrDefault(atom.get(l), BigFraction.ZERO));
    }

    /**
     * Whether the rows are linearly independent over the rationals as vectors, Λ = 0.
     *
     * @return whether nᵀW = 0 for n = 0 only, among the rational n
     */
    public boolean hasIndependentRows() {
        return IntegerRelation.among(coordinates()).isEmpty();
    }

    /**
     * The first column with entries that are linearly independent over the rationals (PEANuT, Proposition B.1 as its proof uses it).
     *
     * @return the column, from 0, if there is one
     */
    public Optional<Integer> independentColumn() {
        for (int j = 0; j < columns; j++) {
            if (selectColumns(List.of(j)).hasIndependentRows()) {
                return Optional.of(j);
            }
        }
        return Optional.empty();
    }

    /**
     * A relation between the rows.
     *
     * @return a primitive integer vector n with nᵀW = 0, exactly; none if the rows are independent over the rationals
     */
    public Optional<List<BigInteger>> relation() {
        return IntegerRelation.among(coordinates());
    }

    /**
     * Encloses the entries.
     *
     * @param bits the number of bits after the point, not negative
     * @return row-major intervals of at most two units of 2^−bits
     */
    public DyadicInterval[][] enclosures(int bits) {
        AtomEnclosures atoms = new AtomEnclosures();
        DyadicInterval[][] enclosed = new DyadicInterval[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                enclosed[i][j] = atoms.of(get(i, j), bits);
            }
        }
        return enclosed;
    }

    /**
     * The entries in fixed point, for searches.
     *
     * @param bits the number of bits after the point, not negative
     * @return row-major integers m with {@code |entry − m·2^−bits| ≤ 2^(1−bits)}
     */
    public BigInteger[][] fixedPoint(int bits) {
        return Arrays.stream(enclosures(bits))
                .map(row -> Arrays.stream(row).map(DyadicInterval::lo).toArray(BigInteger[]::new))
                .toArray(BigInteger[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactRealMatrix m
                && rows == m.rows
                && columns == m.columns
                && Arrays.equals(entries, m.entries);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return rows + "x" + columns + " real numbers";
    }
}
