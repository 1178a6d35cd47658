/** Constructions in fast arithmetic, certificates in rigorous arithmetic, and checkpoints of pre-trained weights. */
package org.peftcheck.numeric;
