package org.peftcheck.numeric.interchange;

import java.util.List;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * How a file holds a slot of an adapter.
 *
 * @param suffix what follows the module in the name of the tensor, as in {@code lora_A.weight}
 * @param symbol the symbol of the slot
 * @param form how the tensor and the slot correspond
 */
public record StoredSlot(String suffix, String symbol, Form form) {

    /** How a tensor and a slot correspond. */
    public enum Form {
        /** The tensor is the matrix. */
        PLAIN,
        /** The tensor is the transposed matrix: the weight of a linear map is output × input, the slot is multiplied from the right. */
        TRANSPOSED,
        /** The tensor is a vector, the slot a matrix of one column. */
        VECTOR
    }

    /**
     * The shape of the tensor.
     *
     * @param adapter the adapter that has the slot
     * @return one or two dimensions, in {@code d_out, d_in, r}
     */
    public List<Polynomial> shape(WeightAdapter adapter) {
        Slot slot = adapter.slots().stream()
                .filter(known -> known.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(adapter.title() + ": expected a slot " + symbol + ", got none"));
        Polynomial rows = slot.shape().rows();
        Polynomial columns = slot.shape().columns();
        if (form == Form.VECTOR) {
            return List.of(rows);
        }
        return form == Form.PLAIN ? List.of(rows, columns) : List.of(columns, rows);
    }

    /** The slot that a tensor of the right shape holds. */
    FloatMatrix matrix(Tensor tensor) {
        int first = Math.toIntExact(tensor.shape().get(0));
        int second = form == Form.VECTOR ? 1 : Math.toIntExact(tensor.shape().get(1));
        boolean turned = form == Form.TRANSPOSED;
        double[][] rows = new double[turned ? second : first][turned ? first : second];
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < second; j++) {
                rows[turned ? j : i][turned ? i : j] = tensor.at(i * second + j);
            }
        }
        return FloatMatrix.of(rows);
    }
}
