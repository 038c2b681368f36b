package dev.shipshape.cost.refresh;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.cost.book.KnownPrice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One product of AWS's price list, as JSON (Price List API, GetProducts). */
final class Offer {

    private static final Pattern USAGE = Pattern.compile("(?:[A-Z]{2,4}[0-9]{0,2}-)?(.+)");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private static final JsonMapper JSON = JsonMapper.shared();

    private Offer() {
    }

    /**
     * The price that a product tells of.
     * @param json the product
     * @param region the region that was asked for
     * @param items our items by usage type without its region's prefix
     * @return the price; empty where it is none of these, or none on demand in US dollars
     */
    static Optional<KnownPrice> read(String json, String region, Map<String, String> items) {
        try {
            JsonNode offer = JSON.readTree(json);
            JsonNode attributes = offer.path("product").path("attributes");
            Matcher usage = USAGE.matcher(attributes.path("usagetype").asString(""));
            String item = usage.matches() ? items.get(usage.group(1)) : null;
            if (item == null || !attributes.path("regionCode").asString("").equals(region)) {
                return Optional.empty();
            }
            return dollars(offer).map((dollars) -> new KnownPrice(region, item, dollars, day(offer), null, null));
        }
        catch (JacksonException | NumberFormatException ex) {
            return Optional.empty(); // no price that could be read is no price
        }
    }

    /** The first step of the price on demand; a later step is for much use. */
    private static Optional<BigDecimal> dollars(JsonNode offer) {
        for (JsonNode term : offer.path("terms").path("OnDemand")) {
            for (JsonNode dimension : term.path("priceDimensions")) {
                String usd = dimension.path("pricePerUnit").path("USD").asString("");
                if (dimension.path("beginRange").asString("0").equals("0") && !usd.isEmpty()) {
                    BigDecimal dollars = new BigDecimal(usd);
                    if (dollars.signum() > 0) {
                        return Optional.of(dollars.stripTrailingZeros());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String day(JsonNode offer) {
        Matcher published = DAY.matcher(offer.path("publicationDate").asString(""));
        return published.lookingAt() ? published.group() : KnownPrice.UNDATED;
    }

}
