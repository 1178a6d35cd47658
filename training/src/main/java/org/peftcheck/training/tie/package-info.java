/**
 * What the propositions say about a trained network: twins of its updates with certified errors, the gap that the hypothesis of
 * invariance leaves, bounds on what errors of weights do to the loss, and what merging does.
 *
 * <p>Everything is certified or measured, and says which; what is neither has {@code approx} in its name.
 */
package org.peftcheck.training.tie;
