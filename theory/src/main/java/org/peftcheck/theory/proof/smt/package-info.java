/**
 * Statements that two solvers decide independently: the obligations of the claims, their check, and their export as SMT-LIB 2.
 */
package org.peftcheck.theory.proof.smt;
