package dev.shipshape.cleanup.plans;

import java.util.List;

import dev.shipshape.cleanup.Item;

/**
 * What a plan would do, from what was read of AWS.
 *
 * @param scope what it is about
 * @param confirmation what a person must type to have it carried out
 * @param items what is removed, in an order that works
 * @param staying what lies in the scope and is not touched
 * @param untouched what is not touched, each with the reason, in words
 * @param unasked what AWS could not be asked about, each with the reason; part of what is
 * not touched
 */
record Draft(Scope scope, String confirmation, List<Item> items, List<Item> staying, List<String> untouched,
        List<String> unasked) {
}
