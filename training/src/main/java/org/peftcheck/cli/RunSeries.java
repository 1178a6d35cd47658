package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peftcheck.training.experiment.Experiment;

/**
 * Several runs after each other, each in a process and a folder of its own; those that are finished are not made again.
 *
 * @param console where progress is told
 * @param starter starts a run
 * @param threads how many threads compute
 */
record RunSeries(Console console, TrainStarter starter, int threads) {

    /** A run to be made, or made. */
    record Planned(Path folder, Experiment experiment) {}

    /**
     * What has come of the runs.
     *
     * @param finished each run that is finished, at its place; empty where it is not
     * @param failures the runs that are not, a line each
     */
    record Outcome(List<Optional<ComparedRuns.Finished>> finished, List<String> failures) {

        /** Those that are finished. */
        List<ComparedRuns.Finished> runs() {
            return finished.stream().flatMap(Optional::stream).toList();
        }
    }

    /**
     * Looks whether the folders are free or hold these runs.
     *
     * @param runs the runs
     * @throws BadInputException when one holds another run
     */
    void requireOwnFolders(List<Planned> runs) {
        runs.forEach(run -> ComparedRuns.in(run.folder(), run.experiment()));
    }

    /**
     * Makes the runs that are not finished.
     *
     * @param runs the runs, in their order
     * @return what has come of all
     */
    Outcome execute(List<Planned> runs) {
        List<String> failures = new ArrayList<>();
        List<Optional<ComparedRuns.Finished>> finished = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Planned run = runs.get(i);
            Optional<ComparedRuns.Finished> result = ComparedRuns.in(run.folder(), run.experiment());
            if (result.isEmpty()) {
                console.complain("run " + (i + 1) + " of " + runs.size() + ": " + run.folder());
                int code = start(run);
                result = ComparedRuns.in(run.folder(), run.experiment());
                if (result.isEmpty()) {
                    failures.add(run.folder() + ": not finished, exit code " + code);
                }
            }
            finished.add(result);
        }
        return new Outcome(finished, failures);
    }

    private int start(Planned run) {
        List<String> arguments = new ArrayList<>(run.experiment().arguments());
        arguments.addAll(List.of("--threads=" + threads, "--out=" + run.folder(), "--no-report"));
        return starter.start(arguments);
    }
}
