/**
 * Methods that adapt a model, each written once against the abstract matrix algebra.
 *
 * <p>A method that rewrites a weight is a {@link org.peftcheck.theory.adapter.WeightAdapter} in one file and one line in
 * {@link org.peftcheck.theory.adapter.AdapterRegistry}; one that works on hidden states is a
 * {@link org.peftcheck.theory.adapter.HiddenAdapter} and a line in {@link org.peftcheck.theory.adapter.HiddenRegistry}.
 */
package org.peftcheck.theory.adapter;
