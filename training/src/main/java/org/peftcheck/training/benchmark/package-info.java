/** Measurements of training steps. */
package org.peftcheck.training.benchmark;
