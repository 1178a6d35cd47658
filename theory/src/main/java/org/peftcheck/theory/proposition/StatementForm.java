package org.peftcheck.theory.proposition;

import java.util.Arrays;

/** The form in which a proposition speaks of one instance; certificates name it. */
public enum StatementForm {
    /** ‖σ(W0 Θ1) Θ2 − P A B‖_F ≤ ε. */
    RANGE("range", "\\lVert\\sigma(W_0\\Theta_1)\\Theta_2-PAB\\rVert_F\\le\\varepsilon"),
    /** ‖P (σ(W0 Θ1) Θ2 − A B)‖_F ≤ ε: equality for every loss that is invariant under P. */
    PROJECTED("projected", "\\lVert P(\\sigma(W_0\\Theta_1)\\Theta_2-AB)\\rVert_F\\le\\varepsilon"),
    /** ‖σ(W0 Θ1) Θ2 − A B‖_F ≤ ε, without any projection. */
    APPROXIMATION("approximation", "\\lVert\\sigma(W_0\\Theta_1)\\Theta_2-AB\\rVert_F\\le\\varepsilon"),
    /** max_ij |σ(W0 Θ1) − A|_ij ≤ ε: Kronecker's theorem for the columns of A. */
    ENTRYWISE("entrywise", "\\max_{ij}\\lvert\\sigma(W_0\\Theta_1)-A\\rvert_{ij}\\le\\varepsilon"),
    /** ‖M σ(c W0) − A B‖_F ≤ ε with two numbers c and M: one parameter and a scale. */
    ONE_PARAMETER("one-parameter", "\\lVert M\\sigma(cW_0)-AB\\rVert_F\\le\\varepsilon"),
    /** |L(W0 + σ(W0 Θ1) Θ2) − L(W0 + A B)| ≤ ε for L(W) = ½‖M(W − T)‖_F². */
    LOSS("loss", "\\lvert L(W_0+\\sigma(W_0\\Theta_1)\\Theta_2)-L(W_0+AB)\\rvert\\le\\varepsilon"),
    /** The update of a tweaker with hidden layers equals A B with A d_out×r, B r×d_in. */
    FACTORS("factors", "f(W_0;\\theta)=AB"),
    /** W0 Θ1 > 0 entrywise, or y ≥ 0, y ≠ 0, W0ᵀ y = 0. */
    ALTERNATIVE("alternative", "W_0\\theta>0\\ \\text{or}\\ y\\ge0,\\ y\\ne0,\\ W_0^\\top y=0"),
    /** Refutes: two equal rows of W0 keep every update farther than ε from A B. */
    EQUAL_ROWS(
            "equal-rows", "\\inf_\\Theta\\lVert\\sigma(W_0\\Theta_1)\\Theta_2-AB\\rVert_F^2\\le\\varepsilon^2", true),
    /** Refutes: a target M that updates approach but never reach, since too few directions of col M are non-negative. */
    NOT_CLOSED(
            "not-closed",
            "\\operatorname{rank}M-\\dim\\operatorname{span}(\\operatorname{col}M\\cap\\mathbb R^{d_1}_{\\ge0})\\le0",
            true),
    /** Refutes: with an activation on the output the rank exceeds r. */
    OUTPUT_RANK("output-rank", "\\operatorname{rank}\\,\\sigma(\\sigma(W_0\\Theta_1)\\Theta_2)\\le r", true);

    private final String key;
    private final String tex;
    private final boolean refuting;

    StatementForm(String key, String tex) {
        this(key, tex, false);
    }

    StatementForm(String key, String tex, boolean refuting) {
        this.key = key;
        this.tex = tex;
        this.refuting = refuting;
    }

    /**
     * The name in certificates.
     *
     * @return the name
     */
    public String key() {
        return key;
    }

    /**
     * The inequality in TeX: the one that holds or, where this form refutes, the one that the claim implies and that fails.
     *
     * @return the statement
     */
    public String tex() {
        return tex;
    }

    /**
     * Whether an instance of this form is a counterexample.
     *
     * @return whether it is
     */
    public boolean isRefuting() {
        return refuting;
    }

    /**
     * The form of the given name.
     *
     * @param key a name
     * @return the form
     * @throws IllegalArgumentException if there is none
     */
    public static StatementForm of(String key) {
        return Arrays.stream(values())
                .filter(form -> form.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("form: expected one of "
                        + Arrays.stream(values()).map(StatementForm::key).toList() + ", got " + key));
    }
}
