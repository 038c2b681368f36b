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

}
