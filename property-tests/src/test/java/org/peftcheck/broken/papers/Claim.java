package org.peftcheck.broken.papers;

import org.peftcheck.broken.theory.Proof;

/** Sees a layer above it. */
public record Claim(Proof proof) {}
