/** Training runs: optimiser and schedule, the loop, checkpoints from which a run goes on bit for bit, and the folder of a run. */
package org.peftcheck.training.run;
