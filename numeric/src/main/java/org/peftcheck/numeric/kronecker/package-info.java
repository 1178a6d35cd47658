/**
 * Kronecker's theorem made constructive: parameters θ with Wθ near a target modulo 1, by lattice reduction in stages (PEANuT,
 * Appendix B.2). What is found here is approximate and has to be certified by a checker.
 */
package org.peftcheck.numeric.kronecker;
