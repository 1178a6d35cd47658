package org.peftcheck.numeric.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;

/** The folder in which accepted certificates are kept: a folder a claim, a file an instance. */
final class CertificateFolder {

    private CertificateFolder() {}

    static void write(Path folder, String claim, String instance, CertificateDocument document) {
        String name = instance.replaceAll("[^A-Za-z0-9.=_-]+", "-") + ".json";
        Path file = folder.resolve(claim).resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(name + ".part");
            Files.writeString(part, CertificateJson.write(document));
            Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "certificates: expected a folder that can be written, got " + file + ": " + e.getMessage(), e);
        }
    }
}
