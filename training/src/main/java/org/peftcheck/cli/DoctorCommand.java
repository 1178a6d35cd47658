package org.peftcheck.cli;

import java.util.concurrent.Callable;
import org.peftcheck.training.device.BackendChoice;
import org.peftcheck.training.device.BackendGate;
import org.peftcheck.training.device.LoadedBackend;
import org.peftcheck.training.device.NativeLibrary;
import org.peftcheck.training.device.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what training would run on, and what of its parts is there. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what training would run on and why, and which models and native libraries are there. It loads none of them"
                    + " unless asked to. Exit code 1 when the backend would be refused or a library is missing.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--load", description = "Load the training engine, too, and let it describe itself.")
    private boolean load;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BackendChoice choice = BackendGate.choice();
        boolean usable = choice instanceof BackendChoice.Use;
        console.out()
                .println(new FieldBlock("training would run on")
                        .prose("backend", backend(choice))
                        .prose("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"))
                        .prose("platform", Platform.ofThisMachine().name())
                        .prose("processors", String.valueOf(Runtime.getRuntime().availableProcessors()))
                        .prose("memory", MachineMemory.ofThisProcess().inWords()));
        FieldBlock models = new FieldBlock("models");
        ModelPlace.ALL.forEach(model -> models.prose(model.name(), model.inWords()));
        console.out().println(models);
        boolean complete = libraries();
        if (load && usable) {
            LoadedBackend loaded = LoadedBackend.load();
            console.out()
                    .println(new FieldBlock("loaded")
                            .prose("ND4J", loaded.version() + ", " + loaded.backend())
                            .prose("products", loaded.blas())
                            .prose("threads", String.valueOf(loaded.threads())));
        }
        return usable && complete ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private static String backend(BackendChoice choice) {
        return choice instanceof BackendChoice.Use use
                ? use.backend() + ": " + use.reason()
                : "none: " + choice.reason();
    }

    private boolean libraries() {
        FieldBlock block = new FieldBlock("native libraries");
        boolean complete = true;
        for (NativeLibrary library : NativeLibrary.on(Main.class.getClassLoader(), Platform.ofThisMachine())) {
            block.verbatim(library.title(), (library.present() ? "" : "missing: ") + library.resource());
            complete &= library.present();
        }
        console.out().println(block);
        return complete;
    }
}
