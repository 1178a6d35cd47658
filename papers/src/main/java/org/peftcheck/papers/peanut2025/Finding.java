package org.peftcheck.papers.peanut2025;

/**
 * One comparison of something printed with what follows from a table.
 *
 * @param where the table, row and column, or the sentence
 * @param printed what is printed
 * @param found what the table gives, exactly or to two digits more than printed
 * @param agrees whether the printed one is the found one, rounded as printed
 */
public record Finding(String where, String printed, String found, boolean agrees) {}
