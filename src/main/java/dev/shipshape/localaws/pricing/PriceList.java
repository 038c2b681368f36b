package dev.shipshape.localaws.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.shipshape.localaws.protocol.AwsError;

/** The products that have a price here, by service. */
final class PriceList {

    private static final String FILE = "/localaws/price-list.csv";

    private final List<Product> products;

    private PriceList(List<Product> products) {
        this.products = products;
    }

    /** Reads the list that comes with the sandbox. */
    static PriceList read() {
        try (InputStream in = PriceList.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new PriceList(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter((line) -> !line.startsWith("#"))
                .map(Product::of)
                .sorted(Comparator.comparing(Product::sku))
                .toList());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The codes of the services that are in it. */
    SortedSet<String> services() {
        SortedSet<String> codes = new TreeSet<>();
        this.products.forEach((product) -> codes.add(product.service()));
        return codes;
    }

    /**
     * The products of a service.
     * @throws AwsError if there is no such service
     */
    List<Product> of(String service) {
        List<Product> found = this.products.stream().filter((product) -> product.service().equals(service)).toList();
        if (found.isEmpty()) {
            throw new AwsError("NotFoundException", "No service found for the service code " + service);
        }
        return found;
    }

    /** What the products of a service can be told apart by. */
    SortedSet<String> attributeNames(String service) {
        SortedSet<String> names = new TreeSet<>(List.of("productFamily"));
        of(service).forEach((product) -> names.addAll(product.attributes().keySet()));
        return names;
    }

}
