package org.peftcheck.theory.proof.identity;

/**
 * How large a matrix of rational functions can be: all its entries are quotients N/D of integer polynomials with one
 * common D. Bits bound log2 of the sum of the absolute values of the coefficients.
 *
 * <p>The domain is the product of the numerators of all determinants that are inverted on the way: where it does not
 * vanish, the expression can be evaluated.
 *
 * @param degree of the numerators
 * @param bits of the numerators
 * @param denominatorDegree of D
 * @param denominatorBits of D
 * @param domainDegree of the domain
 * @param domainBits of the domain
 */
public record SizeBound(
        long degree, long bits, long denominatorDegree, long denominatorBits, long domainDegree, long domainBits) {

    static final SizeBound CONSTANT = new SizeBound(0, 0, 0, 0, 0, 0);
    static final SizeBound VARIABLE = new SizeBound(1, 0, 0, 0, 0, 0);

    /** N1/D1 + N2/D2 = (N1 D2 + N2 D1)/(D1 D2). */
    SizeBound plus(SizeBound other) {
        return new SizeBound(
                Math.max(degree + other.denominatorDegree, other.degree + denominatorDegree),
                Math.max(bits + other.denominatorBits, other.bits + denominatorBits) + 1,
                denominatorDegree + other.denominatorDegree,
                denominatorBits + other.denominatorBits,
                domainDegree + other.domainDegree,
                domainBits + other.domainBits);
    }

    /** A product of matrices with that many summands in an entry. */
    SizeBound times(SizeBound other, int inner) {
        return new SizeBound(
                degree + other.degree,
                bits + other.bits + log2(inner),
                denominatorDegree + other.denominatorDegree,
                denominatorBits + other.denominatorBits,
                domainDegree + other.domainDegree,
                domainBits + other.domainBits);
    }

    /** An integer multiple. */
    SizeBound multiple(int factor) {
        return new SizeBound(
                degree,
                bits + log2(Math.max(1, Math.abs((long) factor))),
                denominatorDegree,
                denominatorBits,
                domainDegree,
                domainBits);
    }

    /** (N/D)⁻¹ = D adj(N)/det(N), where a minor of side s has s! ≤ nˢ terms. */
    SizeBound inverse(int size) {
        long determinantDegree = Math.multiplyExact(size, degree);
        long determinantBits = Math.multiplyExact(size, bits + log2(size));
        return new SizeBound(
                Math.addExact(denominatorDegree, determinantDegree - degree),
                Math.addExact(denominatorBits, determinantBits - bits),
                determinantDegree,
                determinantBits,
                Math.addExact(domainDegree, determinantDegree),
                Math.addExact(domainBits, determinantBits));
    }

    /** The sum of the squares of that many entries. */
    SizeBound squaredNorm(int entries) {
        return new SizeBound(
                2 * degree,
                2 * bits + log2(entries),
                2 * denominatorDegree,
                2 * denominatorBits,
                domainDegree,
                domainBits);
    }

    /** log2, rounded up. */
    private static long log2(long value) {
        return 64 - Long.numberOfLeadingZeros(value - 1);
    }
}
