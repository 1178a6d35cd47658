package org.peftcheck.broken.numeric.left;

import org.peftcheck.broken.numeric.right.Back;

/** One half of a cycle. */
public record There(Back back) {}
