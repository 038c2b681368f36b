package dev.shipshape.cost.book;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.ClassPathResource;

/** The project's own table of prices, read from {@code prices/*.csv}. */
final class ProjectTable {

    private ProjectTable() {
    }

    static List<KnownPrice> read() {
        List<KnownPrice> prices = new ArrayList<>();
        for (String[] row : rows("prices/fargate.csv")) {
            String arm = row[1].equals("arm64") ? "arm-" : "";
            prices.add(price(row[0], "fargate-" + arm + "vcpu-hour", row[2], row[4]));
            prices.add(price(row[0], "fargate-" + arm + "gb-hour", row[3], row[4]));
        }
        for (String[] row : rows("prices/others.csv")) {
            prices.add(price(row[0], row[1], row[2], row[3]));
        }
        return prices;
    }

    private static KnownPrice price(String region, String item, String dollars, String asOf) {
        return new KnownPrice(region, item, new BigDecimal(dollars), asOf, null, null);
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

}
