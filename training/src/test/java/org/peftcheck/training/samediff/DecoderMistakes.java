package org.peftcheck.training.samediff;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;

/** Decoders with a mistake each, which comparisons have to see. */
final class DecoderMistakes {

    private DecoderMistakes() {}

    /** Rotary positions of a base a hundredth larger. */
    static DecoderNetwork anotherBase(FineTuning network) {
        DecoderNetwork formula = (DecoderNetwork) network.formula();
        DecoderConfig c = formula.config();
        DecoderConfig other = RandomDecoder.like(c, 1.01 * c.ropeTheta(), c.tiedHead(), c.biases());
        return new DecoderNetwork(other, formula.prediction());
    }

    /** The two key heads of the first block in the other order. */
    static FineTuning keyHeadsExchanged(FineTuning network) {
        String name = "model.layers.0.self_attn.k_proj.weight";
        FloatTensor key = network.weights().get(name);
        int half = key.values().length / 2;
        float[] values = new float[2 * half];
        System.arraycopy(key.values(), 0, values, half, half);
        System.arraycopy(key.values(), half, values, 0, half);
        Map<String, FloatTensor> weights = new HashMap<>(network.weights());
        weights.put(name, new FloatTensor(key.shape(), values));
        return with(network, network.formula(), weights);
    }

    /** A mask that lets each token see the next one. */
    static FineTuning seeingTheNextToken(FineTuning network) {
        NetworkFormula formula = network.formula();
        NetworkFormula seeing = (NetworkFormula) Proxy.newProxyInstance(
                NetworkFormula.class.getClassLoader(),
                new Class<?>[] {NetworkFormula.class},
                (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(formula, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("numbers")) {
                        @SuppressWarnings("unchecked")
                        float[] causal = ((Map<String, float[]>) result).get(DecoderNetwork.CAUSAL);
                        int length = (int) Math.sqrt(causal.length);
                        for (int k = 0; k + 1 < length; k++) {
                            causal[k * length + k + 1] = 0;
                        }
                    }
                    return result;
                });
        return with(network, seeing, network.weights());
    }

    private static FineTuning with(FineTuning network, NetworkFormula formula, Map<String, FloatTensor> weights) {
        return new FineTuning(
                formula, weights, network.adapted(), network.trainedWeights(), network.head(), network.form());
    }
}
