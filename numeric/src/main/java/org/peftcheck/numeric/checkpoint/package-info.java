/**
 * Weights of pre-trained models, out of ONNX and safetensors files.
 *
 * <p>{@link org.peftcheck.numeric.checkpoint.Checkpoints#open(String)} opens a file, or the MiniLM-L6 model out of its
 * Maven artifact, and gives its linear layers by name. However a file stores a layer, its value here is always
 * W ∈ R^(d_out × d_in), y = W x. Every value that a supported file can hold is exactly a double, so nothing is rounded.
 *
 * <p>A file that breaks its format's rules is refused with a
 * {@link org.peftcheck.numeric.checkpoint.BadCheckpointException}, in one line.
 */
package org.peftcheck.numeric.checkpoint;
