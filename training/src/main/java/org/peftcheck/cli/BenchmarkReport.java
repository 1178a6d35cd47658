package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.WordUtils;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.training.recipe.RecipePlan;

/**
 * What has come of a recipe, beside what the paper prints.
 *
 * @param plan the recipe and its runs
 * @param outcomes what has come of each line, in the order of the plan
 * @param failures the runs that are not finished
 */
record BenchmarkReport(RecipePlan plan, List<ArmOutcome> outcomes, List<String> failures) {

    private Recipe recipe() {
        return plan.recipe();
    }

    /** The lines of a data set that are finished for some seed. */
    List<ArmOutcome> of(RecipeData set) {
        return outcomes.stream()
                .filter(outcome -> outcome.arm().data().equals(set))
                .filter(outcome -> !outcome.runs().isEmpty())
                .toList();
    }

    /** The line with which a line is compared: of the recipe's reference, on the same data and with the same value of what is varied. */
    Optional<ArmOutcome> referenceOf(ArmOutcome outcome) {
        return of(outcome.arm().data()).stream()
                .filter(other -> other.arm().row().label().equals(recipe().reference()))
                .filter(other -> other.arm().sweep().equals(outcome.arm().sweep()))
                .findFirst();
    }

    boolean isReference(ArmOutcome outcome) {
        return outcome.arm().row().label().equals(recipe().reference());
    }

    private List<RecipeData> sets() {
        return recipe().data().stream().filter(set -> !of(set).isEmpty()).toList();
    }

    private Grid table(RecipeData set) {
        return recipe().measure() == Recipe.Measure.SCORE
                ? new ScoreTable(this, set).grid()
                : new CostTable(this, set).grid();
    }

    /** What is to be known about the figures, a sentence each. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        sets().forEach(set -> statements.addAll(new BenchmarkStatements(this, set).all()));
        recipe().rows().stream()
                .filter(row -> !row.remark().isEmpty())
                .filter(row -> outcomes.stream()
                        .anyMatch(outcome -> outcome.arm().row().equals(row)))
                .forEach(row -> statements.add(row.label() + ": " + row.remark()));
        statements.addAll(recipe().remarks());
        if (!plan.leftOut().isEmpty()) {
            statements.add("left out: " + String.join("; ", plan.leftOut()));
        }
        return statements;
    }

    String asText() {
        if (sets().isEmpty()) {
            return recipe().name() + ": no run is finished\n";
        }
        StringBuilder text = new StringBuilder(recipe().name() + ": " + recipe().about() + "\n\n");
        for (RecipeData set : sets()) {
            text.append(heading(set)).append(":\n").append(table(set).asText()).append('\n');
        }
        statements()
                .forEach(statement -> text.append("- ")
                        .append(WordUtils.wrap(statement, Console.WIDTH - 2, "\n  ", false))
                        .append('\n'));
        return text.toString();
    }

    String asMarkdown() {
        StringBuilder text = new StringBuilder("## " + recipe().name() + "\n\n" + recipe().about() + ".\n\n");
        for (RecipeData set : sets()) {
            text.append(heading(set))
                    .append(":\n\n")
                    .append(table(set).asMarkdown())
                    .append('\n');
        }
        statements().forEach(statement -> text.append("- ").append(statement).append('\n'));
        return text.toString();
    }

    private String heading(RecipeData set) {
        var experiment = of(set).get(0).arm().experiments().get(0);
        return set.name() + " with " + modelName(experiment.model());
    }

    /** The name of a model, of a folder its last part. */
    static String modelName(String model) {
        java.nio.file.Path last = java.nio.file.Path.of(model).getFileName();
        return last == null ? model : last.toString();
    }

    ObjectNode asJson() {
        return new BenchmarkJson(this).asJson();
    }
}
