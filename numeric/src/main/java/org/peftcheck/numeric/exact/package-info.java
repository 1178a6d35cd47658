/**
 * Exact linear algebra and linear complementarity over the rationals.
 *
 * <p>All of it works by fraction-free pivoting (Bareiss) on integers: the denominators of a row are cleared first, and
 * every later division is exact. Nothing here rounds.
 */
package org.peftcheck.numeric.exact;
