/** Runs the checks of all claims: proofs and counterexamples, small exact instances, and the layers of a checkpoint. */
package org.peftcheck.numeric.verify;
