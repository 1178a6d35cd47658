package org.peftcheck.training.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.peftcheck.theory.adapter.PenalisedAdapter;
import org.peftcheck.training.model.FloatTensor;

/**
 * A network to be fine-tuned: the pre-trained weights, what is adapted or trained of them, and the head, which is always trained.
 *
 * @param formula its kind and sizes
 * @param weights the pre-trained tensors by the names of Hugging Face without the prefix of the model, such as
 *     {@code encoder.layer.0.attention.self.query.weight}
 * @param adapted the adapters, by the name of the weight that each rewrites
 * @param trainedWeights the names of the pre-trained tensors that are trained themselves
 * @param head the values of the head's slots, by name
 * @param form how an adapted layer is computed
 * @param states the adapters on hidden states, by their {@linkplain AdaptedStates#place places}
 * @param penalty the coefficient γ of the terms that the adapters add to the loss; 0 for none
 */
public record FineTuning(
        NetworkFormula formula,
        Map<String, FloatTensor> weights,
        Map<String, AdaptedWeight> adapted,
        Set<String> trainedWeights,
        Map<String, FloatTensor> head,
        UpdateForm form,
        Map<String, AdaptedStates> states,
        double penalty) {

    /** How an adapted layer is computed. */
    public enum UpdateForm {
        /** As an operator: the update is applied to the input and never formed, where the method allows it. */
        FACTORED,
        /** The adapted weight is formed and applied. */
        MATERIALISED
    }

    /** Copies the collections. */
    public FineTuning {
        weights = Map.copyOf(weights);
        adapted = Map.copyOf(adapted);
        trainedWeights = Set.copyOf(trainedWeights);
        head = Map.copyOf(head);
        states = Map.copyOf(states);
        if (penalty > 0 && !adapted.values().stream().allMatch(each -> each.adapter() instanceof PenalisedAdapter)) {
            throw new IllegalArgumentException(
                    "penalty: expected adapters with a term of their own in the loss, got others");
        }
    }

    /**
     * A network with adapters on weights alone, and nothing but the formula's own loss.
     *
     * @param formula its kind and sizes
     * @param weights the pre-trained tensors
     * @param adapted the adapters, by the name of the weight that each rewrites
     * @param trainedWeights the names of the pre-trained tensors that are trained themselves
     * @param head the values of the head's slots
     * @param form how an adapted layer is computed
     */
    public FineTuning(
            NetworkFormula formula,
            Map<String, FloatTensor> weights,
            Map<String, AdaptedWeight> adapted,
            Set<String> trainedWeights,
            Map<String, FloatTensor> head,
            UpdateForm form) {
        this(formula, weights, adapted, trainedWeights, head, form, Map.of(), 0);
    }

    /**
     * The same network with another formula, of the same tensors.
     *
     * @param other the formula
     * @return the network with that formula
     */
    public FineTuning with(NetworkFormula other) {
        return new FineTuning(other, weights, adapted, trainedWeights, head, form, states, penalty);
    }

    /**
     * The same network with some adapters in the place of its own.
     *
     * @param replaced adapters by the name of the weight
     * @return the network with these adapters, and its own on all other weights
     */
    public FineTuning withAdapters(Map<String, AdaptedWeight> replaced) {
        Map<String, AdaptedWeight> all = new LinkedHashMap<>(adapted);
        all.putAll(replaced);
        return new FineTuning(formula, weights, all, trainedWeights, head, form, states, penalty);
    }

    /**
     * The same network with other pre-trained tensors, of the same names and shapes.
     *
     * @param others the tensors
     * @return the network with these
     */
    public FineTuning withWeights(Map<String, FloatTensor> others) {
        return new FineTuning(formula, others, adapted, trainedWeights, head, form, states, penalty);
    }

    /**
     * The same network without its pre-trained tensors, for an engine that has made its own of them.
     *
     * @return the network with no weights
     */
    public FineTuning withoutWeights() {
        return withWeights(Map.of());
    }
}
