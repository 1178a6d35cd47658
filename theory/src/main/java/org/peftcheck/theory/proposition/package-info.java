/** Propositions: what is concluded, under which decidable hypotheses, and in which form an instance of it is stated. */
package org.peftcheck.theory.proposition;
