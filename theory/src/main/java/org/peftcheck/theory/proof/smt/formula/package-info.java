/**
 * Statements on real numbers and integers that a solver can decide: polynomials with ReLU, their comparison, and the exact
 * evaluation of both at a rational point. Nothing here knows a solver.
 */
package org.peftcheck.theory.proof.smt.formula;
