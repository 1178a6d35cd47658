/**
 * What a check can say of a claim. Nothing here carries a tolerance, and no value can be made that its own numbers
 * contradict.
 */
package org.peftcheck.theory.verdict;
