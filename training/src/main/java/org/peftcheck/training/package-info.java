/** Fine-tuning for real. The only place of the project that may load a training engine. */
package org.peftcheck.training;
