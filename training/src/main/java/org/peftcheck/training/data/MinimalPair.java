package org.peftcheck.training.data;

/**
 * A faulty sentence and the same sentence corrected.
 *
 * @param rule the rule, or group of rules, that the pair illustrates
 * @param faulty the sentence as found
 * @param corrected the sentence with the correction in the place of the fault
 */
record MinimalPair(String rule, String faulty, String corrected) {}
