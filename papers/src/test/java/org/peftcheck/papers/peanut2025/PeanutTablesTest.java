package org.peftcheck.papers.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;

/** The numbers of the sixteen tables: sizes, a sum of each table that any changed digit would move, and single cells. */
class PeanutTablesTest {

    @Test
    void thereAreSixteen() {
        assertEquals(16, Peanut2025.tables().size());
        assertEquals(16, Peanut2025.tables().all().size());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 11, 12, 99, 8081.6",
        "2, 5, 11, 49, 4760.34",
        "3, 11, 11, 110, 8482.901",
        "4, 8, 6, 24, 1313.94",
        "5, 3, 10, 27, 2291.31",
        "6, 3, 11, 33, 2342.819",
        "7, 6, 4, 12, 20648.0",
        "8, 16, 8, 64, 160.22854",
        "9, 1, 8, 7, 181.0503",
        "10, 1, 8, 7, 247.0503",
        "11, 8, 8, 40, 4480.324",
        "12, 8, 8, 40, 4482.378",
        "13, 8, 6, 32, 214886",
        "14, 8, 8, 32, 3015.91",
        "15, 8, 5, 24, 191537",
        "16, 2, 4, 6, 28111"
    })
    void sizeAndSum(int number, int rows, int columns, int numbers, BigDecimal sum) {
        Table table = Peanut2025.table(number);
        assertEquals(number, table.number());
        assertEquals(rows, table.rows().size());
        assertEquals(columns, table.columns().size());
        List<BigDecimal> values = table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .map(Cell::value)
                .flatMap(Optional::stream)
                .toList();
        assertEquals(numbers, values.size());
        BigDecimal found = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, found.compareTo(sum), () -> "sum of table " + number + ": " + found.toPlainString());
    }

    @ParameterizedTest
    @CsvSource({
        "1, LLaMA2-7B/LoRA, BoolQ, 69.8",
        "1, LLaMA2-7B/MiLoRA, BoolQ, 67.6",
        "1, LLaMA2-7B/PEANuT, AVG, 81.4",
        "1, LLaMA3-8B/PiSSA, OBQA, 74.6",
        "1, LLaMA3-8B/PEANuT, ARC-e, 91.4",
        "1, Qwen3-8B/MiLoRA, ARC-c, 82.7",
        "1, Qwen3-8B/PEANuT, ARC-c, 82.6",
        "1, LLaMA2-7B/PiSSA, mark, *",
        "2, FFT, OxfordPets, 93.14",
        "2, FFT, parameters, 85.8M",
        "2, LP, parameters, -",
        "2, LoRA, parameters, 581K",
        "2, FourierFT, parameters, 239K",
        "2, PEANuT, parameters, 263K",
        "2, PEANuT, FGVC, 52.93",
        "2, PEANuT, AVG, 86.34",
        "3, FFT, parameters, 100%",
        "3, Adapter, parameters, 0.318%",
        "3, BitFit, CoLA, 54.0",
        "3, FourierFT, RTE, 79.1",
        "3, PEANuT-S, parameters, 0.019%",
        "3, PEANuT-L, RTE, 82.7",
        "4, LLaMA2-7B/FFT, AVG, 43.20",
        "4, LLaMA2-7B/PiSSA, MATH, 15.84",
        "4, Qwen3-8B/PEANuT, GSM8K, 92.87",
        "5, Nonlinear LoRA, AVG, 83.31",
        "5, Multiplicative LoRA, FGVC, 46.79",
        "5, PEANuT, StanfordCars, 80.03",
        "6, 2, QNLI, 92.7",
        "6, 4, CoLA, 65.1",
        "6, 6, parameters, 0.241%",
        "7, MRPC/LoRA, time, 77.7s",
        "7, MRPC/PEANuT, memory, 6916MB",
        "7, SST-2/PEANuT, time, 911.4s",
        "7, Commonsense Reasoning/PEANuT, memory, 23.8GB",
        "7, Commonsense Reasoning/LoRA, time, 5.6h",
        "8, QV/OxfordPets, weight decay, 8E-4",
        "8, QV/RESISC45, learning rate (head), 1E-2",
        "8, QV-MLP/StanfordCars, learning rate (PEANuT), 5E-3",
        "8, QV-MLP/FGVC, epochs, 10",
        "9, 32, learning rate, 3e-4",
        "9, 32, optimizer, Adam W",
        "10, 64, epochs, 3",
        "11, CoLA, learning rate (PEANuT), 1E-3",
        "11, QQP, batch size, 64",
        "12, RTE, scaling, 1.0",
        "12, QNLI, scaling, 0.1",
        "13, StandfordCars, test, '8,041'",
        "13, EuroSAT, train, '16,200'",
        "13, DTD, rescaled resolution, 224×224",
        "14, Single-Sentence Tasks/CoLA, train, 8.55k",
        "14, Similarity and Paraphrase Tasks/STS-B, metrics, Pearson/Spearman Corr.",
        "14, Inference Tasks/RTE, validation, 277",
        "14, Inference Tasks/MNLI, labels, 3",
        "15, SIQA, classes, Ternary classification",
        "15, HellaSwag, development, '10,042'",
        "16, MATH, train, '12,500'"
    })
    void cellIsAsPrinted(int number, String keys, String column, String raw) {
        Row row = Peanut2025.table(number).row(keys.split("/(?! )"));
        assertEquals(raw, row.get(column).raw());
    }

    @Test
    void resolutionAndClassesAreNotNumbers() {
        assertTrue(Peanut2025.table(13)
                .rows()
                .get(0)
                .get("rescaled resolution")
                .value()
                .isEmpty());
        assertTrue(Peanut2025.table(15).rows().get(0).get("classes").value().isEmpty());
    }
}
