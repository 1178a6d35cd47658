/** Recipes as runs: which files they need, which experiments they are made of, and what differences over seeds say. */
package org.peftcheck.training.recipe;
