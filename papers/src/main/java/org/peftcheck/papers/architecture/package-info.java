/**
 * Architectures of pre-trained models, read from a Hugging Face {@code config.json}: their linear layers with names and
 * shapes, and their parameter counts. Nothing of a model is loaded.
 */
package org.peftcheck.papers.architecture;
