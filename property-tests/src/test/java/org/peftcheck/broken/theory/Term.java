package org.peftcheck.broken.theory;

import org.peftcheck.broken.numeric.Reading;

/** Sees a layer above it. */
public record Term(Reading reading) {}
