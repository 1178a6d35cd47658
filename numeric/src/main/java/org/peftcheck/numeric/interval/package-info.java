/**
 * Rigorous enclosures in double precision.
 *
 * <p>Every result contains the true value for all points of the operands; no elementary function of the Java platform
 * is trusted beyond the correctly rounded operations + − × ÷ √ fma. The activations are evaluated in integers, with the
 * remainder of every series bounded.
 */
package org.peftcheck.numeric.interval;
