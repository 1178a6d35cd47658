package org.peftcheck.training.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.StepResources;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.plan.Plan;
import org.peftcheck.training.plan.Plans;
import org.peftcheck.training.plan.Workers;
import org.peftcheck.training.samediff.NetworkPlan.Purpose;

/** A network in training: a plan for each shape of batch, made when the shape first comes. */
final class SameDiffSession implements Session {

    private record Kind(int rows, int length, Purpose purpose) {}

    private final FineTuning network;
    private final NetworkTensors tensors;
    private final Workers workers;
    private final Plans plans;
    private final Map<Kind, NetworkPlan> made = new HashMap<>();
    private boolean closed;

    SameDiffSession(FineTuning network, Workers workers) {
        this.tensors = new NetworkTensors(network, true);
        this.network = network.withoutWeights();
        this.workers = workers;
        this.plans = new Plans(workers);
    }

    /** What a closed session had is freed: whatever read it would read the memory of somebody else. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("session: expected an open one, got one that is closed");
        }
    }

    @Override
    public List<TrainedTensor> trained() {
        requireOpen();
        return tensors.trained();
    }

    @Override
    public double step(Batch batch) {
        return run(batch, batch instanceof DroppedBatch ? Purpose.STEP_WITH_DROPOUT : Purpose.STEP)[0];
    }

    @Override
    public float[] outputs(Batch batch) {
        return run(batch, Purpose.OUTPUTS);
    }

    private float[] run(Batch batch, Purpose purpose) {
        NetworkPlan plan = plan(batch, purpose);
        plan.plan().run(workers);
        return plan.result();
    }

    private NetworkPlan plan(Batch batch, Purpose purpose) {
        requireOpen();
        NetworkPlan plan = made.computeIfAbsent(
                new Kind(batch.rows(), batch.length(), purpose),
                kind -> new NetworkPlan(network, tensors, plans, kind.rows(), kind.length(), kind.purpose()));
        plan.set(batch);
        return plan;
    }

    /** The plan of the forward pass is made beside that of the step; both use the same buffers. */
    @Override
    public Optional<StepResources> resources(Batch batch) {
        Plan step = plan(batch, Purpose.STEP).plan();
        long trained =
                tensors.trained().stream().mapToLong(TrainedTensor::count).sum() * Float.BYTES;
        return Optional.of(new StepResources(
                plan(batch, Purpose.OUTPUTS).plan().work().products(),
                step.work().products(),
                step.work().entrywise(),
                tensors.bytes() - trained,
                trained,
                trained,
                step.arenaSize() * Float.BYTES));
    }

    /** Where the time of a step goes, and how many numbers its buffers have. */
    List<String> profile(Batch batch) {
        Plan plan = plan(batch, Purpose.STEP).plan();
        List<String> lines = plan.profile(workers);
        return Stream.concat(Stream.of(plan.stepCount() + " steps, arena " + plan.arenaSize()), lines.stream())
                .toList();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        workers.close();
        plans.close();
        made.values().forEach(NetworkPlan::close);
        tensors.release();
    }
}
