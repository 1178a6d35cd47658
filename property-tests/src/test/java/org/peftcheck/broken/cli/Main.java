package org.peftcheck.broken.cli;

/** Something that nothing may see. */
public record Main(String name) {}
