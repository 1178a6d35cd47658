package org.peftcheck.training.model;

/**
 * What a decoder reads of a batch of n sequences of T tokens, of heads of width w.
 *
 * @param ids token numbers, n·T
 * @param cosines T × 1 × w, of the angles of each position, the w/2 angles twice
 * @param sines T × 1 × w, likewise
 * @param turn w × w, which takes a head (a, b) of two halves to (−b, a)
 * @param causal T × T, added to attention scores: 0 up to the token itself, −10⁹ at later ones
 * @param <T> what a tensor is
 */
public record DecoderInputs<T>(T ids, T cosines, T sines, T turn, T causal) {}
