/**
 * The theory of weight-space adapters, free of numerics.
 *
 * <p>Notation, the same everywhere in the project ({@code y = W x}):
 *
 * <table>
 * <caption>Notation</caption>
 * <tr><th>symbol</th><th>meaning</th><th>shape</th></tr>
 * <tr><td>{@code d1}, {@code d_out}</td><td>rows of a weight, output features</td><td></td></tr>
 * <tr><td>{@code d2}, {@code d_in}</td><td>columns of a weight, input features</td><td></td></tr>
 * <tr><td>{@code r}</td><td>rank, or hidden width of a tweaker</td><td></td></tr>
 * <tr><td>{@code W0}</td><td>pre-trained weight</td><td>{@code d1 x d2}</td></tr>
 * <tr><td>{@code A, B}</td><td>LoRA factors, update {@code A B}</td><td>{@code d1 x r, r x d2}</td></tr>
 * <tr><td>{@code Theta1, Theta2}</td><td>PEANuT factors, update {@code sigma(W0 Theta1) Theta2}</td>
 * <td>{@code d2 x h, h x d2}</td></tr>
 * <tr><td>{@code V}, {@code k}</td><td>column space of {@code W0} and its dimension</td><td></td></tr>
 * <tr><td>{@code P = W0 W0^+}</td><td>orthogonal projector onto {@code V}</td><td>{@code d1 x d1}</td></tr>
 * <tr><td>{@code K}</td><td>the cone {@code V} intersected with the non-negative orthant</td><td></td></tr>
 * </table>
 */
package org.peftcheck.theory;
