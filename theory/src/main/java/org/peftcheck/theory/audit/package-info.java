/** The audit of a paper's figures, with the counts that its formulas name taken from the methods and architectures. */
package org.peftcheck.theory.audit;
