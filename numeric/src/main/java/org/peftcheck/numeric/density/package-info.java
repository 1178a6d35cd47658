/**
 * What finite precision leaves of Proposition B.1 (PEANuT, Appendix B.2) on stored weights.
 *
 * <p>Stored numbers are dyadic rationals, so two of them are never independent over the rationals: the hypothesis fails on
 * every column of two rows or more, and an {@link org.peftcheck.numeric.density.IntegerRelation} shows it. What remains is
 * decided, not estimated: targets that no real c comes near to ({@link org.peftcheck.numeric.density.MissedTarget}), how many
 * targets any c or any parameters of finite precision can come near to ({@link org.peftcheck.numeric.density.ReachBound}), and
 * for all columns together the rank ({@link org.peftcheck.numeric.density.CertifiedRank}), on which it hangs whether real
 * parameters reach every update ({@link org.peftcheck.numeric.density.LayerVerdict}).
 */
package org.peftcheck.numeric.density;
