/**
 * Methods that adapt a weight, each written once against the abstract matrix algebra.
 *
 * <p>A method is a {@link org.peftcheck.theory.adapter.WeightAdapter} in one file and one line in
 * {@link org.peftcheck.theory.adapter.AdapterRegistry}.
 */
package org.peftcheck.theory.adapter;
