/** Labelled images: reading them, what a model's processing does to them, and their batches. */
package org.peftcheck.training.image;
