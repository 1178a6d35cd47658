/**
 * Networks read as values in double precision, operation by operation as their definitions say. Slow; what the training engines are
 * measured against.
 */
package org.peftcheck.training.reference;
