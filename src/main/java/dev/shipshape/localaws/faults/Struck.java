package dev.shipshape.localaws.faults;

import java.util.function.UnaryOperator;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.Mishap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What the faults do to one call.
 *
 * @param latencyMillis how long it waits
 * @param refusal what it is refused with, or null
 * @param part what is done of it, or null for all
 * @param losesAnswer whether the answer is lost
 */
record Struck(int latencyMillis, @Nullable AwsError refusal, @Nullable PartialAnswer part,
        boolean losesAnswer) implements Mishap {

    @Override
    public void before() {
        if (this.latencyMillis > 0) {
            try {
                Thread.sleep(this.latencyMillis);
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
        if (this.refusal != null) {
            throw this.refusal;
        }
    }

    @Override
    public SdkPojo around(SdkPojo request, UnaryOperator<SdkPojo> work) {
        return (this.part != null) ? this.part.around(request, work) : work.apply(request);
    }

}
