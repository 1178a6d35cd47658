package org.peftcheck.training.plan;

import java.nio.FloatBuffer;
import org.peftcheck.training.plan.Instruction.Place;

/**
 * A table of zeros to which rows are added at the places that indices name: the gradient of a table of embeddings.
 *
 * @param rows the rows
 * @param indices where they go
 * @param to the table
 * @param height rows of the table
 */
record Scatter(Table rows, Indices indices, Place to, int height) implements Step {

    @Override
    public void run(Workers workers, Frame... frames) {
        FloatBuffer table = to.buffer();
        int width = rows.width();
        float[] sum = new float[width];
        float[] row = new float[width];
        for (int k = 0; k < height; k++) {
            table.put(to.offset() + k * width, sum);
        }
        int[] places = indices.values(rows.height());
        for (int k = 0; k < places.length; k++) {
            rows.read(k, row, 0);
            Table.checkRow(places[k], height);
            int start = to.offset() + places[k] * width;
            table.get(start, sum);
            Kernels.add(sum, row, sum, width);
            table.put(start, sum);
        }
    }

    @Override
    public Work work() {
        return new Work(0, (long) rows.height() * rows.width());
    }

    @Override
    public String title() {
        return "scatter into " + height + "x" + rows.width();
    }
}
