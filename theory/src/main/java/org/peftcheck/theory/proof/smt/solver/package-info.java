/**
 * Two independent solvers and what they answer. Each is used in one class only, which is not loaded before a question is put.
 */
package org.peftcheck.theory.proof.smt.solver;
