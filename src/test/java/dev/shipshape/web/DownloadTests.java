package dev.shipshape.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DownloadTests {

    private record Row(String name, @Nullable Integer count, BigDecimal cost) {
    }

    private static final List<Row> ROWS = List.of(new Row("web, \"blue\"", 2, new BigDecimal("0.070")),
            new Row("=cmd|'/c calc'!A1", null, BigDecimal.ZERO));

    private static Download download() {
        Map<String, Function<Row, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("name", Row::name);
        columns.put("count", Row::count);
        columns.put("cost", Row::cost);
        return Download.of("tasks", ROWS, columns);
    }

    @Test
    void csvQuotesAndKeepsFormulasFromASpreadsheet() {
        ResponseEntity<String> file = download().as("csv");
        assertThat(file.getHeaders().getContentDisposition().getFilename()).isEqualTo("tasks.csv");
        assertThat(file.getBody()).isEqualTo("\"name\",\"count\",\"cost\"\r\n\"web, \"\"blue\"\"\",\"2\",\"0.070\"\r\n"
                + "\"'=cmd|'/c calc'!A1\",\"\",\"0\"\r\n");
    }

    @Test
    void jsonKeepsNumbersAndNulls() {
        assertThat(download().as("json").getBody()).contains("\"count\" : 2", "\"count\" : null", "\"cost\" : 0.070");
    }

    @Test
    void anEmptyListStillHasItsHeads() {
        assertThat(Download.of("none", List.<Row>of(), Map.of("name", Row::name)).as("csv").getBody())
            .isEqualTo("\"name\"\r\n");
    }

    @Test
    void anotherFormatIsNotThere() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> download().as("xml"));
    }

}
