package org.peftcheck.training.tie;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.reference.ReferenceAlgebra;
import org.peftcheck.training.reference.ReferenceInputs;
import org.peftcheck.training.reference.ReferenceTensor;

/** A session that keeps the batches that go through it and adds up their losses, which are computed of the outputs in double precision. */
final class MeasuringSession implements Session {

    private final Session session;
    private final NetworkFormula formula;
    private final List<Batch> batches = new ArrayList<>();
    private double sum;
    private long terms;

    MeasuringSession(Session session, NetworkFormula formula) {
        this.session = session;
        this.formula = formula;
    }

    @Override
    public List<TrainedTensor> trained() {
        return session.trained();
    }

    @Override
    public double step(Batch batch) {
        return session.step(batch);
    }

    @Override
    public float[] outputs(Batch batch) {
        float[] outputs = session.outputs(batch);
        batches.add(unfilled(batch));
        sum += loss(formula, outputs, batch) * batch.terms();
        terms += batch.terms();
        return outputs;
    }

    /** A batch without the rows at its end that only fill it up, of which nothing is predicted. */
    private static Batch unfilled(Batch batch) {
        int rows = batch.rows();
        while (rows > 1 && batch.part(rows - 1, rows).terms() == 0) {
            rows--;
        }
        return rows == batch.rows() ? batch : batch.part(0, rows);
    }

    /** The loss of outputs. */
    static double loss(NetworkFormula formula, float[] outputs, Batch batch) {
        double[] values = new double[outputs.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = outputs[k];
        }
        int rows = formula.outputRows(batch.rows(), batch.length());
        ReferenceTensor matrix = ReferenceTensor.of(new int[] {rows, values.length / rows}, values);
        Map<String, ReferenceTensor> inputs = ReferenceInputs.of(formula, batch);
        return formula.loss(new ReferenceAlgebra(), matrix, inputs).values()[0];
    }

    /** The mean loss of all that went through. */
    double meanLoss() {
        return sum / terms;
    }

    /** What went through. */
    List<Batch> batches() {
        return batches;
    }

    @Override
    public void close() {
        session.close();
    }
}
