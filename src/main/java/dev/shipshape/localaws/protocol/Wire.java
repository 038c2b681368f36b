package dev.shipshape.localaws.protocol;

/**
 * How a service's calls are told apart and answered.
 *
 * @param protocol the protocol it speaks
 * @param signingName the service's name in the SigV4 credential scope, such as
 * {@code ecs}
 * @param target for JSON the prefix of {@code X-Amz-Target}, for the query protocols the
 * API version
 * @param namespace the XML namespace of answers; empty for JSON
 */
public record Wire(Protocol protocol, String signingName, String target, String namespace) {

    /** The protocols that this endpoint speaks. */
    public enum Protocol {

        /** JSON both ways, the operation named by the header {@code X-Amz-Target}. */
        AWS_JSON,
        /** Form fields in, XML out; lists are written {@code Name.member.1}. */
        AWS_QUERY,
        /** EC2's own dialect of the query protocol; lists are written {@code Name.1}. */
        EC2_QUERY

    }

    /** AwsJson 1.1, such as {@code json("ecs", "AmazonEC2ContainerServiceV20141113")}. */
    public static Wire json(String signingName, String target) {
        return new Wire(Protocol.AWS_JSON, signingName, target, "");
    }

    /** AwsQuery, such as {@code query("sts", "2011-06-15")}. */
    public static Wire query(String signingName, String version) {
        return new Wire(Protocol.AWS_QUERY, signingName, version,
                "https://" + signingName + ".amazonaws.com/doc/" + version + "/");
    }

    /** Ec2Query, such as {@code ec2("2016-11-15")}. */
    public static Wire ec2(String version) {
        return new Wire(Protocol.EC2_QUERY, "ec2", version, "http://ec2.amazonaws.com/doc/" + version + "/");
    }

    /** How a service of this protocol refuses an operation that it does not have. */
    public AwsError unknown(String operation) {
        String name = (operation.length() > 100) ? operation.substring(0, 100) : operation;
        return switch (this.protocol) {
            case AWS_JSON -> new AwsError("UnknownOperationException",
                    "The sandbox does not have the operation " + this.target + "." + name + ".");
            case AWS_QUERY ->
                new AwsError("InvalidAction", "Could not find operation " + name + " for version " + this.target);
            case EC2_QUERY ->
                new AwsError("InvalidAction", "The action " + name + " is not valid for this web service.");
        };
    }

    AwsError missing(String member) {
        return switch (this.protocol) {
            case AWS_JSON -> new AwsError("InvalidParameterException", member + " can not be blank.");
            case AWS_QUERY -> new AwsError("ValidationError", "1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
            case EC2_QUERY ->
                new AwsError("MissingParameter", "The request must contain the parameter " + member + ".");
        };
    }

}
