package dev.shipshape.taskdefinitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests with any member of the model, and texts of any characters, by a seed. */
public final class RandomDefinitions {

    private static final String[] TEXTS = { "web", "KEY=value", "two\nlines", "it's \"quoted\"", "", " blank ",
            "ümläut", "\\back", "80", "FARGATE", "EC2", "$HOME", "🚢", "a,b;c", "tcp" };

    private final Random random;

    private boolean all;

    public RandomDefinitions(long seed) {
        this.random = new Random(seed);
    }

    /** A request in which about half of all members are set. */
    public RegisterTaskDefinitionRequest next() {
        RegisterTaskDefinitionRequest.Builder builder = RegisterTaskDefinitionRequest.builder();
        fill(builder);
        return builder.build();
    }

    /** A request in which every member of the model is set, at every depth. */
    public RegisterTaskDefinitionRequest full() {
        this.all = true;
        return next();
    }

    private void fill(SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (this.all || this.random.nextBoolean()) {
                field.set(builder, value(field));
            }
        }
    }

    private Object value(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo part = field.constructor().get();
            fill(part);
            return ((Buildable) part).build();
        }
        if (type == MarshallingType.LIST) {
            List<Object> items = new ArrayList<>();
            for (int count = 1 + this.random.nextInt(3); count > 0; count--) {
                items.add(value(field.getTrait(ListTrait.class).memberFieldInfo()));
            }
            return items;
        }
        if (type == MarshallingType.MAP) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (int count = 1 + this.random.nextInt(2); count > 0; count--) {
                entries.put(text(), value(field.getTrait(MapTrait.class).valueFieldInfo()));
            }
            return entries;
        }
        if (type == MarshallingType.BOOLEAN) {
            return this.random.nextBoolean();
        }
        if (type == MarshallingType.INTEGER) {
            return this.random.nextInt();
        }
        if (type == MarshallingType.STRING) {
            return text();
        }
        throw new IllegalStateException("The model has a type that is new here: " + type);
    }

    private String text() {
        return TEXTS[this.random.nextInt(TEXTS.length)];
    }

}
