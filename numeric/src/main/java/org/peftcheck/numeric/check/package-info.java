/**
 * The checker of certificates. It trusts nothing that it reads, computes in exact rationals or with a-priori bounds on every
 * rounding error, and shares no code with the constructions that find witnesses.
 *
 * <p>The rounding bounds are the standard ones (Higham, Accuracy and Stability of Numerical Algorithms, chapters 3 and 10;
 * Ogita, Rump and Oishi, Accurate sum and dot product, 2005; Rump, Verification of positive definiteness, 2006): with
 * {@code u = 2^-53} and {@code gamma(n) = n u / (1 - n u)}.
 *
 * <p>Statements about activations of period 1 (PEANuT, Appendix B.2) are checked in spans of integers in units of 2^-192: phases are
 * reduced by whole turns exactly, and the sine has its own series here.
 */
package org.peftcheck.numeric.check;
