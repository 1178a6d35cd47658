/**
 * Rational matrix identities at given sizes, tested at random points over random prime fields (Schwartz and Zippel), with
 * an error bound that is derived from the expressions and not taken on trust.
 */
package org.peftcheck.theory.proof.identity;
