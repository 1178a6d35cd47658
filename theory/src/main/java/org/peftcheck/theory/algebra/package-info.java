/** The abstract matrix algebra in which an update rule is written once, and its readings without numbers. */
package org.peftcheck.theory.algebra;
