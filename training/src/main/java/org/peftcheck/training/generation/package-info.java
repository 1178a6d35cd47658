/** What is done with a decoder beside training: continuing a text, and measuring how likely texts are. */
package org.peftcheck.training.generation;
