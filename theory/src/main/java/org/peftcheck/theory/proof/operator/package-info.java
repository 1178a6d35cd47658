/**
 * Proofs of operator identities of any size, in the free *-algebra.
 *
 * <p>An identity says that a goal vanishes wherever some hypotheses vanish, for matrices of any sizes that fit; its evidence is a
 * list of cofactors with goal = Σ left · hypothesis · right, where a hypothesis may be transposed. {@link
 * org.peftcheck.theory.proof.operator.CofactorChecker} expands and compares. Everything else here prepares what it is given and
 * is not trusted.
 */
package org.peftcheck.theory.proof.operator;
