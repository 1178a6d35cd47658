package org.peftcheck.theory.adapter;

/**
 * A method that adapts a model with few trainable parameters: it rewrites a weight, or it works on the hidden states. Only the
 * first can be merged into the model.
 */
public sealed interface Adapter permits WeightAdapter, HiddenAdapter {

    /** The name by which commands and data call the method: lower case, with hyphens. */
    String id();

    /** The name of the method in reports and messages. */
    String title();

    /** Where the method is defined. */
    String source();
}
