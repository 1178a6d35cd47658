/** Rationals, real numbers known exactly, and matrices of them: the arithmetic in which statements about instances are exact. */
package org.peftcheck.theory.exact;
