/**
 * Labelled data: tasks and their metrics, readers of files, tokenising, and batches whose order is a function of seed and epoch.
 */
package org.peftcheck.training.data;
