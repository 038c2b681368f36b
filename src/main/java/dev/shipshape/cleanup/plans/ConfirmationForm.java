package dev.shipshape.cleanup.plans;

import org.jspecify.annotations.Nullable;

/**
 * What a person types to have a plan carried out.
 *
 * @param confirmation what was typed
 */
record ConfirmationForm(@Nullable String confirmation) {

    String typed() {
        return (this.confirmation != null) ? this.confirmation : "";
    }

}
