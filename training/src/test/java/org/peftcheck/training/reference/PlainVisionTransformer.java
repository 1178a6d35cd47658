package org.peftcheck.training.reference;

import java.util.Map;
import org.hipparchus.special.Erf;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.VisionConfig;

/**
 * A vision transformer in loops over one image, written from its description and apart from the formula, with mistakes that can be
 * planted.
 */
final class PlainVisionTransformer {

    /** What can be wrong. */
    enum Mistake {
        NONE,
        POSITIONS_SHIFTED,
        NORM_AFTER_THE_SUM,
        CLASS_TOKEN_LAST,
        NO_LAST_NORM,
        PATCHES_BY_COLUMN
    }

    private final VisionConfig config;
    private final Map<String, FloatTensor> weights;
    private final Mistake mistake;

    PlainVisionTransformer(VisionConfig config, Map<String, FloatTensor> weights, Mistake mistake) {
        this.config = config;
        this.weights = weights;
        this.mistake = mistake;
    }

    /** The logits of an image of a batch. */
    double[] logits(ImageBatch batch, int image) {
        double[][] states = embeddings(batch, image);
        for (int layer = 0; layer < config.layers(); layer++) {
            states = block("encoder.layer." + layer + ".", states);
        }
        int place = mistake == Mistake.CLASS_TOKEN_LAST ? states.length - 1 : 0;
        double[] state = states[place];
        return linear("classifier", mistake == Mistake.NO_LAST_NORM ? state : norm("layernorm", state));
    }

    private double[][] embeddings(ImageBatch batch, int image) {
        int d = config.hidden();
        int side = config.imageSize() / config.patchSize();
        int tokens = side * side + 1;
        int place = mistake == Mistake.CLASS_TOKEN_LAST ? tokens - 1 : 0;
        double[][] states = new double[tokens][];
        int patch = 0;
        for (int token = 0; token < tokens; token++) {
            if (token == place) {
                states[token] = new double[d];
                for (int k = 0; k < d; k++) {
                    states[token][k] = value("embeddings.cls_token", k);
                }
            } else {
                boolean byColumn = mistake == Mistake.PATCHES_BY_COLUMN;
                int down = byColumn ? patch % side : patch / side;
                int across = byColumn ? patch / side : patch % side;
                states[token] = convolved(batch, image, down, across);
                patch++;
            }
            int position = mistake == Mistake.POSITIONS_SHIFTED ? (token + 1) % tokens : token;
            for (int k = 0; k < d; k++) {
                states[token][k] += value("embeddings.position_embeddings", position * d + k);
            }
        }
        return states;
    }

    private double[] convolved(ImageBatch batch, int image, int down, int across) {
        int p = config.patchSize();
        int s = config.imageSize();
        int c = config.channels();
        double[] result = new double[config.hidden()];
        for (int k = 0; k < result.length; k++) {
            result[k] = value("embeddings.patch_embeddings.projection.bias", k);
            for (int channel = 0; channel < c; channel++) {
                for (int y = 0; y < p; y++) {
                    for (int x = 0; x < p; x++) {
                        int pixel = ((image * c + channel) * s + down * p + y) * s + across * p + x;
                        int weight = ((k * c + channel) * p + y) * p + x;
                        result[k] +=
                                batch.pixels()[pixel] * value("embeddings.patch_embeddings.projection.weight", weight);
                    }
                }
            }
        }
        return result;
    }

    private double[][] block(String prefix, double[][] states) {
        boolean after = mistake == Mistake.NORM_AFTER_THE_SUM;
        int tokens = states.length;
        double[][] normed = new double[tokens][];
        for (int t = 0; t < tokens; t++) {
            normed[t] = after ? states[t] : norm(prefix + "layernorm_before", states[t]);
        }
        double[][] context = attention(prefix + "attention.attention.", normed);
        double[][] result = new double[tokens][];
        for (int t = 0; t < tokens; t++) {
            double[] middle = plus(linear(prefix + "attention.output.dense", context[t]), states[t]);
            middle = after ? norm(prefix + "layernorm_before", middle) : middle;
            double[] inner =
                    linear(prefix + "intermediate.dense", after ? middle : norm(prefix + "layernorm_after", middle));
            for (int k = 0; k < inner.length; k++) {
                inner[k] = inner[k] / 2 * (1 + Erf.erf(inner[k] / Math.sqrt(2)));
            }
            result[t] = plus(linear(prefix + "output.dense", inner), middle);
            result[t] = after ? norm(prefix + "layernorm_after", result[t]) : result[t];
        }
        return result;
    }

    private double[][] attention(String prefix, double[][] states) {
        int tokens = states.length;
        int width = config.hidden() / config.heads();
        double[][] context = new double[tokens][config.hidden()];
        for (int head = 0; head < config.heads(); head++) {
            for (int t = 0; t < tokens; t++) {
                double[] query = linear(prefix + "query", states[t]);
                double[] shares = new double[tokens];
                double sum = 0;
                for (int u = 0; u < tokens; u++) {
                    double[] key = linear(prefix + "key", states[u]);
                    double score = 0;
                    for (int k = head * width; k < (head + 1) * width; k++) {
                        score += query[k] * key[k];
                    }
                    shares[u] = Math.exp(score / Math.sqrt(width));
                    sum += shares[u];
                }
                for (int u = 0; u < tokens; u++) {
                    double[] value = linear(prefix + "value", states[u]);
                    for (int k = head * width; k < (head + 1) * width; k++) {
                        context[t][k] += shares[u] / sum * value[k];
                    }
                }
            }
        }
        return context;
    }

    private double[] linear(String layer, double[] input) {
        int rows = weights.get(layer + ".weight").shape()[0];
        double[] result = new double[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = weights.containsKey(layer + ".bias") ? value(layer + ".bias", i) : 0;
            for (int j = 0; j < input.length; j++) {
                result[i] += value(layer + ".weight", i * input.length + j) * input[j];
            }
        }
        return result;
    }

    private double[] norm(String layer, double[] input) {
        double mean = 0;
        double squares = 0;
        for (double x : input) {
            mean += x / input.length;
        }
        for (double x : input) {
            squares += (x - mean) * (x - mean) / input.length;
        }
        double[] result = new double[input.length];
        for (int k = 0; k < result.length; k++) {
            double unit = (input[k] - mean) / Math.sqrt(squares + config.layerNormEpsilon());
            result[k] = unit * value(layer + ".weight", k) + value(layer + ".bias", k);
        }
        return result;
    }

    private static double[] plus(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += right[k];
        }
        return sum;
    }

    private double value(String tensor, int k) {
        return weights.get(tensor).values()[k];
    }
}
