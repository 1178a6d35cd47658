package org.peftcheck.training.model;

import org.peftcheck.theory.adapter.HiddenAdapter.Hook;

/**
 * Where a formula finds the weights of a network. A layer with an adapter computes its linear map in its own way, and the formula
 * does not see it.
 *
 * @param <T> what a tensor is
 */
public interface NetworkWeights<T> {

    /**
     * A tensor of the network.
     *
     * @param name its name
     * @return the tensor
     * @throws IllegalArgumentException when there is none of the name
     */
    T tensor(String name);

    /**
     * A linear map, adapted where the network says so, without its bias.
     *
     * @param weight the name of the weight, d_out × d_in
     * @param rows n × d_in
     * @return n × d_out
     */
    T linear(String weight, T rows);

    /**
     * Hidden states at a place where adapters of hidden states work, adapted where the network says so.
     *
     * @param hook the kind of place
     * @param block the block, from 0
     * @param states n × d
     * @return n × d
     */
    default T at(Hook hook, int block, T states) {
        return states;
    }
}
