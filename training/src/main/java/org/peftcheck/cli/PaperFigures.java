package org.peftcheck.cli;

import java.util.Optional;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.Column;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.papers.recipe.PaperRow;
import org.peftcheck.papers.recipe.PaperRow.Source;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.training.recipe.Arm;

/** The paper's own figures for the lines of recipes. */
final class PaperFigures {

    private PaperFigures() {}

    /**
     * The score that the paper prints for a line: of its row, in the recipe's column or that of the data set.
     *
     * @param recipe the recipe
     * @param arm the line
     * @return the cell; empty when the paper prints none
     */
    static Optional<Cell> score(Recipe recipe, Arm arm) {
        return cell(recipe, arm, recipe.column().orElse(arm.data().name()));
    }

    /**
     * The figure that the paper prints for a line.
     *
     * @param recipe the recipe
     * @param arm the line
     * @param column the head of its column
     * @return the cell; empty when the paper prints none
     */
    static Optional<Cell> cell(Recipe recipe, Arm arm, String column) {
        for (PaperRow paper : recipe.paper(arm.row())) {
            if (paper.source() == Source.TABLE) {
                Table table = Peanut2025.table(paper.number());
                boolean has = table.columns().stream().map(Column::name).anyMatch(column::equals);
                if (has) {
                    return row(table, paper.key())
                            .map(row -> row.get(column))
                            .filter(cell -> cell.value().isPresent());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Row> row(Table table, String key) {
        return table.rows().stream().filter(row -> table.key(row).equals(key)).findFirst();
    }
}
