package org.peftcheck.training.plan;

/** What a node of an expression does. */
public enum Operation {
    /** Numbers that are there before the plan runs: weights, and inputs of the batch. */
    SOURCE,
    /** One number, the same in every entry. */
    NUMBER,
    /** The sum. */
    ADD,
    /** The difference. */
    SUBTRACT,
    /** The entrywise product. */
    MULTIPLY,
    /** The entrywise quotient. */
    DIVIDE,
    /** number · x. */
    SCALE,
    /** x + number. */
    SHIFT,
    /** The same entries, in the plain row-major order. */
    COPY,
    /** x². */
    SQUARE,
    /** √x. */
    SQRT,
    /** 1/√x. */
    INVERSE_SQRT,
    /** 1/x. */
    RECIPROCAL,
    /** exp(x). */
    EXP,
    /** The natural logarithm. */
    LOG,
    /** The error function of x, made of x and exp(−x²), which its derivative is made of too. */
    ERF,
    /** The hyperbolic tangent. */
    TANH,
    /** 1/(1 + exp(−x)). */
    SIGMOID,
    /** max(0, x). */
    RELU,
    /** 1 where x &gt; 0, else 0. */
    STEP,
    /** |x|. */
    ABS,
    /** The sign. */
    SIGN,
    /** The nearest whole number. */
    ROUND,
    /** The sine. */
    SIN,
    /** The cosine. */
    COS,
    /** The sums along the last dimension, which becomes 1. */
    ROW_SUM,
    /** The maxima along the last dimension, which becomes 1. */
    ROW_MAX,
    /** Rows of zeros with a one at the place that an index names. */
    ONE_HOT,
    /** The rows of a table that indices name. */
    GATHER,
    /** The sums over all dimensions but the last. */
    COLUMN_SUM,
    /** A table with the given rows added up at the places that indices name. */
    SCATTER,
    /** The product of matrices, for each index of the leading dimensions. */
    MATMUL,
    /** The same entries under other dimensions. */
    RESHAPE,
    /** The dimensions in another order. */
    PERMUTE;

    /** Whether it is computed within a program over rows, without a buffer of its own. */
    boolean isVirtual() {
        return compareTo(ADD) >= 0 && compareTo(GATHER) <= 0;
    }

    /** Whether it reads indices of the batch. */
    boolean readsIndices() {
        return this == ONE_HOT || this == GATHER;
    }

    /** Whether it reduces rows to a number each. */
    boolean reducesRows() {
        return this == ROW_SUM || this == ROW_MAX;
    }

    /** Whether it only looks at the same entries in another way. */
    boolean isView() {
        return this == RESHAPE || this == PERMUTE;
    }
}
