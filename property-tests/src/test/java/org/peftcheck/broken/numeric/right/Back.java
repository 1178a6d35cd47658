package org.peftcheck.broken.numeric.right;

import org.peftcheck.broken.numeric.left.There;

/** The other half of a cycle. */
public record Back(There there) {}
