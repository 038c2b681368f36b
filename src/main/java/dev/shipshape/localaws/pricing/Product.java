package dev.shipshape.localaws.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import tools.jackson.databind.json.JsonMapper;

/**
 * A product of the price list: one usage type in one region.
 *
 * @param service its service's code
 * @param family its product family
 * @param attributes all attributes, {@code usagetype} and {@code regionCode} among them
 * @param unit what is counted, such as {@code hours}
 * @param usd the price of a unit in US dollars
 * @param description what it is
 */
record Product(String service, String family, Map<String, String> attributes, String unit, BigDecimal usd,
        String description) {

    /** AWS's code of prices on demand. */
    private static final String ON_DEMAND = "JRTCKXETXF";

    /** AWS's code of a price by the hour or the like. */
    private static final String RATE = "6YS6EN2CT7";

    /** When all of it was published. */
    private static final String PUBLISHED = "2026-09-11T00:00:00Z";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads a line of the price list. */
    static Product of(String line) {
        String[] parts = line.split(",", -1);
        Map<String, String> attributes = new TreeMap<>(Map.of("servicecode", parts[0], "regionCode", parts[2],
                "usagetype", parts[3], "locationType", "AWS Region", "location", place(parts[2]), "operation", ""));
        for (String attribute : parts[7].split(";", -1)) {
            if (!attribute.isEmpty()) {
                attributes.put(attribute.substring(0, attribute.indexOf('=')),
                        attribute.substring(attribute.indexOf('=') + 1));
            }
        }
        return new Product(parts[0], parts[1], attributes, parts[4], new BigDecimal(parts[5]), parts[6]);
    }

    private static String place(String region) {
        RegionMetadata metadata = Region.of(region).metadata();
        return (metadata != null) ? metadata.description().replace("Europe", "EU") : region;
    }

    /** Sixteen characters, the same at every start. */
    String sku() {
        String name = this.service + this.attributes;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .substring(0, 16)
            .toUpperCase(Locale.ROOT);
    }

    /** The value of a field that can be filtered by; null if it has none. */
    @Nullable String field(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "servicecode" -> this.service;
            case "productfamily" -> this.family;
            case "sku" -> sku();
            default -> this.attributes.get(name);
        };
    }

    /** The document that GetProducts gives. */
    String document() {
        String sku = sku();
        String term = sku + "." + ON_DEMAND;
        String price = this.usd.setScale(10, RoundingMode.UNNECESSARY).toPlainString();
        Map<String, Object> dimension = Map.of("unit", this.unit, "beginRange", "0", "endRange", "Inf", "rateCode",
                term + "." + RATE, "description",
                "$" + this.usd.toPlainString() + " per " + this.unit + " for " + this.description + " in "
                        + this.attributes.get("location"),
                "appliesTo", List.of(), "pricePerUnit", Map.of("USD", price));
        Map<String, Object> onDemand = Map.of("sku", sku, "offerTermCode", ON_DEMAND, "effectiveDate",
                "2026-09-01T00:00:00Z", "termAttributes", Map.of(), "priceDimensions",
                Map.of(term + "." + RATE, dimension));
        return JSON.writeValueAsString(new TreeMap<>(
                Map.of("product", Map.of("productFamily", this.family, "sku", sku, "attributes", this.attributes),
                        "serviceCode", this.service, "terms", Map.of("OnDemand", Map.of(term, onDemand)), "version",
                        "20260911000000", "publicationDate", PUBLISHED)));
    }

}
