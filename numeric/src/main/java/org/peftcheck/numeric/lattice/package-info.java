/**
 * Lattice reduction in floating point with an exact transformation: what is reduced is found in doubles, what is kept is a
 * unimodular matrix of integers.
 */
package org.peftcheck.numeric.lattice;
