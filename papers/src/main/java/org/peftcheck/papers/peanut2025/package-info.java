/** The paper "PEANuT: Parameter-Efficient Adaptation with Weight-aware Neural Tweakers" of November 2025, as data. */
package org.peftcheck.papers.peanut2025;
