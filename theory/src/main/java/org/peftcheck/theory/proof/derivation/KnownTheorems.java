package org.peftcheck.theory.proof.derivation;

/** Theorems of the literature that derivations rest on, each with its source. None of them is proved by the toolkit. */
final class KnownTheorems {

    private KnownTheorems() {}

    static final Justification.Literature KRONECKER = new Justification.Literature(
            "Kronecker's theorem",
            "if $w_1,\\dots,w_d$ are linearly independent over $\\mathbb{Q}$, then for all real $\\alpha_i$ and every "
                    + "$\\varepsilon'>0$ there are a real $c$ and integers $p_i$ with $|cw_i-p_i-\\alpha_i|\\le\\varepsilon'$ "
                    + "for all $i$",
            "Cassels, An Introduction to Diophantine Approximation, Chapter III, Theorem IV; in this form Apostol, Modular "
                    + "Functions and Dirichlet Series in Number Theory, Chapter 7");

    static final Justification.Literature CLOSED_SUBGROUPS = new Justification.Literature(
            "Kronecker's theorem on closed subgroups of the torus",
            "the closure of a subgroup $H$ of $\\mathbb{T}^d$ is the set of all $x$ with $n\\cdot x\\in\\mathbb{Z}$ for every "
                    + "integer $n$ that has $n\\cdot h\\in\\mathbb{Z}$ for all $h\\in H$",
            "Rudin, Fourier Analysis on Groups, Lemma 2.1.3; Bourbaki, General Topology, Chapter VII, Section 1");

    static final Justification.Literature RANK_NULLITY = new Justification.Literature(
            "rank and nullity",
            "Gaussian elimination stays within the rationals: the rational solutions of a homogeneous rational system have the "
                    + "dimension of the real ones, the number of unknowns less the rank",
            "Lang, Linear Algebra, Chapter V");

    static final Justification.Literature SMALL_SINE = new Justification.Literature(
            "bounds of sine and cosine",
            "$|\\sin u|\\le|u|$ for all real $u$, and $|\\cos u|\\le1$",
            "Rudin, Principles of Mathematical Analysis, Chapter 8");

    static final Justification.Literature UNIFORM_CONTINUITY = new Justification.Literature(
            "the Heine-Cantor theorem",
            "a continuous function on a compact set, such as a continuous periodic one on its circle, is uniformly continuous",
            "Rudin, Principles of Mathematical Analysis, Theorem 4.19");

    static final Justification.Literature INTERMEDIATE_VALUE = new Justification.Literature(
            "the intermediate value theorem",
            "a continuous function that has both signs on an interval has a zero between them",
            "Rudin, Principles of Mathematical Analysis, Theorem 4.23");

    static final Justification.Literature EUCLID = new Justification.Literature(
            "Euclid's lemma",
            "if $p$ and $q$ have no common divisor and $q$ divides $jp$, then $q$ divides $j$",
            "Hardy and Wright, An Introduction to the Theory of Numbers, Chapter I");

    static final Justification.Literature COSINE_DECREASES = new Justification.Literature(
            "monotony of the cosine",
            "$\\cos u>\\cos v$ for $0\\le u<v\\le\\pi$, and $\\sin u=0$ only at the integer multiples of $\\pi$",
            "Rudin, Principles of Mathematical Analysis, Chapter 8");

    static final Justification.Literature CHARACTERS = new Justification.Literature(
            "independence of characters",
            "the functions $\\theta\\mapsto e^{2\\pi iw\\theta}$ of finitely many different $w$ are linearly independent",
            "Lang, Algebra, Chapter VI, Theorem 4.1 (Artin)");

    static final Justification.Literature DETERMINANTAL_DIMENSION = new Justification.Literature(
            "dimension of the matrices of rank at most r",
            "for $r\\le\\min(d_1,d_2)$ they are an algebraic set of dimension $r(d_1+d_2-r)$",
            "Lee, Introduction to Smooth Manifolds, Chapter 5; Harris, Algebraic Geometry, Proposition 12.2");

    static final Justification.Literature SEMIALGEBRAIC_IMAGE = new Justification.Literature(
            "dimension of semialgebraic images",
            "the image of a semialgebraic set under a polynomial map is semialgebraic and has at most its dimension, and "
                    + "dimensions of products add",
            "Bochnak, Coste and Roy, Real Algebraic Geometry, Proposition 2.8.5 and Theorem 2.8.8");

    static final Justification.Literature SEMIALGEBRAIC_CLOSURE = new Justification.Literature(
            "dimension of semialgebraic closures",
            "a semialgebraic set and its closure have the same dimension, and a subset has at most that of the whole",
            "Bochnak, Coste and Roy, Real Algebraic Geometry, Proposition 2.8.2");

    static final Justification.Literature MULTIPLE_ANGLE = new Justification.Literature(
            "multiple-angle formulas",
            "the sine of an integer combination of angles is a polynomial in their sines and cosines",
            "Rivlin, The Chebyshev Polynomials, Chapter 1");

    static final Justification.Literature SUBADDITIVITY = new Justification.Literature(
            "subadditivity of volume",
            "a set that is covered by finitely many others has at most the sum of their volumes; a box has the product of its sides",
            "Rudin, Real and Complex Analysis, Theorems 1.19 and 2.20");

    static final Justification.Literature INSCRIBED_POLYGON = new Justification.Literature(
            "inscribed polygons",
            "however finely a curve of finite length is divided, the changes of a coordinate from one point of division to the "
                    + "next sum up to at most its total variation",
            "Rudin, Principles of Mathematical Analysis, Theorem 6.27");

    static final Justification.Literature LIMITS = new Justification.Literature(
            "limits of inequalities",
            "what holds with $\\varepsilon+\\eta$ in place of $\\varepsilon$ for every $\\eta>0$ holds with $\\varepsilon$, if both "
                    + "sides are continuous",
            "Rudin, Principles of Mathematical Analysis, Chapter 4");

    static final Justification.Literature SPANNING = new Justification.Literature(
            "orthogonal complement and basis",
            "vectors of $\\mathbb{R}^d$ to which only 0 is orthogonal span it, and contain a basis",
            "Lang, Linear Algebra, Chapters I and V");
}
