/** What a training engine is: it takes a network with adapters and gives losses, gradients and outputs for batches. */
package org.peftcheck.training.engine;
