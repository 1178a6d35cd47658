/** What an adapter costs: trainable parameters over the layers of a model, operations and bytes of a step. */
package org.peftcheck.theory.count;
