package dev.shipshape.localaws.protocol;

import java.util.Map;

/** One AWS service: how its calls look on the wire and what it can do. */
public interface AwsService {

    /** How this service's calls are recognised and answered. */
    Wire wire();

    /**
     * What it can do, by AWS's operation name. Asked once, when the endpoint is built.
     */
    Map<String, Operation<?, ?>> operations();

    /**
     * Puts there what AWS has in an account that nobody used yet. Called inside a
     * transaction at every start and after every reset, so it must leave alone what is
     * there already.
     */
    default void seed() {
    }

    /**
     * How this service words the absence of a required member; services differ in the
     * exception's type.
     */
    default AwsError missing(String member) {
        return this.wire().missing(member);
    }

}
