package org.peftcheck.training.samediff;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A node of a SameDiff graph with its shape, which the graph itself does not know before it runs.
 *
 * @param node the node
 * @param shape its dimensions
 */
record GraphTensor(SDVariable node, int[] shape) {}
