package dev.shipshape.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list as a file: all rows that its filter keeps, on all pages, in the order shown. A
 * controller has a second handler of the list's address, with {@code params = "format"},
 * which returns {@code Download.of("tasks", rows, columns).as(format)}.
 *
 * The columns are a map from name to value in their order; numbers, booleans, instants
 * and nulls stay what they are in JSON.
 *
 * @param name the file's name without its ending
 * @param rows a map from column to value for each row
 * @param columns the columns' names in their order
 */
public record Download(String name, List<Map<String, @Nullable Object>> rows, List<String> columns) {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A list's rows by its columns.
     * @param name the file's name without its ending
     * @param rows the rows, filtered and in order
     * @param columns what each column takes of a row, in their order
     */
    public static <T> Download of(String name, List<T> rows, Map<String, Function<T, @Nullable Object>> columns) {
        List<Map<String, @Nullable Object>> told = rows.stream().map((row) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            columns.forEach((column, value) -> values.put(column, value.apply(row)));
            return values;
        }).toList();
        return new Download(name, told, List.copyOf(columns.keySet()));
    }

    /**
     * The file.
     * @param format {@code csv} (RFC 4180) or {@code json} (an array of objects)
     * @throws NotFound for any other format
     */
    public ResponseEntity<String> as(String format) {
        return switch (format) {
            case "csv" -> file("csv", CSV).body(csv());
            case "json" -> file("json", MediaType.APPLICATION_JSON).body(json());
            default -> throw new NotFound("format", format);
        };
    }

    private ResponseEntity.BodyBuilder file(String ending, MediaType type) {
        ContentDisposition file = ContentDisposition.attachment().filename(this.name + "." + ending).build();
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CONTENT_DISPOSITION, file.toString());
    }

    private String csv() {
        Stream<List<?>> lines = Stream.concat(Stream.of(this.columns),
                this.rows.stream().map((row) -> List.copyOf(row.values().stream().map(Download::text).toList())));
        return lines.map((line) -> line.stream().map(Download::cell).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private String json() {
        List<Map<String, @Nullable Object>> told = this.rows.stream().map((row) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            row.forEach((column, value) -> values.put(column, plain(value)));
            return values;
        }).toList();
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(told);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return (value == null || value instanceof Number || value instanceof Boolean) ? value : value.toString();
    }

    private static String text(@Nullable Object value) {
        return (value == null) ? "" : (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
    }

    /** Quoted, and kept from being read as a formula by a spreadsheet. */
    private static String cell(Object value) {
        String text = value.toString();
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

}
