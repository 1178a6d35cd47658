package org.peftcheck.training.experiment;

import java.util.List;
import org.peftcheck.training.data.TaskReader;
import org.peftcheck.training.data.Tasks;

/** Tasks on texts, for encoders. */
final class TextMaterialReader implements MaterialReader {

    @Override
    public List<String> tasks() {
        return Tasks.all().stream().map(TaskReader::id).toList();
    }

    @Override
    public Material read(String model, TaskChoice task, int maxLength) {
        return TextMaterial.of(model, task, maxLength);
    }

    @Override
    public void requireData(TaskChoice task) {
        task.read();
    }
}
