package org.peftcheck.broken.cli;

import org.peftcheck.broken.engine.Tensor;

/** Loads the training engine outside training. */
public record FastCommand(Tensor tensor) {}
