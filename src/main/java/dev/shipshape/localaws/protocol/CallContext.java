package dev.shipshape.localaws.protocol;

import java.time.Instant;

/**
 * What a handler knows about the call besides its input.
 *
 * @param account the twelve digits of the account; there is one
 * @param region the region that the request was signed for
 * @param now the time of the call, by the endpoint's clock
 * @param requestId the id that the answer carries
 * @param accessKey the id of the access key that signed it; empty if nobody did
 */
public record CallContext(String account, String region, Instant now, String requestId, String accessKey) {

    /** The account of the sandbox. */
    public static final String ACCOUNT = "123456789012";

    /** The ARN of the user who calls with keys that STS did not hand out. */
    public String user() {
        return "arn:aws:iam::" + this.account + ":user/sandbox";
    }

    /** The ARN of a resource of this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + this.region + ":" + this.account + ":" + resource;
    }

}
