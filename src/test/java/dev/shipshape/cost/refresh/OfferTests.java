package dev.shipshape.cost.refresh;

import java.util.List;

import dev.shipshape.cost.book.KnownPrice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which product of AWS's price list is which of our items. */
class OfferTests {

    private static final Question FARGATE = Question.all(List.of()).get(0);

    @ParameterizedTest
    @ValueSource(strings = { "USE1-Fargate-vCPU-Hours:perCPU", "EU-Fargate-vCPU-Hours:perCPU",
            "EUW2-Fargate-vCPU-Hours:perCPU", "Fargate-vCPU-Hours:perCPU", "UGW1-Fargate-vCPU-Hours:perCPU" })
    void theRegionsPrefixIsStripped(String usage) {
        assertThat(read(offer(usage, "eu-west-1", "0.0404800000", "2026-11-20T20:20:20Z"))).singleElement()
            .satisfies((price) -> {
                assertThat(price.item()).isEqualTo("fargate-vcpu-hour");
                assertThat(price.dollars()).isEqualByComparingTo("0.04048");
                assertThat(price.asOf()).isEqualTo("2026-11-20");
            });
    }

    @ParameterizedTest
    @ValueSource(strings = { "EU-Fargate-Windows-vCPU-Hours:perCPU", "EU-SpotUsage-Fargate-vCPU-Hours:perCPU",
            "EU-Fargate-vCPU-Hours:perCPU-SpotDiscount", "EU-Fargate-Windows-OS-Hours:perCPU", "EU-ECS-Anywhere", "" })
    void whatIsOnlyNamedAlikeIsNotTaken(String usage) {
        assertThat(read(offer(usage, "eu-west-1", "0.09", "2026-11-20T20:20:20Z"))).isEmpty();
    }

    @Test
    void anotherRegionAnotherCurrencyAndWhatCannotBeReadAreNoPrices() {
        String usage = "EU-Fargate-GB-Hours";
        assertThat(read(offer(usage, "eu-west-2", "0.0044", "2026-11-20T20:20:20Z"))).isEmpty();
        assertThat(read(offer(usage, "eu-west-1", "0.0044", "2026-11-20T20:20:20Z").replace("USD", "CNY"))).isEmpty();
        assertThat(read(offer(usage, "eu-west-1", "0.0000000000", "2026-11-20T20:20:20Z"))).isEmpty();
        assertThat(read(offer(usage, "eu-west-1", "cheap", "2026-11-20T20:20:20Z"))).isEmpty();
        assertThat(read("{\"product\": ")).isEmpty();
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void withoutADayOfPublicationItIsUndated() {
        assertThat(read(offer("EU-Fargate-GB-Hours", "eu-west-1", "0.0044", ""))).singleElement()
            .satisfies((price) -> assertThat(price.dated()).isFalse());
    }

    @Test
    void instancesAreAskedForByType() {
        assertThat(Question.all(List.of("t3.micro", "m5.large"))).hasSize(8)
            .last()
            .satisfies(
                    (question) -> assertThat(question.items()).containsEntry("BoxUsage:t3.micro", "ec2-hour:t3.micro"));
    }

    private static List<KnownPrice> read(String json) {
        return Offer.read(json, "eu-west-1", FARGATE.items()).stream().toList();
    }

    private static String offer(String usage, String region, String dollars, String published) {
        return """
                {"product": {"productFamily": "Compute", "sku": "S", "attributes": {"usagetype": "%s", "regionCode": "%s"}},
                 "serviceCode": "AmazonECS", "publicationDate": "%s",
                 "terms": {"OnDemand": {"S.J": {"effectiveDate": "2026-11-01T00:00:00Z", "priceDimensions": {"S.J.6": {
                   "unit": "hours", "beginRange": "0", "endRange": "Inf", "pricePerUnit": {"USD": "%s"}}}}}}}"""
            .formatted(usage, region, published, dollars);
    }

}
