package org.peftcheck.theory.count;

import java.math.BigInteger;
import org.peftcheck.papers.architecture.LlamaArchitecture;

/**
 * Products of matrices that the formulas of this toolkit have beside linear layers, attention and the head for a task; none where steps
 * are not run here. A decoder turns queries and keys of a head by a right angle, as a product with a w × w matrix, and adds up the
 * log-probabilities of n labels as a product of 1 × n and n × 1; the loss is counted with the backward pass, since a forward pass alone
 * has none.
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
            long features = (long) llama.heads() + llama.keyValueHeads();
            return turned(llama, features * llama.blocks());
        }
        return BigInteger.ZERO;
    }

    /** Backward operations: what is turned is turned back where it has a gradient. */
    BigInteger backward() {
        if (isRunHere() && model.architecture() instanceof LlamaArchitecture llama) {
            long heads = model.flow().blocks().stream()
                    .mapToLong(block -> (block.query() ? llama.heads() : 0) + (block.key() ? llama.keyValueHeads() : 0))
                    .sum();
            return turned(llama, heads).add(model.setting().tokens().shiftLeft(2));
        }
        return BigInteger.ZERO;
    }

    private BigInteger turned(LlamaArchitecture llama, long heads) {
        long width = llama.headSize();
        return model.setting().tokens().multiply(BigInteger.valueOf(2 * heads * width * width));
    }
}
