package dev.shipshape.aws;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * One place to work in: region, credentials and, if it is not AWS itself, an endpoint.
 *
 * @param name the short name that stands in addresses, such as {@code prod-eu}
 * @param region the AWS region's id
 * @param profile the profile of the shared configuration files that gives credentials;
 * null for the SDK's default chain
 * @param roleArn a role to assume on top; null for none
 * @param endpoint where AWS's APIs are answered; null for AWS itself
 * @param sandbox true for the built-in connection
 */
public record Connection(String name, String region, @Nullable String profile, @Nullable String roleArn,
        @Nullable URI endpoint, boolean sandbox) {

    /** The name of the built-in connection. */
    public static final String SANDBOX = "sandbox";

    /**
     * The same account and credentials in another region. It has no pages of its own,
     * because the name in addresses means the connection's own region.
     * @param region the AWS region's id
     */
    public Connection in(String region) {
        return region.equals(this.region) ? this
                : new Connection(this.name, region, this.profile, this.roleArn, this.endpoint, this.sandbox);
    }

    /** The address of this connection's pages, such as {@code /sandbox}. */
    public String path() {
        return "/" + this.name;
    }

    /**
     * The AWS partition that the region lies in, such as {@code aws} or {@code aws-cn}.
     */
    public String partition() {
        return Region.of(this.region).metadata() == null ? "aws" : Region.of(this.region).metadata().partition().id();
    }

    /** The flags that make the AWS CLI work on this connection, with a leading space. */
    public String cliFlags() {
        StringBuilder flags = new StringBuilder(" --region ").append(this.region);
        if (this.profile != null) {
            flags.append(" --profile ").append(this.profile);
        }
        if (this.endpoint != null) {
            flags.append(" --endpoint-url ").append(this.endpoint);
        }
        return flags.toString();
    }

}
