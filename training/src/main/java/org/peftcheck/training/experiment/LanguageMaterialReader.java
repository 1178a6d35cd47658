package org.peftcheck.training.experiment;

import java.util.List;
import org.peftcheck.training.data.LanguageTaskReader;
import org.peftcheck.training.data.LanguageTasks;

/** Tasks on texts, for decoders. */
final class LanguageMaterialReader implements MaterialReader {

    @Override
    public List<String> tasks() {
        return LanguageTasks.all().stream().map(LanguageTaskReader::id).toList();
    }

    @Override
    public Material read(String model, TaskChoice task, int maxLength) {
        return LanguageMaterial.of(model, task, maxLength);
    }

    @Override
    public void requireData(TaskChoice task) {
        LanguageTasks.read(task.id(), task.request());
    }
}
