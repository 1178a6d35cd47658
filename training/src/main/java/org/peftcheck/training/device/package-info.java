/** What the training engine will compute on, decided before its native libraries are loaded. */
package org.peftcheck.training.device;
