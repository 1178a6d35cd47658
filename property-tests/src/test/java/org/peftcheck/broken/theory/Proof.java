package org.peftcheck.broken.theory;

/** Something that papers must not see. */
public record Proof(String text) {}
