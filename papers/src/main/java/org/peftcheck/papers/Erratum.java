package org.peftcheck.papers;

/**
 * An error of the paper as printed, and its correction.
 *
 * @param id its name, unique in the paper
 * @param claim the id of the claim that it concerns
 * @param place where it is printed
 * @param printed what is printed, in our own words or TeX
 * @param corrected what it should say
 * @param counterexample why the printed form is wrong: the smallest instance or number that shows it
 */
public record Erratum(String id, String claim, String place, String printed, String corrected, String counterexample) {}
