package dev.shipshape.localaws.tagging;

import java.util.Objects;

import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;

/** Calls to a service from inside the endpoint, checked as it checks those of clients. */
record ServiceCalls(AwsService service) {

    void call(String operation, CallContext context, SdkPojo request) {
        @SuppressWarnings("unchecked") // the caller knows the request of the operation
        Operation<SdkPojo, ?> known = (Operation<SdkPojo, ?>) Objects
            .requireNonNull(this.service.operations().get(operation));
        known.call(context, request);
    }

}
