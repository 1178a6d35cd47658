/** Pre-trained networks as formulas over a tensor algebra, and the reading of their weights from files. */
package org.peftcheck.training.model;
