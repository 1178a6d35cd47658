/**
 * The static plan of a training step: expressions with their shapes, grouped into products of matrices (OpenBLAS) and programs that
 * run over blocks of rows, with every buffer assigned beforehand.
 */
package org.peftcheck.training.plan;
