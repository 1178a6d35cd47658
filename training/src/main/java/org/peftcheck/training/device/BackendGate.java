package org.peftcheck.training.device;

import java.util.Optional;
import org.nd4j.common.config.ND4JClassLoading;

/** Decides on a backend before the first call of ND4J, and sees to it that ND4J takes that one. */
public final class BackendGate {

    private BackendGate() {}

    /** The choice for this process, without loading anything of ND4J. */
    public static BackendChoice choice() {
        Optional<CudaBuild> cuda = CudaBuild.on(BackendGate.class.getClassLoader());
        return BackendChoice.of(cuda, GraphicsCards::ofThisMachine, System.getenv());
    }

    /**
     * Opens the gate: to be called before the first call of ND4J in a process. Where a build for CUDA is on the class path and the
     * choice is the CPU, ND4J is shown the backend for the CPU alone, since it orders backends by variables of the environment, which
     * a process cannot change for itself.
     *
     * @return the backend and why
     * @throws UnusableDeviceException if none would work
     */
    public static BackendChoice.Use open() {
        BackendChoice choice = choice();
        if (choice instanceof BackendChoice.Refused refused) {
            throw new UnusableDeviceException(refused.reason());
        }
        BackendChoice.Use use = (BackendChoice.Use) choice;
        ClassLoader own = BackendGate.class.getClassLoader();
        if (use.backend() == Backend.CPU && CudaBuild.on(own).isPresent()) {
            ND4JClassLoading.setNd4jClassloader(new OneBackendLoader(own, Backend.CPU));
        }
        return use;
    }
}
