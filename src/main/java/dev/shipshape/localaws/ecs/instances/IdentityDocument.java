package dev.shipshape.localaws.ecs.instances;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The instance identity document of an EC2 instance (EC2 user guide, "Instance identity
 * documents"): what it says of itself to those who cannot see it.
 *
 * @param instanceId such as {@code i-0123456789abcdef0}
 * @param imageId the image that it was launched from
 * @param availabilityZone where it is
 * @param instanceType such as {@code t3.micro}
 */
record IdentityDocument(@Nullable String instanceId, @Nullable String imageId, @Nullable String availabilityZone,
        @Nullable String instanceType) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static IdentityDocument parse(@Nullable String document) {
        if (document == null || document.isBlank()) {
            return new IdentityDocument(null, null, null, null);
        }
        try {
            JsonNode node = JSON.readTree(document);
            if (node.isObject()) {
                return new IdentityDocument(text(node, "instanceId"), text(node, "imageId"),
                        text(node, "availabilityZone"), text(node, "instanceType"));
            }
        }
        catch (JacksonException ex) {
            throw EcsErrors.client("The instance identity document is not valid JSON.");
        }
        throw EcsErrors.client("The instance identity document is not a JSON object.");
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return (value != null && value.isString()) ? value.stringValue() : null;
    }

    /** The attributes that ECS itself gives an instance. */
    List<Attribute> attributes(String region) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(attribute("ecs.availability-zone",
                (this.availabilityZone != null) ? this.availabilityZone : region + "a"));
        if (this.imageId != null) {
            attributes.add(attribute("ecs.ami-id", this.imageId));
        }
        if (this.instanceType != null) {
            attributes.add(attribute("ecs.instance-type", this.instanceType));
        }
        attributes.add(attribute("ecs.os-type", "linux"));
        return attributes;
    }

    static Attribute attribute(String name, String value) {
        return Attribute.builder().name(name).value(value).build();
    }

}
