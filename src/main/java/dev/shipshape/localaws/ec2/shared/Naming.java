package dev.shipshape.localaws.ec2.shared;

/**
 * How EC2 speaks of the things of one kind.
 *
 * @param prefix what their ids begin with, such as {@code vpc}
 * @param type what tags call the kind, such as {@code vpc}
 * @param code what its errors begin with, such as {@code InvalidVpcID}
 * @param word what its errors call an id, such as {@code vpc ID}
 */
public record Naming(String prefix, String type, String code, String word) {

    boolean fits(String id) {
        return id.matches(this.prefix + "-([0-9a-f]{8}|[0-9a-f]{17})");
    }

}
