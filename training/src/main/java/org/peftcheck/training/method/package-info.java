/**
 * From a method and its settings to a network that can be trained, and from a trained network to merged weights and to files of other
 * toolkits.
 */
package org.peftcheck.training.method;
