package org.peftcheck.broken.training;

import org.peftcheck.broken.cli.Main;

/** Sees the command line. */
public record Report(Main main) {}
