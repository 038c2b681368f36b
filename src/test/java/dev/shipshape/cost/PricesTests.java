package dev.shipshape.cost;

import java.math.BigDecimal;
import java.util.List;

import dev.shipshape.cost.book.PriceBook;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PricesTests {

    private final Prices prices = new Prices(PriceBook.ofProject());

    @Test
    void aQuarterVcpuWithAPublicAddressCostsWhatTheFactsSay() {
        Price price = this.prices.of(Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 1));
        assertThat(price.perHour()).isEqualByComparingTo(new BigDecimal("0.0173425"));
        assertThat(price.asOf()).isEqualTo("2026-09-11, partly undated");
        assertThat(price.age()).isEqualTo("of 2026-09-11, partly undated");
        assertThat(Price.NOTHING.age()).isEmpty();
    }

    @Test
    void tasksAreCounted() {
        Price price = this.prices.of(Billable.fargate("us-east-1", 1024, 2048, "X86_64", false, false, 3));
        assertThat(price.perHour()).isEqualByComparingTo(new BigDecimal("0.14811"));
    }

    @Test
    void armIsCheaperAndUndated() {
        Price price = this.prices.of(Billable.fargate("us-east-1", 1024, 1024, "ARM64", false, false, 1));
        assertThat(price.perHour()).isEqualByComparingTo(new BigDecimal("0.03594"));
        assertThat(price.asOf()).isEqualTo("undated");
        assertThat(price.age()).isEqualTo("of unknown date");
    }

    @Test
    void spotIsAnEstimate() {
        assertThat(this.prices.of(Billable.fargate("us-east-1", 256, 512, "X86_64", true, false, 1)).estimate())
            .isTrue();
    }

    @Test
    void aRegionThatIsNotListedIsUnknownAndNotZero() {
        Price price = this.prices.of(Billable.fargate("mars-1", 256, 512, "X86_64", false, false, 1));
        assertThat(price.known()).isFalse();
        assertThat(price.perHour()).isNull();
    }

    @Test
    void anUnknownAddressPriceMakesTheSumAnEstimate() {
        Price price = this.prices.of(Billable.fargate("eu-west-1", 256, 512, "X86_64", false, true, 1));
        assertThat(price.known()).isTrue();
        assertThat(price.estimate()).isTrue();
        assertThat(price.unknown()).isOne();
    }

    @Test
    void aSumOfUnknownPartsAloneIsUnknown() {
        assertThat(Price.sum(List.of(Price.UNKNOWN, Price.UNKNOWN)).known()).isFalse();
        assertThat(Price.sum(List.of()).perHour()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void storageIsPricedByTheMonthOf730Hours() {
        Price price = this.prices.of(Billable.storage("us-east-1", 73L << 30));
        assertThat(price.perHour()).isEqualByComparingTo(new BigDecimal("0.01"));
    }

    @Test
    void storageAboveTwentyGigabytesIsPriced() {
        Price price = this.prices
            .of(Billable.fargate("us-east-1", 256, 512, "X86_64", false, false, 2).withStorage(30));
        // 2 × (0.25 × 0.04048 + 0.5 × 0.004445 + 10 × 0.000111)
        assertThat(price.perHour()).isEqualByComparingTo("0.026905");
        assertThat(price.asOf()).isEqualTo("2026-09-11, partly undated");
        assertThat(this.prices.of(Billable.fargate("us-east-1", 256, 512, "X86_64", false, false, 2).withStorage(20))
            .perHour()).isEqualByComparingTo("0.024685");
    }

    @Test
    void spotDoesNotMakeTheAddressCheaper() {
        Price price = this.prices.of(Billable.fargate("us-east-1", 1024, 2048, "X86_64", true, true, 1));
        // 0.3 × (0.04048 + 2 × 0.004445) + 0.005
        assertThat(price.perHour()).isEqualByComparingTo("0.019811");
        assertThat(price.estimate()).isTrue();
    }

    @Test
    void loadBalancersAndNatGatewaysArePricedWhereTheyAreKnown() {
        assertThat(this.prices.of(Billable.loadBalancer("eu-west-2")).perHour()).isEqualByComparingTo("0.02646");
        assertThat(this.prices.of(Billable.natGateway("us-east-1")).perHour()).isEqualByComparingTo("0.045");
        assertThat(this.prices.of(Billable.natGateway("eu-west-1")).known()).isFalse();
        assertThat(this.prices.of(Billable.ec2("us-east-1", "t3.micro")).known()).isFalse();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(this.prices.missing(Billable.fargate("eu-west-1", 256, 512, "X86_64", false, true, 1)))
            .contains("No price is known of public IPv4 addresses in eu-west-1.");
        assertThat(this.prices.missing(Billable.fargate("mars-1", 256, 512, "X86_64", false, true, 1)))
            .contains("No price is known of Fargate in mars-1.");
        assertThat(this.prices.missing(new Billable("us-east-1", java.util.Map.of("billed", "moonlight"))))
            .contains("Nothing is known of how it is billed.");
        assertThat(this.prices.missing(Billable.nothing("us-east-1"))).isEmpty();
    }

    @Test
    void aSumWithSomethingUnknownSaysSo() {
        Price sum = Price.sum(List.of(this.prices.of(Billable.natGateway("us-east-1")),
                this.prices.of(Billable.natGateway("mars-1"))));
        assertThat(sum.perHour()).isEqualByComparingTo("0.045");
        assertThat(sum.unknown()).isOne();
        assertThat(sum.estimate()).isTrue();
    }

}
