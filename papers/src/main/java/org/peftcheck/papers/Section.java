package org.peftcheck.papers;

/**
 * A section of a paper.
 *
 * @param number its number as printed, such as {@code 3.4} or {@code B.1}
 * @param title its title
 */
public record Section(String number, String title) {}
