package dev.shipshape.network;

/**
 * A security group: which traffic may come in and go out.
 *
 * @param id such as {@code sg-0123}
 * @param name its name, {@code default} for the one that every VPC has
 * @param description what it is for
 */
public record SecurityGroup(String id, String name, String description) {

    static SecurityGroup of(software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        String description = group.description();
        return new SecurityGroup(group.groupId(), group.groupName(), (description != null) ? description : "");
    }

    /** Whether it is the one that every VPC has. */
    public boolean isDefault() {
        return this.name.equals("default");
    }

}
