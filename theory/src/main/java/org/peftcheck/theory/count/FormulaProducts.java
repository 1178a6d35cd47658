package org.peftcheck.theory.count;

import java.math.BigInteger;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.papers.architecture.VitArchitecture;

/**
 * Products of matrices that the formulas of this toolkit have beside linear layers, attention and the head for a task; none where steps
 * are not run here. A decoder turns queries and keys of a head by a right angle, as a product with a w × w matrix, and adds up the
 * log-probabilities of n labels as a product of 1 × n and n × 1; the loss is counted with the backward pass, since a forward pass alone
 * has none. A vision transformer multiplies each place of an image, zeros at that of the class token, by its convolution, and puts bias
 * and class token in their places by two products of T × 1 and 1 × d.
 *
 * @param model the model in the step
 */
record FormulaProducts(ModelStep model) {

    private boolean isRunHere() {
        return model.setting().keeping() == StepSetting.Keeping.RECOMPUTED;
    }

    /** Forward operations. */
    BigInteger forward() {
        if (isRunHere() && model.architecture() instanceof LlamaArchitecture llama) {
            long heads = (long) llama.heads() + llama.keyValueHeads();
            return turned(llama, heads * llama.blocks());
        }
        return isRunHere() && model.architecture() instanceof VitArchitecture vit ? embedded(vit) : BigInteger.ZERO;
    }

    /** Backward operations: what is turned is turned back where it has a gradient; an image has none, only what it is multiplied by. */
    BigInteger backward() {
        if (isRunHere() && model.architecture() instanceof LlamaArchitecture llama) {
            long heads = model.flow().blocks().stream()
                    .mapToLong(block -> (block.query() ? llama.heads() : 0) + (block.key() ? llama.keyValueHeads() : 0))
                    .sum();
            return turned(llama, heads).add(model.setting().tokens().shiftLeft(2));
        }
        boolean trained = model.flow().blocks().get(0).states();
        return isRunHere() && trained && model.architecture() instanceof VitArchitecture vit
                ? embedded(vit)
                : BigInteger.ZERO;
    }

    private BigInteger turned(LlamaArchitecture llama, long heads) {
        long width = llama.headSize();
        return model.setting().tokens().multiply(BigInteger.valueOf(2 * heads * width * width));
    }

    private BigInteger embedded(VitArchitecture vit) {
        long numbers = (long) vit.channels() * vit.patchSize() * vit.patchSize();
        BigInteger convolution = model.setting().tokens().multiply(BigInteger.valueOf(numbers));
        return convolution
                .add(BigInteger.valueOf(2L * vit.tokens()))
                .multiply(BigInteger.valueOf(2L * vit.hiddenSize()));
    }
}
