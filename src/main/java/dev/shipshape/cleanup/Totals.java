package dev.shipshape.cleanup;

import java.math.BigDecimal;
import java.util.Collection;

import dev.shipshape.cost.Price;

/**
 * Sums over what awaits clean-up.
 *
 * @param count how many resources
 * @param price what they cost an hour
 * @param soFar what they have cost since they began, an estimate in dollars
 */
record Totals(int count, Price price, BigDecimal soFar) {

    static Totals of(Collection<Item> items, Collection<BigDecimal> soFar) {
        return new Totals(items.size(), Price.sum(items.stream().map(Item::price).toList()),
                soFar.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

}
