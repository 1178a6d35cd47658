/**
 * Constructions of the witnesses that PEANuT's propositions promise, in exact arithmetic for small instances and in double
 * precision for real layers. A construction claims nothing: it drafts a certificate, and the checker decides.
 */
package org.peftcheck.numeric.peanut2025;
