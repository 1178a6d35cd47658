package org.peftcheck.training.model;

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
}
