/** Matrices over the rationals, the arithmetic in which statements about instances are exact. */
package org.peftcheck.theory.exact;
