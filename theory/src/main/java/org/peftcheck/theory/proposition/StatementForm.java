package org.peftcheck.theory.proposition;

import java.util.Arrays;

/** The form in which a proposition speaks of one instance; certificates name it. */
public enum StatementForm {
    /** ‖σ(W0 Θ1) Θ2 − P A B‖_F ≤ ε. */
    RANGE("range", "\\lVert\\sigma(W_0\\Theta_1)\\Theta_2-PAB\\rVert_F\\le\\varepsilon"),
    /** ‖P (σ(W0 Θ1) Θ2 − A B)‖_F ≤ ε: equality for every loss that is invariant under P. */
    PROJECTED("projected", "\\lVert P(\\sigma(W_0\\Theta_1)\\Theta_2-AB)\\rVert_F\\le\\varepsilon"),
    /** |L(W0 + σ(W0 Θ1) Θ2) − L(W0 + A B)| ≤ ε for L(W) = ½‖M(W − T)‖_F². */
    LOSS("loss", "\\lvert L(W_0+\\sigma(W_0\\Theta_1)\\Theta_2)-L(W_0+AB)\\rvert\\le\\varepsilon"),
    /** The update of a tweaker with hidden layers equals A B with A d_out×r, B r×d_in. */
    FACTORS("factors", "f(W_0;\\theta)=AB"),
    /** W0 Θ1 > 0 entrywise, or y ≥ 0, y ≠ 0, W0ᵀ y = 0. */
    ALTERNATIVE("alternative", "W_0\\theta>0\\ \\text{or}\\ y\\ge0,\\ y\\ne0,\\ W_0^\\top y=0"),
    /** Two equal rows of W0 keep every update at a distance greater than ε from A B. */
    EQUAL_ROWS("equal-rows", "\\inf_\\Theta\\lVert\\sigma(W_0\\Theta_1)\\Theta_2-AB\\rVert_F>\\varepsilon"),
    /** A target that updates approach but never reach. */
    NOT_CLOSED(
            "not-closed", "\\inf_\\Theta\\lVert\\sigma(W_0\\Theta_1)\\Theta_2-AB\\rVert_F=0\\ \\text{is not attained}"),
    /** rank relu(relu(W0 Θ1) Θ2) > r. */
    OUTPUT_RANK("output-rank", "\\operatorname{rank}\\,\\sigma(\\sigma(W_0\\Theta_1)\\Theta_2)>r");

    private final String key;
    private final String tex;

    StatementForm(String key, String tex) {
        this.key = key;
        this.tex = tex;
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
     * The statement in TeX.
     *
     * @return the statement
     */
    public String tex() {
        return tex;
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
