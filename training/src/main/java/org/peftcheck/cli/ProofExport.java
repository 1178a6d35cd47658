package org.peftcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peftcheck.numeric.certificate.CofactorJson;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.smt.SmtExport;

/** Writes evidence in forms that others can check with their own tools. */
final class ProofExport {

    private static final String README = """
            # Evidence

            `smt/*.smt2`: SMT-LIB 2 scripts. Each asserts the hypotheses and the negation of a statement; the comments on top
            say in words what it is and which answer is expected (`unsat`: it holds for all values of the variables). Check them
            with any solver, for example

                for f in smt/*.smt2; do echo "$f: $(z3 "$f" | head -n 1)"; done
                for f in smt/*.smt2; do echo "$f: $(cvc5 "$f" | head -n 1)"; done

            `cofactors/*.json`: operator identities for matrices of any size. Each file states hypotheses that vanish, a goal, and
            cofactors; the goal is proved when the sum of coefficient · left · hypothesis · right, with the hypothesis or its
            adjoint, expands to the goal word by word. The words are plain text (`W X A`, `*` for the adjoint), so that any
            program for non-commutative polynomials can expand them. A model in which the hypotheses hold, and one for each
            hypothesis that is needed, stand beside. This toolkit checks them again with

                peanut recheck cofactors
            """;

    private ProofExport() {}

    /**
     * Writes all evidence that has such a form.
     *
     * @param folder the folder, made if it is not there
     * @return the number of files, without the README
     * @throws IOException if a file cannot be written
     */
    static int write(Path folder) throws IOException {
        int files = SmtExport.write(folder.resolve("smt")).size();
        Path cofactors = Files.createDirectories(folder.resolve("cofactors"));
        for (OperatorTheorem theorem : OperatorIdentities.all()) {
            String name = theorem.identity().name() + ".json";
            Files.writeString(cofactors.resolve(name), CofactorJson.write(theorem));
            files++;
        }
        Files.writeString(folder.resolve("README.md"), README);
        return files;
    }
}
