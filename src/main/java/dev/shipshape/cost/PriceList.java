package dev.shipshape.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.core.io.ClassPathResource;

/** The project's price list, read once from {@code prices/*.csv}. */
final class PriceList {

    private final Map<String, Fargate> fargate;

    private final Map<String, Item> items;

    private PriceList(Map<String, Fargate> fargate, Map<String, Item> items) {
        this.fargate = fargate;
        this.items = items;
    }

    static PriceList ofProject() {
        Map<String, Fargate> fargate = new HashMap<>();
        for (String[] row : rows("prices/fargate.csv")) {
            fargate.put(row[0] + " " + row[1], new Fargate(new BigDecimal(row[2]), new BigDecimal(row[3]), row[4]));
        }
        Map<String, Item> items = new HashMap<>();
        for (String[] row : rows("prices/others.csv")) {
            items.put(row[0] + " " + row[1], new Item(new BigDecimal(row[2]), row[3]));
        }
        return new PriceList(fargate, items);
    }

    /**
     * The rates of a region and an architecture ({@code x86_64} or {@code arm64}), if
     * known.
     */
    Optional<Fargate> fargate(String region, String architecture) {
        return Optional.ofNullable(this.fargate.get(region + " " + architecture));
    }

    /** The price of another item in a region, if known. */
    Optional<Item> item(String region, String name) {
        return Optional.ofNullable(this.items.get(region + " " + name));
    }

    private static List<String[]> rows(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new ClassPathResource(resource).getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                .filter((line) -> !line.startsWith("#") && !line.startsWith("region,"))
                .map((line) -> line.split(",", -1))
                .toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    record Fargate(BigDecimal vcpuHour, BigDecimal gbHour, String asOf) {
    }

    record Item(BigDecimal price, String asOf) {
    }

}
