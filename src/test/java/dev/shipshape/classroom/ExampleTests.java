package dev.shipshape.classroom;

import dev.shipshape.cost.Prices;
import dev.shipshape.cost.book.PriceBook;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExampleTests {

    @Test
    void theMonthIsSevenHundredThirtyHours() {
        Example example = Example.in("us-east-1", new Prices(PriceBook.ofProject()));
        assertThat(example.known()).isTrue();
        assertThat(example.task().perHour()).isEqualByComparingTo("0.0123425");
        assertThat(example.whole().perHour()).isEqualByComparingTo("0.0173425");
        assertThat(example.month()).isEqualByComparingTo("12.660025");
    }

    @Test
    void aRegionThatIsNotInTheListIsUnknownAndNotFree() {
        Example example = Example.in("mx-central-9", new Prices(PriceBook.ofProject()));
        assertThat(example.known()).isFalse();
        assertThat(example.month()).isNull();
    }

    /** Fargate is known there, the address is not. */
    @Test
    void aPriceThatIsKnownInPartIsNotTold() {
        Example example = Example.in("us-west-2", new Prices(PriceBook.ofProject()));
        assertThat(example.task().known()).isTrue();
        assertThat(example.known()).isFalse();
    }

}
