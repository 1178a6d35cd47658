/** Derivations: chains of equalities and inequalities in which every step names what justifies it, and every step is checked. */
package org.peftcheck.theory.proof.derivation;
