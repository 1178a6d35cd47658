package org.peftcheck.training.device;

/** The libraries that ND4J can compute with. */
public enum Backend {
    /** The host's processor, {@code nd4j-native}. */
    CPU,
    /** A graphics card, {@code nd4j-cuda}. */
    CUDA;

    /** The variable of the environment by which ND4J orders its backends; it reads no system property for that. */
    String priorityVariable() {
        return "BACKEND_PRIORITY_" + (this == CPU ? "CPU" : "GPU");
    }

    /** The priority that ND4J gives it where the environment says nothing. */
    int usualPriority() {
        return this == CPU ? 0 : 100;
    }

    /** How its class is named in ND4J, {@code org.nd4j.linalg.….CpuBackend} or {@code ….JCublasBackend}. */
    String className() {
        return this == CPU ? "org.nd4j.linalg.cpu.nativecpu.CpuBackend" : "org.nd4j.linalg.jcublas.JCublasBackend";
    }

    /** Its path among the resources of a class loader. */
    String resource() {
        return className().replace('.', '/').concat(".class");
    }
}
