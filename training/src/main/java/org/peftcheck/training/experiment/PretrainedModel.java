package org.peftcheck.training.experiment;

import java.util.Map;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.FloatTensor;

/** A pre-trained model of some kind, as runs take it. */
public interface PretrainedModel {

    /** Its name, or its folder's. */
    String name();

    /** Names and shapes of its linear layers, as the counts know it. */
    Architecture architecture();

    /** Its tensors by their names. */
    Map<String, FloatTensor> weights();

    /** Whether a task puts a head of its own on it, which is trained. */
    boolean takesHead();

    /**
     * The network that a run trains.
     *
     * @param experiment the run
     * @param outputs outputs of the task's head: classes, or 1 for a regression; 0 where the model takes no head
     * @param regression whether the output is a number
     * @return the network
     * @throws IllegalArgumentException when the run's choices do not fit the model
     */
    NetworkFormula formula(Experiment experiment, int outputs, boolean regression);
}
