package dev.shipshape.ecsservices;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks a service shall keep.
 *
 * @param count 0 to 100
 */
record ScaleForm(@Pattern(regexp = ServiceForm.COUNT, message = ServiceForm.COUNTS) String count) {

    ScaleForm(@Nullable String count) {
        this.count = (count != null) ? count.strip() : "";
    }

}
