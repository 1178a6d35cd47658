/** Real roots of rational polynomials counted by Sturm's theorem, and what follows for Chebyshev polynomials and sines. */
package org.peftcheck.theory.proof.sturm;
