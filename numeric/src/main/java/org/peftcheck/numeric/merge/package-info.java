/**
 * Merging an update into a weight that is stored in a narrow format: what rounding does to it, with proved bounds.
 *
 * <p>Every sum W0 + Δ is rounded once, correctly and to even; norms are outward-rounded enclosures. Nothing here is approximate.
 */
package org.peftcheck.numeric.merge;
