package org.peftcheck.training.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.FloatTensor;

/**
 * A decoder in plain loops over arrays, one token at a time with the keys and values of earlier ones kept, in the way of llama2.c: the
 * features of a rotating pair lie side by side, query heads find their key head by division. It shares no code with what is tested.
 */
public final class PlainDecoder {

    private int dim;
    private int inner;
    private int layers;
    private int heads;
    private int keyHeads;
    private int width;
    private int vocabulary;
    private int longest;
    private double epsilon = 1e-5;
    private double theta = 10000;
    private float[] embedding;
    private float[][] attentionNorm;
    private float[][] wq;
    private float[][] wk;
    private float[][] wv;
    private float[][] wo;
    private float[][] feedNorm;
    private float[][] w1;
    private float[][] w2;
    private float[][] w3;
    private float[][] queryNorm;
    private float[][] keyNorm;
    private float[] finalNorm;
    private float[] head;
    private double[][][] keys;
    private double[][][] values;
    private int position;

    private PlainDecoder() {}

    /** Reads a checkpoint of llama2.c (the first version of the format). */
    public static PlainDecoder read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        PlainDecoder plain = new PlainDecoder();
        plain.dim = bytes.getInt();
        plain.inner = bytes.getInt();
        plain.layers = bytes.getInt();
        plain.heads = bytes.getInt();
        plain.keyHeads = bytes.getInt();
        int words = bytes.getInt();
        plain.vocabulary = Math.abs(words);
        plain.longest = bytes.getInt();
        plain.width = plain.dim / plain.heads;
        FloatBuffer floats = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int d = plain.dim;
        int shared = plain.keyHeads * plain.width;
        plain.embedding = take(floats, plain.vocabulary * d);
        plain.attentionNorm = take(floats, plain.layers, d);
        plain.wq = take(floats, plain.layers, d * d);
        plain.wk = take(floats, plain.layers, shared * d);
        plain.wv = take(floats, plain.layers, shared * d);
        plain.wo = take(floats, plain.layers, d * d);
        plain.feedNorm = take(floats, plain.layers, d);
        plain.w1 = take(floats, plain.layers, plain.inner * d);
        plain.w2 = take(floats, plain.layers, d * plain.inner);
        plain.w3 = take(floats, plain.layers, plain.inner * d);
        plain.finalNorm = take(floats, d);
        take(floats, plain.longest * plain.width);
        plain.head = words > 0 ? plain.embedding : take(floats, plain.vocabulary * d);
        plain.restart();
        return plain;
    }

    private static float[] take(FloatBuffer floats, int count) {
        float[] taken = new float[count];
        floats.get(taken);
        return taken;
    }

    private static float[][] take(FloatBuffer floats, int layers, int count) {
        float[][] taken = new float[layers][];
        for (int i = 0; i < layers; i++) {
            taken[i] = take(floats, count);
        }
        return taken;
    }

    /** A decoder whose tensors have the names and the order of rows of Hugging Face. */
    public static PlainDecoder of(DecoderConfig config, Map<String, FloatTensor> weights) {
        PlainDecoder plain = new PlainDecoder();
        plain.dim = config.hidden();
        plain.inner = config.intermediate();
        plain.layers = config.layers();
        plain.heads = config.heads();
        plain.keyHeads = config.keyValueHeads();
        plain.width = config.headWidth();
        plain.vocabulary = config.vocabulary();
        plain.longest = config.longestInput();
        plain.epsilon = config.rmsNormEpsilon();
        plain.theta = config.ropeTheta();
        plain.embedding = weights.get("model.embed_tokens.weight").values();
        plain.attentionNorm = plain.all(weights, "input_layernorm", false);
        plain.wq = plain.all(weights, "self_attn.q_proj", true);
        plain.wk = plain.all(weights, "self_attn.k_proj", true);
        plain.wv = plain.all(weights, "self_attn.v_proj", false);
        plain.wo = plain.all(weights, "self_attn.o_proj", false);
        plain.feedNorm = plain.all(weights, "post_attention_layernorm", false);
        plain.w1 = plain.all(weights, "mlp.gate_proj", false);
        plain.w2 = plain.all(weights, "mlp.down_proj", false);
        plain.w3 = plain.all(weights, "mlp.up_proj", false);
        if (weights.containsKey("model.layers.0.self_attn.q_norm.weight")) {
            plain.queryNorm = plain.all(weights, "self_attn.q_norm", true);
            plain.keyNorm = plain.all(weights, "self_attn.k_norm", true);
        }
        plain.finalNorm = weights.get("model.norm.weight").values();
        FloatTensor own = weights.get("lm_head.weight");
        plain.head = own == null ? plain.embedding : own.values();
        plain.restart();
        return plain;
    }

    private float[][] all(Map<String, FloatTensor> weights, String name, boolean rotating) {
        float[][] found = new float[layers][];
        for (int i = 0; i < layers; i++) {
            float[] values =
                    weights.get("model.layers." + i + "." + name + ".weight").values();
            found[i] = rotating ? sideBySide(values, name.endsWith("norm") ? 1 : dim) : values;
        }
        return found;
    }

    /** Rows of heads in two halves (a0 a1 … b0 b1 …) as rows with the pairs side by side (a0 b0 a1 b1 …). */
    private float[] sideBySide(float[] halves, int columns) {
        float[] pairs = new float[halves.length];
        int size = width * columns;
        for (int start = 0; start < halves.length; start += size) {
            for (int j = 0; j < width / 2; j++) {
                System.arraycopy(halves, start + j * columns, pairs, start + 2 * j * columns, columns);
                System.arraycopy(
                        halves, start + (j + width / 2) * columns, pairs, start + (2 * j + 1) * columns, columns);
            }
        }
        return pairs;
    }

    /** Forgets the tokens read so far. */
    public void restart() {
        keys = new double[layers][longest][];
        values = new double[layers][longest][];
        position = 0;
    }

    /** The logits after one more token. */
    public double[] read(int token) {
        double[] x = new double[dim];
        for (int i = 0; i < dim; i++) {
            x[i] = embedding[token * dim + i];
        }
        for (int layer = 0; layer < layers; layer++) {
            add(x, product(wo[layer], attention(layer, normed(x, attentionNorm[layer], 0, dim)), dim));
            double[] y = normed(x, feedNorm[layer], 0, dim);
            double[] gate = product(w1[layer], y, inner);
            double[] up = product(w3[layer], y, inner);
            for (int i = 0; i < inner; i++) {
                gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
            }
            add(x, product(w2[layer], gate, dim));
        }
        position++;
        return product(head, normed(x, finalNorm, 0, dim), vocabulary);
    }

    private double[] attention(int layer, double[] x) {
        double[] q = product(wq[layer], x, heads * width);
        double[] k = product(wk[layer], x, keyHeads * width);
        keys[layer][position] = turned(k, keyNorm == null ? null : keyNorm[layer]);
        values[layer][position] = product(wv[layer], x, keyHeads * width);
        double[] query = turned(q, queryNorm == null ? null : queryNorm[layer]);
        double[] context = new double[heads * width];
        for (int h = 0; h < heads; h++) {
            int shared = h / (heads / keyHeads) * width;
            double[] shares = new double[position + 1];
            double greatest = Double.NEGATIVE_INFINITY;
            for (int t = 0; t <= position; t++) {
                for (int i = 0; i < width; i++) {
                    shares[t] += query[h * width + i] * keys[layer][t][shared + i];
                }
                shares[t] /= Math.sqrt(width);
                greatest = Math.max(greatest, shares[t]);
            }
            double sum = 0;
            for (int t = 0; t <= position; t++) {
                shares[t] = Math.exp(shares[t] - greatest);
                sum += shares[t];
            }
            for (int t = 0; t <= position; t++) {
                for (int i = 0; i < width; i++) {
                    context[h * width + i] += shares[t] / sum * values[layer][t][shared + i];
                }
            }
        }
        return context;
    }

    private double[] turned(double[] x, float... gain) {
        double[] y = x.clone();
        for (int start = 0; start < x.length; start += width) {
            if (gain != null) {
                System.arraycopy(normed(x, gain, start, width), 0, y, start, width);
            }
            for (int i = 0; i < width; i += 2) {
                double angle = position / Math.pow(theta, (double) i / width);
                double a = y[start + i];
                double b = y[start + i + 1];
                y[start + i] = a * Math.cos(angle) - b * Math.sin(angle);
                y[start + i + 1] = a * Math.sin(angle) + b * Math.cos(angle);
            }
        }
        return y;
    }

    private double[] normed(double[] x, float[] gain, int from, int count) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            squares += x[i] * x[i];
        }
        double scale = 1 / Math.sqrt(squares / count + epsilon);
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            y[i] = gain[i] * x[from + i] * scale;
        }
        return y;
    }

    private static double[] product(float[] weight, double[] x, int rows) {
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += weight[i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private static void add(double[] x, double... y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
    }
}
