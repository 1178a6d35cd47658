/** What a user chooses for a run, put together: model, task, method, head and settings become a network, its data and a training. */
package org.peftcheck.training.experiment;
