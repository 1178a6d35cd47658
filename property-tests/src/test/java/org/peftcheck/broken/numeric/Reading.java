package org.peftcheck.broken.numeric;

import org.peftcheck.broken.training.Step;

/** Sees a layer above it. */
public record Reading(Step step) {}
