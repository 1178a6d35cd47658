package org.peftcheck.theory.algebra;

/** The reading of a formula as TeX, with the parentheses that are needed and no others. */
public final class LatexAlgebra implements MatrixAlgebra<LatexAlgebra.Tex> {

    private enum Binding {
        SUM,
        SCALED,
        PRODUCT,
        ATOM
    }

    /** A piece of TeX that knows how tightly its outermost operation binds. */
    public static final class Tex {
        private final String text;
        private final Binding binding;

        private Tex(String text, Binding binding) {
            this.text = text;
            this.binding = binding;
        }

        private String inside(Binding least) {
            return binding.compareTo(least) < 0 ? "\\left(" + text + "\\right)" : text;
        }

        /** The TeX, for use in math mode. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A symbol.
     *
     * @param tex its TeX, which needs no parentheses under a transposition
     * @return the symbol
     */
    public Tex symbol(String tex) {
        return new Tex(tex, Binding.ATOM);
    }

    @Override
    public Tex plus(Tex left, Tex right) {
        return new Tex(left.text + " + " + right.text, Binding.SUM);
    }

    @Override
    public Tex minus(Tex left, Tex right) {
        return new Tex(left.text + " - " + right.inside(Binding.SCALED), Binding.SUM);
    }

    @Override
    public Tex times(Tex left, Tex right) {
        return new Tex(left.inside(Binding.PRODUCT) + " " + right.inside(Binding.PRODUCT), Binding.PRODUCT);
    }

    @Override
    public Tex scale(Scalar factor, Tex matrix) {
        String inner = factor.divisor().isConstant() && factor.radicand().isConstant()
                ? factor.toTex() + " \\cdot " + matrix.inside(Binding.PRODUCT)
                : factor.toTex() + " " + matrix.inside(Binding.PRODUCT);
        return new Tex(inner, Binding.SCALED);
    }

    @Override
    public Tex activate(Activation activation, Tex matrix) {
        return new Tex(activation.tex() + "\\left(" + matrix.text + "\\right)", Binding.ATOM);
    }

    @Override
    public Tex transpose(Tex matrix) {
        boolean plain = matrix.binding == Binding.ATOM && !matrix.text.endsWith(")") && !matrix.text.endsWith("\\top}");
        String base = plain ? matrix.text : "\\left(" + matrix.text + "\\right)";
        return new Tex(base + "^{\\top}", Binding.ATOM);
    }

    @Override
    public Tex scaleRows(Tex factors, Tex matrix) {
        String diagonal = "\\operatorname{diag}\\left(" + factors.text + "\\right) ";
        return new Tex(diagonal + matrix.inside(Binding.PRODUCT), Binding.PRODUCT);
    }

    @Override
    public Tex divide(Tex dividend, Tex divisor) {
        return new Tex(dividend.inside(Binding.ATOM) + " \\oslash " + divisor.inside(Binding.ATOM), Binding.SCALED);
    }

    @Override
    public Tex rowNorms(Tex matrix) {
        return new Tex("\\left\\|" + matrix.text + "\\right\\|_{\\mathrm{row}}", Binding.ATOM);
    }
}
